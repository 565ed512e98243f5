"""The ask page's reads, whose SQL is made once: they find what the same words find anew."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext

from accounts.prepared import prepared
from answers.models import Answer
from answers.reading import answers_to_read
from questions.models import Question
from questions.reading import question_to_read
from tests import cast

pytestmark = pytest.mark.django_db

ORDERS = ["ranked", "newest", "oldest"]


@pytest.fixture
def question():
    """A question of Ada's with seven answers by three members; some are removed."""
    question = cast.question(cast.ada(), category=cast.category())
    bo, cy = cast.bo(), cast.cy()
    answers = [cast.answer(by, question) for by in (bo, cy, bo, cy, bo, cy, bo)]
    for number, answer in enumerate(answers):
        Answer.objects.filter(pk=answer.pk).update(score=number % 3)
    for number in (1, 2):
        answers[number].remove(by=answers[number].author, because="A mistake.")
    answers[4].accept(by=question.author)
    cast.answer(bo, cast.question(cy, title="Another question that has an answer of its own?"))
    return question


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("part", [(0, 3), (3, 6), (6, 9), (0, 30)])
def test_each_reader_is_given_the_answers_that_the_words_give(question, order, part):
    first, last = part
    viewers = [AnonymousUser(), question.author, *(each.author for each in question.answers.all())]
    for viewer in [*viewers, cast.mo(), AnonymousUser()]:
        words = getattr(question.answers.shown_to(viewer), order)()[first:last]
        assert answers_to_read(question, viewer, order, first, last) == list(words)


def test_two_questions_are_told_apart(question):
    other = Question.objects.exclude(pk=question.pk).get()
    for each in (question, other, question):
        assert question_to_read(each.pk) == each
        assert (
            len(answers_to_read(each, AnonymousUser(), "ranked", 0, 30))
            == each.answers.filter(removed_at=None).count()
        )


def test_a_question_that_never_was_is_none(question):
    for pk in (0, 12_345, 2**63 - 1, 2**63, 10**30):
        assert question_to_read(pk) is None


def test_what_is_shown_is_all_there_in_two_queries(question):
    question_to_read(question.pk)
    with CaptureQueriesContext(connection) as queries:
        found = question_to_read(question.pk)
        assert [category.name for category in found.category_path] == [
            "Health",
            "Mind",
            "Depression",
        ]
        assert [tag.name for tag in found.tag_list] == ["depression", "back-pain"]
        answers = answers_to_read(found, AnonymousUser(), "ranked", 0, 30)
        assert {answer.author.name for answer in answers} == {"Bo Answers", "Cy Stranger"}
    assert len(queries) == 2


def test_the_sql_is_made_once(question, monkeypatch):
    made = []
    make = SQLCompiler.as_sql
    monkeypatch.setattr(SQLCompiler, "as_sql", lambda *a, **k: made.append(1) or make(*a, **k))

    @prepared
    def by_author(order, *, author):
        return getattr(Answer.objects.filter(author=author), order)()

    for author in (question.author_id, cast.mo().pk, question.answers.first().author_id):
        made.clear()
        found = by_author("newest", author=author)
        assert found == list(Answer.objects.filter(author=author).newest())
        if author != question.author_id:
            assert len(made) == 1  # of the ordinary query
    assert by_author("oldest", author=author) == found[::-1]


def test_a_key_that_the_query_does_not_ask_for_is_an_error():
    @prepared
    def everything(*, author):
        return Answer.objects.all()

    with pytest.raises(ValueError, match="A key has no place"):
        everything(author=1)


def test_a_key_may_be_a_text(question):
    @prepared
    def by_licence(*, licence, author):
        return Answer.objects.filter(licence=licence, author=author).oldest()

    author = question.answers.first().author_id
    mine = Answer.objects.filter(author=author).oldest()
    Answer.objects.filter(pk=mine[0].pk).update(licence="it's \ue000slot 0\ue000 %s $1")
    for licence in {*mine.values_list("licence", flat=True), "none"}:
        assert by_licence(licence=licence, author=author) == list(mine.filter(licence=licence))
