"""Who may do what with a comment; what holds for any post is in `posts.rules`."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.privileges import has_privilege, require_privilege
from posts.rules import may_change, may_write, require_author_or_moderator, require_writer


def takes_part(member, question, answers=None):
    """Whether the question is this member's, or an answer to it that is in sight.

    Of a question that was read with some or all of its `answers`, these are looked at first: where
    they are all, nothing is asked.
    """
    if question.author_id == member.pk:
        return True
    if answers is not None:
        authors = [answer.author_id for answer in answers if not answer.removed_at]
        if member.pk in authors or len(authors) >= question.answer_count:
            return member.pk in authors
    return question.answers.visible().filter(author=member).exists()


def may_comment(member, question, answers=None):
    """Whether `member` may comment on the question and its answers.

    Who takes part there always may; elsewhere it is a privilege. `answers` as in `takes_part`.
    """
    if not may_write(member):
        return False
    return has_privilege(member, "comment") or takes_part(member, question, answers)


def require_commenter(member, question):
    """Refuse whoever may not comment there, and say why."""
    require_writer(member)
    if not may_comment(member, question):
        require_privilege(member, "comment")


def may_edit(comment, member):
    """Whether `member` may change the text: its author for some minutes, moderators always."""
    in_time = timezone.now() - comment.created_at < _edit_time()
    return may_change(comment, member) and (in_time or member.is_moderator)


def require_editor(comment, member):
    """Refuse everybody else: PermissionDenied, or ValidationError for an author who is too late."""
    require_author_or_moderator(comment, member)
    if not may_edit(comment, member):
        minutes = settings.COMMENT_EDIT_MINUTES
        raise ValidationError(
            ngettext(
                "A comment can be changed for %(n)s minute only. Write another one.",
                "A comment can be changed for %(n)s minutes only. Write another one.",
                minutes,
            )
            % {"n": minutes}
        )


def _edit_time():
    return timedelta(minutes=settings.COMMENT_EDIT_MINUTES)
