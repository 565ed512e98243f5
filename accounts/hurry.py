"""Statements that Postgres ends when they take too long: a query may ask for more than there is."""

from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from psycopg2.errors import QueryCanceled

MILLISECONDS = 500


class TooSlow(Exception):
    """Postgres would have taken longer than there was time."""


@contextmanager
def hurried(milliseconds=None):
    """Every statement within has so long. Raises TooSlow when one does not end by then."""
    has_outer = connection.in_atomic_block
    try:
        with transaction.atomic():
            run("SET LOCAL statement_timeout = %s", [milliseconds or MILLISECONDS])
            yield
            if has_outer:  # An outer transaction goes on as before.
                run("SET LOCAL statement_timeout TO DEFAULT")
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        connection.failure = None  # Not of a kind that spoils the page, which tells of it.
        raise TooSlow from error


def run(statement, params=()):
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []
