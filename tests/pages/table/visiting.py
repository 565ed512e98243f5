"""How whoever comes goes about, and how what they do is undone again."""

import re
from contextlib import contextmanager
from copy import copy

from django.db import connection, transaction
from django.test import Client

BACKEND = "accounts.backend.MemberBackend"
# Coins are moved by a function of the database.
_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)|SELECT \* FROM (rewards_move)')
# Sessions hold messages; who looks at an item of the desk is said to the others.
_UNTOLD = {None, "django_session", "moderation_claim"}


def browser(world, role, **how):
    """A browser in which somebody in this role is signed in, or nobody is."""
    client = Client(raise_request_exception=False, **how)
    if world.viewers[role]:
        client.force_login(world.viewers[role], BACKEND)
    return client


@contextmanager
def written():
    """A set of the tables of which rows are written meanwhile."""
    tables = set()

    def watch(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        found = _WRITES.match(str(sql))
        if found and context["cursor"].rowcount:
            tables.update(set(found.groups()) - _UNTOLD)
        return done

    with connection.execute_wrapper(watch):
        yield tables


def send(client, path, form):
    """The outcome of a POST and its response. All that it did is undone afterwards."""
    cookies = copy(client.cookies)
    with transaction.atomic(), written() as tables:
        response = client.post(path, form)
        transaction.set_rollback(True)
    client.cookies = cookies
    return f"{'+' if tables else ''}{response.status_code}", response
