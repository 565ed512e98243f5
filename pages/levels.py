"""What reputation opens, and how far somebody has got."""

import re
from typing import NamedTuple

from django.conf import settings

from accounts.privileges import PRIVILEGES, has_privilege, level


class Level(NamedTuple):
    """A privilege, the reputation that opens it, and whether it is open for the reader."""

    what: str
    reputation: int
    is_open: bool


def levels_of(member):
    """All levels, the lowest first; for somebody who is signed out none is open."""
    known = member.is_authenticated
    levels = [
        Level(what, level(name), known and has_privilege(member, name))
        for name, what in PRIVILEGES.items()
    ]
    return sorted(levels, key=lambda each: each.reputation)


def standing_figures():
    """What each event adds to reputation, by names that a template can say."""
    points = {re.sub(r"\W", "_", reason): each for reason, each in settings.REPUTATION.items()}
    return points | {"a_day": settings.REPUTATION_A_DAY}
