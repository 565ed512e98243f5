"""The parent's end of one rendering process."""

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

from markup.frames import LENGTH, packed, unpacked

START_SECONDS = 20.0
RENDERING = "markup.rendering"
MEMORY_BYTES = 512 * 1024 * 1024

# Loads the rendering modules under their own names but without markup/__init__.py, which needs
# Django. Signals sent to the whole group are the parent's to answer; its end is the child's end.
_BOOT = """
import json, signal, sys, types
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.path[:] = json.loads(sys.argv[1])
package = sys.modules["markup"] = types.ModuleType("markup")
package.__path__ = [sys.argv[2]]
from markup.child import main
main(int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
"""
# Hostile input is read there, so the keys and passwords in our environment stay here.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL")


class TimeUp(Exception):
    """No answer came within the time given."""


class Gone(Exception):
    """The process ended without an answer."""


class Worker:
    """One rendering process, with the Renderer of a module. Used by one thread at a time."""

    def __init__(self, memory=MEMORY_BYTES, module=RENDERING):
        self._process = subprocess.Popen(  # noqa: S603
            [
                sys.executable,
                "-I",
                "-S",
                "-c",
                _BOOT,
                json.dumps([path or os.getcwd() for path in sys.path]),
                str(Path(__file__).parent),
                str(os.getpid()),
                str(memory),
                module,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
        self._poll = select.poll()
        self._poll.register(self._process.stdout, select.POLLIN)
        try:
            self._receive(START_SECONDS)
        except (TimeUp, Gone):
            self.kill()
            raise

    @property
    def pid(self):
        return self._process.pid

    def send(self, jobs):
        """Hand over jobs `[kind, source, options]`; each is answered in turn. Raises Gone."""
        frame = memoryview(packed(jobs))
        try:
            while frame:
                frame = frame[self._process.stdin.write(frame) :]
        except OSError as problem:
            raise Gone from problem

    def answer(self, seconds):
        """{"made": …} or {"problem": reason} for the next job. Raises Gone.

        A process that has not answered in time, or has run out of memory, is ended.
        """
        try:
            answer = self._receive(seconds)
        except TimeUp:
            answer = {"problem": "time"}
        except BaseException:
            # A half-read answer must not be taken for the next text's.
            self.kill()
            raise
        if answer.get("problem") in {"time", "memory"}:
            self.kill()
        return answer

    def _receive(self, seconds):
        deadline = time.monotonic() + seconds
        size = LENGTH.unpack(self._read(LENGTH.size, deadline))[0]
        return unpacked(self._read(size, deadline))

    def _read(self, size, deadline):
        parts = []
        while size:
            left = deadline - time.monotonic()
            if not self._poll.poll(max(left, 0) * 1000):
                raise TimeUp
            part = self._process.stdout.read(size)
            if not part:
                raise Gone
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    @property
    def has_ended(self):
        return self._process.returncode is not None

    def kill(self):
        self._process.kill()
        self._close_pipes()
        self._process.wait()

    def forget(self):
        """Let go of a process that belongs to the process we were forked from."""
        self._close_pipes()
        self._process.returncode = 0

    def _close_pipes(self):
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
