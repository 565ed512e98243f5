"""What the reader of a page may do there, so that it shows no button that would refuse."""

from django.utils import timezone

from answers.rules import OWN_ANSWER_WAIT, lacks_to_answer, may_answer
from posts.rules import (
    is_open_to,
    may_change,
    may_edit,
    may_restore,
    may_see_statistics,
    may_suggest,
    may_write,
)


def may_here(question, viewer):
    """The reader's choices about the question."""
    writes = may_write(viewer)
    change = may_change(question, viewer) and is_open_to(question, viewer)
    present = question.removed_at is None
    unlocked = question.locked_at is None
    return {
        "answer": may_answer(question, viewer),
        "lacks_to_answer": lacks_to_answer(question, viewer),
        "edit_question": present and unlocked and may_edit(question, viewer),
        "suggest_question": unlocked and may_suggest(question, viewer),
        "remove_question": change
        and present
        and (viewer.is_moderator or question.answer_count == 0),
        "flag_question": writes and present and question.author_id != viewer.pk,
        "restore_question": is_open_to(question, viewer) and may_restore(question, viewer),
        "see_statistics": may_see_statistics(question, viewer),
        "restrict": writes and present and viewer.is_moderator,
    }


def mark_answers(answers, question, viewer):
    """Write on each answer what the reader may do with it."""
    now = timezone.now()
    writes = may_write(viewer) and question.removed_at is None
    unlocked, is_open = question.locked_at is None, is_open_to(question, viewer)
    accepts = writes and unlocked and question.author_id == viewer.pk
    for answer in answers:
        answer.question = question
        change = may_change(answer, viewer) and is_open
        present = answer.removed_at is None
        rested = answer.author_id != viewer.pk or now - answer.created_at >= OWN_ANSWER_WAIT
        answer.may_edit = present and unlocked and may_edit(answer, viewer)
        answer.may_flag = writes and present and answer.author_id != viewer.pk
        answer.may_suggest = writes and unlocked and may_suggest(answer, viewer)
        answer.may_remove = (
            change and present and (viewer.is_moderator or answer.accepted_at is None)
        )
        answer.may_restore = is_open and may_restore(answer, viewer)
        answer.may_accept = accepts and present and rested
