from datetime import datetime
from typing import Any, NamedTuple

from accounts.models import User
from posts.changes import Changes


class Action(NamedTuple):
    """What a moderator may do with an item: a button, and the one key that presses it."""

    name: str
    label: str
    key: str
    needs_reason: bool = False


class Item(NamedTuple):
    """Something that waits on the desk. `key` begins with its source's name.

    `post` is what it is about, `author` whose record is shown, `facts` are sentences, `changes` is
    what an edit would change, and `more` the address of a page where more can be done.
    """

    key: str
    title: str
    weight: int
    at: datetime
    facts: tuple[str, ...] = ()
    post: Any = None
    author: User | None = None
    changes: Changes | None = None
    more: str = ""


def heaviest_first(items):
    """The order of the queue: by weight, then the longest waiting first."""
    return sorted(items, key=lambda item: (-item.weight, item.at))
