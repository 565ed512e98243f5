"""What a process does before it reads pages from a Redis that was away."""

from django.db import Error, connection

from hotpages import drops, stored
from hotpages.behind import behind


def catch_up(*, without_postgres=False):
    """Bring Redis to know of all drops, and let pages be read from it again.

    Raises Away, and django.db.Error when Postgres, which knows what is pending, is away too; with
    `without_postgres` that is no hindrance. It is meant for a process that has just started: the
    others have looked after this Redis.
    """
    falls = behind.falls()
    stored.prove_writable()
    stored.recognise_run()
    try:
        drops.push_pending()
    except Error:
        if not without_postgres:
            raise
    finally:
        # Not a request: nobody else closes it.
        connection.close()
    stored.allow_reading()
    behind.end(falls)
