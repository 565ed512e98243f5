"""The question of an ask page, read at little cost."""

from accounts.prepared import prepared
from posts.finding import BIGGEST_KEY
from questions.models import Question, Tag


@prepared
def _questions(*, pk):
    return Question.objects.for_reading().filter(pk=pk)


def question_to_read(pk):
    """The question with its tags, in one query; None when there is none."""
    found = _questions(pk=pk) if pk <= BIGGEST_KEY else []
    for question in found:
        question.tag_list = [_tag(**each, db=question._state.db) for each in question.tags_here]
    return next(iter(found), None)


def _tag(pk, name, slug, db):
    """The tag as a query for these columns would give it."""
    return Tag.from_db(db, ("id", "name", "slug"), (pk, name, slug))
