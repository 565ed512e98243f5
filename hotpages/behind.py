"""Whether Redis may not know of all that was dropped: then no page is read from it."""

from threading import Lock


class Behind:
    """Counts what made us fall behind, so that catching up ends only what it has seen."""

    def __init__(self):
        self._lock = Lock()
        self._falls = self._caught_up = 0

    def is_set(self) -> bool:
        return self._falls != self._caught_up

    def set(self):
        """A drop could not be pushed, the connection broke, or Redis started anew."""
        with self._lock:
            self._falls += 1

    def falls(self) -> int:
        """To be taken before catching up, and given to `end` after it."""
        return self._falls

    def end(self, falls: int):
        """Redis knows of all drops that were pending at that fall."""
        self._caught_up = max(self._caught_up, falls)


behind = Behind()
