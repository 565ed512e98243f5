"""Who may answer a question, and who may accept an answer."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.privileges import distance, has_privilege, require_privilege
from posts.rules import may_write, require_present, require_unlocked
from questions.models import Protection

# An asker lets others answer first: https://stackoverflow.com/help/self-answer has the same wait.
OWN_ANSWER_WAIT = timedelta(hours=48)


def may_answer(question, member):
    """Whether `member` may answer the question as it is."""
    return question.takes_answers and may_write(member) and not is_kept_from(question, member)


def lacks_to_answer(question, member):
    """What whoever could answer, were the question not protected, reads instead; else ""."""
    if question.takes_answers and may_write(member) and is_kept_from(question, member):
        return distance(member, Protection.PRIVILEGE)
    return ""


def is_kept_from(question, member):
    """Whether the question is protected from this member's answers; its asker may answer it."""
    if not question.protected_at or question.author_id == member.pk:
        return False
    return not has_privilege(member, Protection.PRIVILEGE)


def require_answerer(question, member):
    """Refuse an answer to what was removed, locked or closed, and to what is protected from them.

    The caller holds the question.
    """
    require_present(question)
    require_unlocked(question)
    if question.closed_at:
        raise ValidationError(_("This question is closed and takes no answers."))
    if is_kept_from(question, member):
        require_privilege(member, Protection.PRIVILEGE)


def require_acceptable(answer, question, member):
    """Only the asker accepts, what is in sight; an answer of one's own after 48 hours.

    The caller holds the question's row, so what is read again here stays true.
    """
    answer.refresh_from_db(fields=["removed_at", "accepted_at", "author"])
    if question.author_id != member.pk:
        raise PermissionDenied(_("Only the asker may accept an answer."))
    require_present(question)
    require_present(answer)
    require_unlocked(question)
    if answer.author_id == member.pk and timezone.now() - answer.created_at < OWN_ANSWER_WAIT:
        raise ValidationError(_("You may accept your own answer 48 hours after writing it."))
