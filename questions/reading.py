"""The question of an ask page, read at little cost."""

from accounts.prepared import prepared
from posts.finding import BIGGEST_KEY
from questions.models import Question
from questions.models.question_queries import shown_taggings


@prepared
def _questions(*, pk):
    return Question.objects.for_reading().filter(pk=pk)


@prepared
def _taggings(*, question):
    return shown_taggings().filter(content_object=question)


def question_to_read(pk):
    """The question with its tags, in two queries; None when there is none."""
    found = _questions(pk=pk) if pk <= BIGGEST_KEY else []
    for question in found:
        question.shown_taggings = _taggings(question=pk)
    return next(iter(found), None)
