"""The comments of an ask page, read at little cost."""

from django.db.models import Q

from accounts.prepared import prepared, slots
from answers.reading import A_PAGE
from comments.models import Comment

# How many of each post the ask page shows; the others have a page of their own.
FIRST = 5


@prepared
def _first(*, question, **answers):
    posts = Q(question=question) | Q(answer__in=answers.values())
    return Comment.objects.visible().filter(posts).for_reading().first_of_each(FIRST)


def first_comments(question, answers):
    """The first comments of the question and of these answers, in one query for all of them.

    Where nobody has commented it asks nothing: the posts carry how many there are.
    """
    commented = [answer.pk for answer in answers if answer.comment_count]
    if not (question.comment_count or commented):
        return []
    return _first(question=question.pk, **slots("answer", commented, A_PAGE))
