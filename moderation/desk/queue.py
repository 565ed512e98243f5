"""The queue itself: all sources together, and one item of them."""

from moderation.desk.item import heaviest_first
from moderation.desk.sources import SOURCES, source_of
from moderation.models import Claim

SHOWN = 50


def queue(only=""):
    """What waits, the heaviest and then the oldest first, each with its source and its claim."""
    names = [only] if only in SOURCES else SOURCES
    items = heaviest_first(item for name in names for item in SOURCES[name]().items())[:SHOWN]
    claims = Claim.held([item.key for item in items])
    return [(item, source_of(item.key), claims.get(item.key)) for item in items]


def next_key(moderator):
    """The first item that no other moderator is looking at, or None."""
    for item, _, claim in queue():
        if claim is None or claim.by_id == moderator.pk:
            return item.key
    return None


def found(key):
    """A key's source and its item; None where it waits no more."""
    source = source_of(key)
    item = source().find(key) if source else None
    return (source(), item) if item else None
