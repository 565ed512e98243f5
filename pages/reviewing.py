"""Suggested edits of questions and answers together: the queue, and those of a page's posts."""

from typing import NamedTuple

from django.db.models import Count, Prefetch, Value

from accounts.prepared import prepared, slots
from answers.forms import ImproveAnswerForm
from answers.models import Answer, AnswerSuggestedEdit
from answers.reading import A_PAGE
from posts.changes import Changes, would_change
from posts.models import SuggestedEdit
from posts.rules import may_review
from questions.forms import ImproveQuestionForm
from questions.models import Question, QuestionSuggestedEdit

POSTS = {"question": Question, "answer": Answer}
EDITS = {"question": QuestionSuggestedEdit, "answer": AnswerSuggestedEdit}
FORMS = {"question": ImproveQuestionForm, "answer": ImproveAnswerForm}


class ShownEdit(NamedTuple):
    """A suggested edit with what it would change of its post as that is now."""

    kind: str
    edit: SuggestedEdit
    changes: Changes
    is_own: bool


def queue(of=None):
    """(at, number, kind) of all edits that wait, or that wait for one post, the oldest first."""
    if of:
        return _waiting(of._meta.model_name).filter(post=of).order_by("at", "id")
    first, *others = map(_waiting, EDITS)
    return first.union(*others, all=True).order_by("at", "id")


def _waiting(kind):
    edits = EDITS[kind].objects.waiting().annotate(kind=Value(kind))
    return edits.values_list("at", "id", "kind")


def with_posts(kind):
    """Suggested edits with all that a page shows of them, in as few queries for many as for one."""
    edits = EDITS[kind].objects.select_related("by")
    if kind == "answer":
        return edits.select_related("post__author", "post__question__category__parent__parent")
    edits = edits.select_related("category__parent__parent")
    return edits.prefetch_related(Prefetch("post", Question.objects.for_page()))


def shown_edits(rows, viewer):
    """These rows of the queue, in its order."""
    rows = list(rows)
    found = {
        (kind, edit.pk): edit
        for kind in EDITS
        for edit in with_posts(kind).filter(pk__in=[pk for _at, pk, its in rows if its == kind])
    }
    edits = [(kind, found[kind, pk]) for _at, pk, kind in rows if (kind, pk) in found]
    return [
        ShownEdit(kind, edit, would_change(edit.post, edit.content), edit.by_id == viewer.pk)
        for kind, edit in edits
    ]


def mark_suggested(question, answers, viewer):
    """Write on these posts how many suggested edits wait for `viewer` to decide."""
    posts = {"question": [question], "answer": answers}
    asked = {
        kind: {
            post.pk: post for post in some if not question.locked_at and may_review(post, viewer)
        }
        for kind, some in posts.items()
    }
    for post in (question, *answers):
        post.suggested = 0
    if any(asked.values()):
        here = slots("question", asked["question"], 1) | slots("answer", asked["answer"], A_PAGE)
        for kind, pk, number in _counts(**here):
            asked[kind][pk].suggested = number


@prepared
def _counts(**posts):
    """(kind, post, number) of the question and the answers that have any, in one query."""
    counts = [
        EDITS[kind]
        .objects.open()
        .filter(post__in=[slot for name, slot in posts.items() if name.startswith(kind)])
        .values("post")
        .annotate(kind=Value(kind), number=Count("pk"))
        .values_list("kind", "post", "number")
        for kind in EDITS
    ]
    return counts[0].union(*counts[1:], all=True)
