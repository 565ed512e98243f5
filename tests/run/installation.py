"""A copy of the checkout in a folder of its own, to run ``bin/run`` in as a person would."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil

from queshub.embedded.place import CHECKOUT

NOT_COPIED = (".git", ".venv*", "var", "__pycache__", ".*_cache", ".hypothesis", "test-results")
# What the tests' own servers put into the environment; a person's shell has none of it.
UNKNOWN_THERE = (
    *("DATABASE_URL", "REDIS_URL", "REDIS_PREFIX", "SECRET_KEY", "SITE_URL", "HOST"),
    *("HOT_PAGES", "QUESHUB_VAR"),
)
LONGEST_START = 90  # seconds, on a busy machine, with migrations and style sheets
LONGEST_STOP = 10  # seconds: the promise


class Installation:
    """One checkout; at most one ``bin/run`` of it at a time."""

    def __init__(self, root: Path):
        self.root = root
        shutil.copytree(CHECKOUT, root, ignore=shutil.ignore_patterns(*NOT_COPIED))
        self.port = free_port()
        self.running: subprocess.Popen | None = None

    def environment(self, **changes: str) -> dict[str, str]:
        """A person's shell, with a virtual environment that is ready."""
        usual = {key: value for key, value in os.environ.items() if key not in UNKNOWN_THERE}
        usual |= {"PORT": str(self.port), "QUESHUB_VENV": sys.prefix, "PYTHONUNBUFFERED": "1"}
        return usual | changes

    def start(self, **changes: str) -> float:
        """Run it until the first answered request; returns the seconds that took."""
        begin = time.monotonic()
        with self.output.open("w") as output:
            self.running = subprocess.Popen(
                [self.root / "bin" / "run"],
                cwd="/",
                env=self.environment(**changes),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        while not (status := self.get("/health/")) and self.running.poll() is None:
            assert time.monotonic() - begin < LONGEST_START, self.said()
            time.sleep(0.05)
        assert status, self.said()
        return time.monotonic() - begin

    @property
    def output(self) -> Path:
        """Where what it prints is kept."""
        return self.root / "output.txt"

    def said(self) -> str:
        """What it printed."""
        return self.output.read_text()

    def wait_until_ready(self) -> str:
        """Wait for its welcome, which follows the first answer, and return it."""
        deadline = time.monotonic() + LONGEST_START
        while "Ctrl-C stops it." not in self.said():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)
        return self.said()

    def end(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Send it a signal and wait for its end; returns the seconds that took."""
        begin = time.monotonic()
        self.running.send_signal(number)
        self.running.wait(LONGEST_STOP * 3)
        return time.monotonic() - begin

    def get(self, path: str) -> int:
        """The status of a page, 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def tell(self, *arguments: str, **changes: str) -> subprocess.CompletedProcess:
        """Run a program of the checkout to its end, from another folder."""
        return subprocess.run(
            [self.root / arguments[0], *arguments[1:]],
            cwd="/",
            env=self.environment(**changes),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST_START,
            check=False,
        )

    def python(self, code: str) -> str:
        """Run a line of Python in ``manage.py shell``, and return what it prints."""
        done = subprocess.run(
            [sys.executable, self.root / "manage.py", "shell", "--verbosity=0", "--command", code],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=LONGEST_START,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def processes(self) -> list[str]:
        """Every living process that belongs to this checkout, as its command line."""
        found = []
        for process in psutil.process_iter():
            try:
                words = " ".join([*process.cmdline(), process.environ().get("QUESHUB_VAR", "")])
            except psutil.Error:
                continue
            if str(self.root) in words and process.status() != psutil.STATUS_ZOMBIE:
                found.append(words)
        return found

    def remove(self) -> None:
        """Take it away, also what lies elsewhere."""
        if self.running is not None and self.running.poll() is None:
            self.end()
        shutil.rmtree((self.root / "var" / "servers").resolve(), ignore_errors=True)
        shutil.rmtree(self.root, ignore_errors=True)


def free_port() -> int:
    """A TCP port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
