"""What moderators should know of an author before they decide."""

from typing import NamedTuple

from accounts.models import Note
from moderation.models import Flag

# Notes that the desk shows, the newest first; the others are on the member's page in the admin.
NOTES = 5


class Record(NamedTuple):
    """A member's posts, how many of them were removed, and what was found wrong with them."""

    questions: int
    answers: int
    comments: int
    removed: int
    flagged: int
    warnings: int
    suspensions: int
    notes: list[Note]


def record_of(member):
    """The figures of a member, each from an index."""
    posts = [member.questions, member.answers, member.comments]
    counts = [each.count() for each in posts]
    helpful = Flag.objects.filter(helpful=True)
    flagged = sum(
        helpful.filter(**{f"{kind}__author": member}).count()
        for kind in ("question", "answer", "comment")
    )
    removed = sum(each.exclude(removed_at=None).count() for each in posts)
    notes = list(member.notes.select_related("by").order_by("-pk")[:NOTES])
    said = member.warnings.count(), member.suspensions.count()
    return Record(*counts, removed, flagged, *said, notes)
