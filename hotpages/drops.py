"""Drops: what a change makes old, told to Redis and through it to every process.

A drop is a row written in the change's own transaction, so that it is there if and only if the
change is. It is pushed when the transaction has committed, and again by a job until that worked.
"""

from django.db import transaction

from hotpages import stored
from hotpages.behind import behind
from hotpages.models import Drop
from kv.client import Away

# Every copy is made from this one: after an import, whatever is shown may have changed.
EVERYTHING = "everything"
_AT_ONCE = 500


def drop(*keys: str):
    """Say that every page made from one of `keys` ("question:3", "user:7") is old.

    Call it in the transaction of the change.
    """
    row = Drop.objects.create(keys=list(keys))
    # Robust: the change is committed, and whoever made it is not to be told otherwise.
    transaction.on_commit(lambda: push([row]), robust=True)


def push(rows, *, patient=False):
    """Tell Redis of drops, and forget those it knows of. Returns whether it knows of all."""
    try:
        for row in rows:
            stored.drop(row.keys, patient=patient)
            row.delete()
    except Away:
        behind.set()
        return False
    return True


def push_pending():
    """Push what is left over, the oldest first. Twice, or twice at once, does no harm."""
    while rows := list(Drop.objects.order_by("pk")[:_AT_ONCE]):
        if not push(rows, patient=True):
            raise Away
