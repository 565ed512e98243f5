"""Transactions that are done again when the database ends a deadlock."""

from functools import wraps

from django.db import OperationalError, connection, transaction

TRIES = 4
_DEADLOCK = "40P01"


def is_deadlock(error):
    return getattr(error.__cause__, "pgcode", "") == _DEADLOCK


def atomic(verb):
    """A verb in a transaction of its own, done again after a deadlock.

    Inside another transaction it is done once: what that one holds would stay held.
    """

    @wraps(verb)
    def tried(*args, **kwargs):
        tries = 1 if connection.in_atomic_block else TRIES
        for left in range(tries - 1, -1, -1):
            try:
                with transaction.atomic():
                    return verb(*args, **kwargs)
            except OperationalError as error:
                if not (left and is_deadlock(error)):
                    raise

    return tried
