"""Whether it is worth asking a server, judged by how the last conversations ended."""

import logging
import time
from threading import Lock

logger = logging.getLogger(__name__)

# After a failure nobody asks for this long: a page that needs Redis three times waits once.
REST_SECONDS = 1.0


class Breaker:
    """Lets everybody through while the server answers; after a failure one in REST_SECONDS."""

    def __init__(self):
        self._lock = Lock()
        self._rests_until = None  # None: it answers

    def may_try(self) -> bool:
        """Whether to ask now. Who gets a yes after a rest tries it for all others."""
        if self._rests_until is None:
            return True
        with self._lock:
            now = time.monotonic()
            if self._rests_until is None:
                return True  # It has answered meanwhile.
            if now < self._rests_until:
                return False
            self._rests_until = now + REST_SECONDS
            return True

    def failed(self, error):
        """The server did not answer."""
        with self._lock:
            first = self._rests_until is None
            self._rests_until = time.monotonic() + REST_SECONDS
        if first:
            logger.warning("redis_away error=%r", str(error))

    def refused(self, error):
        """The server answered, with an error: the next one may ask."""
        self.answered()
        logger.warning("redis_refused error=%r", str(error))

    def answered(self):
        """The server is there."""
        if self._rests_until is not None:
            with self._lock:
                self._rests_until = None
            logger.warning("redis_back")
