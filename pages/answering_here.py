"""The form for an answer on the ask page."""

import uuid

from answers.forms import AnswerForm
from posts.drafts import draft_of
from screening.opened import opened_now


def answering_here(request, question, may_answer):
    """The page's part of the context: a form with the reader's draft, or an empty one's keys."""
    draft = draft_of(request, f"answer:question:{question.pk}") if may_answer else None
    is_new = draft and not draft.has_text
    return {
        "draft": draft,
        "answer_form": AnswerForm(initial=draft.fields) if draft and not is_new else None,
        "new_answer": {"once_key": uuid.uuid4(), "opened": opened_now()} if is_new else None,
    }
