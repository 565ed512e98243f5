"""Who may do what with a post, whatever its kind."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _


def require_writer(member):
    """Refuse a suspended member: they may read, not write."""
    member.refuse_if_suspended()


def may_change(post, member):
    """Whether `member` may edit or remove this post: its author and moderators may."""
    if not member.is_authenticated or member.suspension or member.removed_at:
        return False
    return post.author_id == member.pk or member.is_moderator


def require_author_or_moderator(post, member):
    """Refuse anyone who neither wrote the post nor moderates."""
    require_writer(member)
    if not may_change(post, member):
        raise PermissionDenied(_("Only its author or a moderator may do this."))


def require_present(post):
    """Refuse to change what has been removed."""
    if post.removed_at:
        raise ValidationError(_("This post has been removed."))
