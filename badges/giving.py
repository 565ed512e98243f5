"""Badges are given part by part of each walk: in a transaction, so that a run may die between."""

from django.db import connection, transaction

from badges.models import BadgeCount, BadgeGiven, Progress
from badges.rules import BADGES
from badges.walks import WALKS

# The most parts of a walk in one run: what is left is the next run's.
MOST_PARTS = 5
# Any number that no other advisory lock of ours has.
_ONE_AT_A_TIME = 7_220_741


def give_badges():
    """Go on with every walk."""
    for walk in WALKS:
        for _ in range(MOST_PARTS):
            if not go_on(walk):
                break


@transaction.atomic
def go_on(walk):
    """Give what is due in the next part of the walk. Returns whether there is more to see."""
    _hold()
    progress = Progress.of(walk)
    part = walk.part(progress.number)
    for badge in BADGES:
        if numbers := part.about.get(badge.kind):
            BadgeGiven.give(badge, badge.found(numbers))
    if part.last != progress.number:
        progress.number = part.last
        progress.save()
    return part.is_full


@transaction.atomic
def recount():
    """Put the counts right, while nobody gives."""
    _hold()
    BadgeCount.recount()


def _hold():
    """Keep others from giving until the transaction ends: they go on where this one stops."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
