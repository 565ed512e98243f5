"""What the reader keeps of an ask page, and who follows it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Subquery

from accounts.prepared import prepared, slots
from answers.reading import A_PAGE
from bookmarks.models import Bookmark
from questions.models import Follow, Question


def mark_kept(question, answers, viewer):
    """Write on the posts what their buttons show, in one query; None for who has no buttons.

    On each post `is_bookmarked`; on the question `is_followed`, and its number of `followers`.
    """
    for post in (question, *answers):
        post.is_bookmarked = None
    question.is_followed = question.followers = None
    if viewer.is_anonymous or question.removed_at:
        return
    of_answers = slots("answer", [answer.pk for answer in answers], A_PAGE)
    [state] = _state(question=question.pk, viewer=viewer.pk, **of_answers)
    question.is_bookmarked = state["is_bookmarked"]
    question.is_followed = state["is_followed"]
    question.followers = state["followers"] or 0
    for answer in answers:
        if answer.removed_at is None:
            answer.is_bookmarked = answer.pk in (state["bookmarked_answers"] or ())


@prepared
def _state(*, question, viewer, **answers):
    follows = Follow.objects.current().filter(question=OuterRef("pk"))
    count = follows.values("question").annotate(number=Count("pk")).values("number")
    mine = Bookmark.objects.filter(member=viewer)
    of_answers = mine.filter(answer__in=answers.values())
    here = Question.objects.filter(pk=question)
    return here.values(
        is_followed=Exists(follows.filter(member=viewer)),
        followers=Subquery(count),
        is_bookmarked=Exists(mine.filter(question=OuterRef("pk"))),
        bookmarked_answers=ArraySubquery(of_answers.values("answer")),
    )
