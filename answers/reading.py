"""The answers of an ask page, read at little cost."""

from accounts.models import User
from accounts.prepared import prepared
from answers.models import Answer

A_PAGE = 30


@prepared
def _visible(order, first, last, *, question):
    return _page(Answer.objects.visible(), order, first, last, question)


@prepared
def _shown_to_moderators(order, first, last, *, question):
    return _page(Answer.objects.shown_to(User(is_staff=True)), order, first, last, question)


@prepared
def _shown_to(order, first, last, *, question, viewer):
    return _page(Answer.objects.shown_to(User(pk=viewer)), order, first, last, question)


def _page(answers, order, first, last, question):
    return getattr(answers.filter(question=question).for_reading(), order)()[first:last]


def answers_to_read(question, viewer, order, first, last):
    """The answers that `viewer` may see, from the first to before the last, in one query."""
    part = (order, first, last)
    if viewer.is_anonymous:
        return _visible(*part, question=question.pk)
    if viewer.is_moderator:
        return _shown_to_moderators(*part, question=question.pk)
    return _shown_to(*part, question=question.pk, viewer=viewer.pk)
