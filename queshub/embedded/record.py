"""The processes an installation started, on disk, so that the next start can end leftovers."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

MARK = "QUESHUB_VAR"  # every child of ours carries its installation's folder in its environment
PATIENCE = 5.0  # seconds a leftover gets to end by itself


@dataclass(frozen=True)
class Record:
    """A file of lines "pid start-time name". A pid alone may be someone else's by now."""

    path: Path

    def add(self, pid: int, name: str) -> None:
        """Note a process that was just started."""
        with self.path.open("a") as file:
            file.write(f"{pid} {psutil.Process(pid).create_time()} {name}\n")

    def clear(self) -> None:
        """Forget them all: they have ended."""
        self.path.unlink(missing_ok=True)

    def end_leftovers(self) -> list[str]:
        """End what a killed supervisor left, and return the names of what was ended."""
        noted = [(int(pid), float(start), name) for pid, start, name in self._lines()]
        leaders = [(process, name) for pid, start, name in noted for process in _same(pid, start)]
        groups = {pid for pid, _, _ in noted}
        # In reverse: the web and the worker first, the database last.
        for process, _ in reversed(leaders):
            _end(process)
        for process in self._members(groups):
            _end(process)
        self.clear()
        return [name for _, name in leaders]

    def _lines(self) -> Iterator[list[str]]:
        if self.path.exists():
            yield from (line.split() for line in self.path.read_text().splitlines())

    def _members(self, groups: set[int]) -> Iterator[psutil.Process]:
        """Children of leaders that died before them, known by their group and by our mark."""
        for process in psutil.process_iter():
            try:
                ours = os.getpgid(process.pid) in groups and (
                    process.environ().get(MARK) == str(self.path.parent)
                )
            except (psutil.Error, OSError):
                continue
            if ours:
                yield process


def _same(pid: int, start: float) -> Iterator[psutil.Process]:
    try:
        process = psutil.Process(pid)
        # A second's tolerance: the system's idea of its own start moves a little with the clock.
        if abs(process.create_time() - start) < 1 and process.status() != psutil.STATUS_ZOMBIE:
            yield process
    except psutil.NoSuchProcess:
        pass


def _end(process: psutil.Process) -> None:
    try:
        # Postgres takes SIGINT for "now, but properly"; SIGTERM would wait for its clients.
        gentle = signal.SIGINT if process.name() == "postgres" else signal.SIGTERM
        for number in (gentle, signal.SIGKILL):
            process.send_signal(number)
            if _has_ended(process):
                return
    except psutil.NoSuchProcess:
        pass


def _has_ended(process: psutil.Process) -> bool:
    """Wait for it. A zombie counts: where nobody collects them (containers) they stay."""
    deadline = time.monotonic() + PATIENCE
    while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
