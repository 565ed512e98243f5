"""Badges as pages show them."""

from collections import Counter
from typing import NamedTuple

from badges.models import BadgeCount
from badges.rules import BADGES, BY_SLUG, Badge, Level


class ShownBadge(NamedTuple):
    """A badge, how often it was given, and how often to the reader."""

    badge: Badge
    given: int
    mine: int


def all_badges(viewer):
    """Every badge, in two queries; in one for a reader who is signed out."""
    given = dict(BadgeCount.objects.values_list("badge", "given"))
    mine = viewer.badges.counts() if viewer.is_authenticated else {}
    return [
        ShownBadge(badge, given.get(badge.slug, 0), mine.get(badge.slug, 0)) for badge in BADGES
    ]


def levels_of(member):
    """How many badges of each level the member has, the highest first, in one query."""
    numbers = Counter()
    for slug, times in member.badges.counts().items():
        if slug in BY_SLUG:
            numbers[BY_SLUG[slug].level] += times
    return [(level, numbers[level]) for level in Level if numbers[level]]
