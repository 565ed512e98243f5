"""One installation, one supervisor: a lock the kernel drops when its holder dies."""

import fcntl
import os
from pathlib import Path


class Lock:
    """An advisory lock on a file that also says who holds it."""

    def __init__(self, path: Path):
        self.path = path
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take(self, holder: str) -> bool:
        """Take it without waiting; False when someone else has it."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{holder} (process {os.getpid()})".encode(), 0)
        return True

    def share(self) -> None:
        """Hold it together with others; waits while one holds it alone."""
        fcntl.flock(self._descriptor, fcntl.LOCK_SH)

    def take_alone(self) -> None:
        """Wait until nobody else shares it."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def holder(self) -> str:
        """Who took it last, in words."""
        return self.path.read_text() or "another process"

    def release(self) -> None:
        """Let go; the file stays, for removing it would let two take different files."""
        os.close(self._descriptor)
