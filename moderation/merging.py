"""Questions that moderators merge. Each room moves what is its own, in the order of locks."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Act
from answers.merging import end_acceptance, move_answers
from bookmarks.models import Bookmark
from comments.merging import move_comments
from moderation.models.flag import Flag
from posts.models import Draft
from posts.rules import require_moderator, require_present
from questions.models.originals import Originals
from questions.view_counts import move_views
from rewards import again


@again.atomic
def merge(question, *, into, by, because):
    """Move all that stands below a question to another one, where its address leads from then on.

    Where `into` is a duplicate, or was merged, it is the last of its line. It is not undone: which
    answer was written for which question, nobody could tell from a page that has both. Returns
    whether it is new. Raises ValidationError without a reason and for what is removed, and
    NotTheOriginal.
    """
    require_moderator(by)
    if not because.strip():
        raise ValidationError(_("Say why: its asker will read it."))
    originals = Originals(question, lambda: [into])
    row, target = originals.question, originals.last(into)
    if merged := row.merged_into:
        return _same(merged, target)
    require_present(row)
    _move(row, target, by=by, because=because)
    row.log(Act.Kind.MERGED, by=by, because=because)
    return True


def _same(merged, target):
    """False for what has been done already; refuses what was done otherwise."""
    if merged != target:
        raise ValidationError(_("It was merged into another question."))
    return False


def _move(question, into, *, by, because):
    move_answers(question, into)
    move_comments(question, into)
    # It holds tags; the acceptance holds members, and the pot its accounts: in this order.
    question.give_way(into, by=by, because=because)
    end_acceptance(question)
    if bounty := question.bounty:
        bounty.move_to(into, by=by)
    move_views(question, into)
    Bookmark.move(question, into)
    Draft.move(f"answer:question:{question.pk}", f"answer:question:{into.pk}")
    Flag.decide(by=by, post=question, helpful=True)
