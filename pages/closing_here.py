"""What an ask page shows of closing: why it is closed, and what its reader may do about it."""

from typing import NamedTuple

from django.conf import settings

from accounts.privileges import has_privilege
from posts.rules import is_open_to, may_write
from questions.closing_form import ClosingForm, closing_form
from questions.models import Closure, Question

# What a suggestion shows of the question that was asked before.
ORIGINAL = ["original__title", "original__slug", "original__removed_at"]


class Closed(NamedTuple):
    """An open closure with the visible question that it leads to, if it leads anywhere."""

    closure: Closure
    original: Question | None
    # All questions on the way there: what becomes of one can change the page.
    line: list[Question]


class Choices(NamedTuple):
    """What the reader may do: vote, or close and reopen at once; and what others suggested."""

    votes: int
    needed: int
    mine: bool
    may_vote: bool
    form: ClosingForm | None
    suggested: list[Question]


def closed_here(question):
    """Why the question is closed, or None: one query, and one more for a duplicate."""
    closure = question.closure
    if closure is None:
        return None
    line = question.originals if closure.original_id else []
    visible = [each for each in line if each.removed_at is None]
    return Closed(closure, visible[-1] if visible else None, line)


def closing_here(question, viewer):
    """The reader's choices, or None: one query for the asker and for whoever may vote."""
    if question.removed_at or not (may_write(viewer) and is_open_to(question, viewer)):
        return None
    if question.pot_coins and not viewer.is_moderator:
        return None  # coins keep it open: there is nothing to choose
    asks, may_vote = question.author_id == viewer.pk, has_privilege(viewer, "close")
    if not (may_vote or (asks and not question.closed_at)):
        return None
    votes = question.close_votes.select_related("original").only("voter", *ORIGINAL)
    votes = list(votes.to_reopen() if question.closed_at else votes.to_close())
    return Choices(
        votes=len(votes),
        needed=settings.CLOSE_VOTES,
        mine=any(vote.voter_id == viewer.pk for vote in votes),
        may_vote=may_vote,
        form=closing_form(member=viewer, auto_id="closing_%s") if may_vote else None,
        suggested=suggestions(votes, viewer) if asks else [],
    )


def suggestions(votes, asker):
    """The visible originals that others have named, each once."""
    named = {vote.original for vote in votes if vote.original and vote.voter_id != asker.pk}
    return sorted((each for each in named if not each.removed_at), key=lambda each: each.pk)
