"""Posts that moderators remove from the desk, and what that says of flags and authors."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Merit
from accounts.models.reputation import Reason
from moderation.models.flag import Flag
from posts.rules import require_moderator
from rewards import again


@again.atomic
def remove(post, *, by, because):
    """Remove a post for what was found wrong with it. Returns whether it was there."""
    require_moderator(by)
    if not because.strip():
        raise ValidationError(_("Say why: its author will read it."))
    removed = post.remove(by=by, because=because)
    Flag.decide(by=by, post=post, helpful=True)
    return removed


@again.atomic
def remove_as_spam(post, *, by):
    """Remove a post as spam, at a price for its author, which restoring gives back."""
    removed = remove(post, by=by, because=_("Spam."))
    row = post.locked()
    if removed and row.author_id:
        row.removal.cost(Merit(row.author_id, Reason.SPAM, row.about))
