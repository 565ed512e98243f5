"""How long a thread waits for Postgres to say something.

libpq by itself waits for ever: for a server that is frozen, or behind a network that swallows
what is sent. psycopg2 can wait in our code instead, and then we can stop waiting.
"""

import select
import time

import psycopg2
from psycopg2 import extensions

from queshub.postgres.breaker import breaker

_EVENTS = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}
_CONNECTED = {extensions.STATUS_READY, extensions.STATUS_BEGIN}


class Silence(psycopg2.OperationalError):
    """Postgres has said nothing for as long as we wait."""


def wait_at_most(*, connect, answer):
    """From now on no thread of this process waits longer than so many seconds. No COPY then."""
    breaker.arm()
    extensions.set_wait_callback(_Waiting(connect, answer))


def wait_for_ever():
    """Wait as libpq does: what has no readers needs no hurry, and a command may COPY."""
    breaker.disarm()
    extensions.set_wait_callback(None)


class _Waiting:
    """psycopg2 calls it for each connect and query; when it raises, the connection is closed."""

    def __init__(self, connect, answer):
        self._connect, self._answer = connect, answer

    def __call__(self, connection):
        ends = None
        while (state := connection.poll()) != extensions.POLL_OK:
            now = time.monotonic()
            if ends is None:
                ends = now + self._patience(connection)
            # Made anew each time: libpq may go on to another address of the host, another socket.
            poll = select.poll()
            poll.register(connection.fileno(), _EVENTS[state])
            if not poll.poll(max(0, ends - now) * 1000):
                silence = Silence("Postgres says nothing")
                breaker.failed(silence, silent=True)
                raise silence

    def _patience(self, connection):
        return self._answer if connection.status in _CONNECTED else self._connect
