"""What the reader keeps of an ask page, and who follows it."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, OuterRef, Subquery

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
    state = _state(question, answers, viewer)
    question.is_bookmarked = state["is_bookmarked"]
    question.is_followed = state["is_followed"]
    question.followers = state["followers"] or 0
    for answer in answers:
        if answer.removed_at is None:
            answer.is_bookmarked = answer.pk in (state["bookmarked_answers"] or ())


def _state(question, answers, viewer):
    follows = Follow.objects.current().filter(question=OuterRef("pk"))
    count = follows.values("question").annotate(number=Count("pk")).values("number")
    mine = Bookmark.objects.filter(member=viewer)
    of_answers = mine.filter(answer__in=[answer.pk for answer in answers])
    here = Question.objects.filter(pk=question.pk)
    return here.values(
        is_followed=Exists(follows.filter(member=viewer)),
        followers=Subquery(count),
        is_bookmarked=Exists(mine.filter(question=OuterRef("pk"))),
        bookmarked_answers=ArraySubquery(of_answers.values("answer")),
    ).get()
