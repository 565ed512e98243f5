"""Whether it is worth connecting to Postgres, judged by how the last attempts ended."""

import logging
import time
from threading import Lock

import psycopg2

logger = logging.getLogger("queshub.postgres")

# A restart takes a second or two; whoever comes in between is told at once.
REST_SECONDS = 1.0
# How long the one that tries after a rest may take before another one may, should it never return.
LONGEST_TRY = 5.0


class Breaker:
    """After a failure nobody connects for a while, then one at a time until one gets through.

    Does nothing until it is armed: a command and the worker wait, as they have no readers.
    """

    def __init__(self):
        self._lock = Lock()
        self.disarm()

    def arm(self):
        self.armed = True

    def disarm(self):
        self.armed = False
        self._rests_until = None  # None: Postgres answers
        self._silent = False

    def check(self):
        """Let the caller connect, or raise. Who is let through after a rest tries for all."""
        if self._rests_until is None:
            return
        with self._lock:
            now = time.monotonic()
            if self._rests_until is None:
                return
            if now < self._rests_until:
                raise psycopg2.OperationalError("Postgres did not answer a moment ago")
            self._rests_until = now + LONGEST_TRY

    @property
    def trusts_open_connections(self):
        """Not after a silence. After a refusal they do: Postgres may just have no more of them."""
        return not self._silent

    def failed(self, error, *, silent=False):
        """Postgres refused a connection or, worse, said nothing at all."""
        if not self.armed:
            return
        with self._lock:
            first = self._rests_until is None
            self._rests_until = time.monotonic() + REST_SECONDS
            self._silent = self._silent or silent
        if first:
            logger.warning("postgres_away error=%r", str(error).strip())

    def answered(self):
        """Somebody got through."""
        if self._rests_until is not None:
            with self._lock:
                self._rests_until, self._silent = None, False
            logger.warning("postgres_back")


# One for the process, which has one database.
breaker = Breaker()
