"""The bank's own audit: whether its books are what its ledger says, all seen at one moment."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction

from rewards.laws import balances, causes, counts, pots
from rewards.laws.law import VALUES, Law

LAWS = [*balances.LAWS, *pots.LAWS, *causes.LAWS, *counts.LAWS]
# Differences that are named; all are counted.
NAMED = 20

# Whole tables are read and sorted, so in the order in which they lie, in more memory than a page's
# query may take, and on the disk beyond it.
_AT_LEISURE = """
SET LOCAL work_mem = '128MB'; SET LOCAL random_page_cost = 4; SET LOCAL statement_timeout = '30min'
"""

# What cannot be told is not right.
_COUNT = "SELECT count(*), count(*) FILTER (WHERE wrong IS NOT FALSE) FROM ({}) AS looked_at"
_NAME = "SELECT * FROM ({}) AS looked_at WHERE wrong IS NOT FALSE LIMIT {}"


class Check(NamedTuple):
    """What was looked at under one law: how many rows, how many break it, and the first of these.

    `differences` are sentences, NAMED at most.
    """

    name: str
    checked: int
    wrong: int
    differences: list[str]


@contextmanager
def snapshot() -> Iterator[None]:
    """One moment for every query inside, however long they take, and no change to anything.

    Opens a transaction, so none may be open. Writers are not kept waiting.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute(_AT_LEISURE)
        yield


def audit(laws: Iterable[Law] = LAWS) -> Iterator[Check]:
    """Look at all the books, one law after the other. The caller holds a `snapshot()`.

    Rows stay in the database: the memory needed here does not grow with the ledger.
    """
    for law in laws:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT.format(law.sql), VALUES)
            [[checked, wrong]] = cursor.fetchall()
            yield Check(str(law.name), checked, wrong, _differences(law, cursor) if wrong else [])


def _differences(law, cursor):
    cursor.execute(_NAME.format(law.sql, NAMED), VALUES)
    names = [column.name for column in cursor.description]
    # What is missing on one side is null there.
    shown = [["–" if value is None else value for value in row] for row in cursor.fetchall()]
    return [str(law.sentence) % dict(zip(names, row, strict=True)) for row in shown]
