"""The backend of DATABASES["default"]; Django looks for the name DatabaseWrapper."""

import os
import select
import threading

from django.db.backends.postgresql import base
from django.utils.functional import cached_property
from psycopg2 import extensions

from queshub.postgres.breaker import breaker
from queshub.postgres.losses import Losses

_thread = threading.local()
_AT_REST = {extensions.TRANSACTION_STATUS_IDLE, extensions.TRANSACTION_STATUS_INTRANS}


class LastWill:
    """Closes a connection when its thread ends: Granian ends threads that have nothing to do.

    Django's wrapper is a circle of objects, which would hold the connection until the collector
    comes by. This is not: it goes with the thread's own storage.
    """

    def __init__(self, connection):
        self._close, self._process = connection.close, os.getpid()

    def __del__(self):
        if os.getpid() == self._process:  # a fork's copy is not ours to close
            self._close()


class DatabaseWrapper(base.DatabaseWrapper):
    """One thread's connection."""

    # The class of the last OperationalError. Whoever wants to know of the next one sets it to None.
    failure = None

    @cached_property
    def wrap_database_errors(self):
        return Losses(self)

    def get_new_connection(self, conn_params):
        breaker.check()
        try:
            connection = super().get_new_connection(conn_params)
        except self.Database.OperationalError as error:
            breaker.failed(error)
            raise
        breaker.answered()
        wills = vars(_thread).setdefault("wills", {})
        wills[id(self)] = LastWill(connection)
        return connection

    def is_gone(self):
        """Whether there is no connection, or one that psycopg2 has given up."""
        return self.connection is None or self.connection.closed != 0

    def is_usable(self):
        """Look at the connection; Django would ask SELECT 1, a round trip for every request.

        Postgres says nothing unasked, but when it ends a connection. So a socket that can be read
        while no query runs is closed, broken, or (a notice, a changed setting) not worth the
        difference: a new connection is cheap. A server that is frozen leaves its sockets as they
        are; the breaker knows about it.
        """
        if self.is_gone() or not breaker.trusts_open_connections:
            return False
        try:
            if self.connection.get_transaction_status() not in _AT_REST:
                return False
            poll = select.poll()
            poll.register(self.connection.fileno(), select.POLLIN)
            return not poll.poll(0)
        except (self.Database.Error, ValueError, OSError):
            return False
