"""A process we start, watch and end."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from queshub.embedded.account import Account
from queshub.embedded.record import Record

LARGEST_LOG = 10_000_000  # bytes; a larger one is set aside at the next start


@dataclass
class Child:
    """A process with a session of its own, so that Ctrl-C reaches it through us only, in order."""

    name: str
    argv: list[str]
    environment: dict[str, str]
    log: Path | None = None  # None: it writes to our terminal
    account: Account | None = None  # None: ourselves
    text: str = ""  # what it reads from its standard input; keeps secrets out of ps
    stop_signal: int = signal.SIGTERM
    last_signal: int = signal.SIGKILL
    patience: float = 3.0  # seconds between the two
    needed: bool = True  # False: the site goes on without it
    _process: subprocess.Popen | None = field(default=None, init=False)
    _deadline: float | None = field(default=None, init=False)

    def start(self, record: Record) -> None:
        """Start it and note it."""
        output = self._open_log()
        try:
            self._process = subprocess.Popen(
                self.argv,
                env=self.environment,
                stdin=subprocess.PIPE if self.text else subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                encoding="utf-8",
                **({"cwd": "/"} | self.account.popen() if self.account else {}),
            )
        finally:
            if output is not None:
                os.close(output)
        record.add(self._process.pid, self.name)
        if self._process.stdin:
            self._process.stdin.write(self.text)
            self._process.stdin.close()

    def _open_log(self) -> int | None:
        if self.log is None:
            return None
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        return os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    @property
    def status(self) -> int | None:
        """Its exit status, None while it runs or before it was started."""
        return self._process.poll() if self._process else None

    def ask(self) -> None:
        """Ask it to end; its patience begins to run."""
        if self._process is not None and self.status is None and self._deadline is None:
            self._process.send_signal(self.stop_signal)
            self._deadline = time.monotonic() + self.patience

    def stop(self) -> None:
        """See that it ends, insisting after its patience, and that its whole group is gone."""
        if self._process is None:
            return
        self.ask()
        if self._deadline is not None:
            try:
                self._process.wait(max(0, self._deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._process.send_signal(self.last_signal)
                self._process.wait()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # its children, if any outlived it
        self._process = self._deadline = None
