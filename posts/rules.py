"""Who may do what with a post, whatever its kind."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.privileges import has_privilege, require_privilege


def require_writer(member):
    """Refuse a suspended member: they may read, not write."""
    member.refuse_if_suspended()


def may_write(member):
    """Whether `member` may write at all: signed in, neither suspended nor removed."""
    return member.is_authenticated and not member.suspension and not member.removed_at


def may_change(post, member):
    """Whether `member` may remove this post: its author and moderators may."""
    return may_write(member) and (post.author_id == member.pk or member.is_moderator)


def may_edit(post, member):
    """Whether `member` may edit this post: its author, and who has got so far."""
    if not may_write(member):
        return False
    return post.author_id == member.pk or has_privilege(member, "edit")


def may_suggest(post, member):
    """Whether `member` may suggest an edit: whoever may write, but not edit this post."""
    return may_write(member) and not may_edit(post, member) and post.removed_at is None


def may_review(post, member):
    """Whether `member` may decide about edits suggested for this post, their own apart."""
    if not may_write(member):
        return False
    return post.author_id == member.pk or has_privilege(member, "review")


def may_restore(post, member):
    """Whether `member` may bring this post back: moderators, and who removed it themselves."""
    if not post.removed_at or not may_write(member):
        return False
    return member.is_moderator or post.removal.by_id == member.pk


def is_open_to(question, member):
    """Whether `member` may remove and restore there: while it is locked, moderators only."""
    return not question.locked_at or (member.is_authenticated and member.is_moderator)


def may_see(post, member):
    """Whether `member` sees this post: what is removed its author and moderators still see."""
    if not post.removed_at:
        return True
    return member.is_authenticated and (post.author_id == member.pk or member.is_moderator)


def may_see_statistics(post, member):
    """Whether `member` may see how often the post was read: its author and moderators may."""
    return member.is_authenticated and (post.author_id == member.pk or member.is_moderator)


def require_author_or_moderator(post, member):
    """Refuse anyone who neither wrote the post nor moderates."""
    require_writer(member)
    if not may_change(post, member):
        raise PermissionDenied(_("Only its author or a moderator may do this."))


def require_editor(post, member):
    """Refuse to edit another's post without the privilege, and say what is missing."""
    require_writer(member)
    if post.author_id != member.pk:
        require_privilege(member, "edit")


def require_suggester(post, member):
    """Refuse whoever may edit the post at once."""
    require_writer(member)
    if may_edit(post, member):
        raise ValidationError(_("You may edit this post yourself."))


def require_reviewer(suggestion, member):
    """Refuse all but the post's author and reviewers; nobody decides about their own."""
    require_writer(member)
    if suggestion.by_id == member.pk:
        raise PermissionDenied(_("Somebody else decides about your suggestion."))
    if suggestion.post.author_id != member.pk:
        require_privilege(member, "review")


def require_restorer(post, member):
    """Refuse anyone who may not bring the post back; one that stands there already is no fault."""
    require_writer(member)
    if post.removed_at and not may_restore(post, member):
        raise PermissionDenied(_("Only a moderator may restore this post."))


def require_moderator(member):
    """Refuse all but moderators, and those too while they are suspended."""
    require_writer(member)
    if not member.is_moderator:
        raise PermissionDenied(_("Only a moderator may do this."))


def require_in_sight(post):
    """Refuse what has been removed, itself or by what it stands below."""
    for each in post.line:
        require_present(each)


def require_unlocked(question):
    """Refuse to change a locked question, or what stands on its page; moderators too.

    The caller has read the question while it held it, or what stands there.
    """
    if question.locked_at:
        raise ValidationError(_("This question is locked: all that stands here stays as it is."))


def require_open_to(question, member):
    """As above, for what moderators do to a locked question all the same."""
    if not member.is_moderator:
        require_unlocked(question)


def require_present(post):
    """Refuse to change what has been removed."""
    if post.removed_at:
        raise ValidationError(_("This post has been removed."))
