"""The backend of DATABASES["default"]; Django looks for the name DatabaseWrapper."""

import select

from django.db.backends.postgresql import base
from django.utils.functional import cached_property
from psycopg2 import extensions

from queshub.postgres.breaker import breaker
from queshub.postgres.losses import Losses

_AT_REST = {extensions.TRANSACTION_STATUS_IDLE, extensions.TRANSACTION_STATUS_INTRANS}


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
