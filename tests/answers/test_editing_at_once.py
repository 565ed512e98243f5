"""Edits that arrive at the same moment, over connections of their own."""

import pytest

from answers.models import Answer
from posts.models import ChangedMeanwhile
from questions.models import Question
from tests import cast
from tests.answers.test_coins_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def editors():
    return [cast.member(f"Mo {n}", is_staff=True) for n in range(6)]


def numbers(post):
    return list(post.revisions.order_by("number").values_list("number", flat=True))


def editing(question, by, number, based_on=0):
    """An edit of a row that was read before anybody else's edit."""
    row = Question.objects.get(pk=question.pk)
    content = {"title": f"Question number {number} of them", "body": cast.LONG_ENOUGH}
    place = {"category": None, "tags": [f"tag-{number}"], "based_on": based_on}
    return lambda: row.edit(by=by, **content, **place)


def test_of_those_who_saw_the_same_text_one_edits_it(question, editors):
    seen = Question.objects.get().version
    verbs = [editing(question, by, n, based_on=seen) for n, by in enumerate(editors)]
    results = at_once(*verbs)
    refused = [each for each in results if isinstance(each, ChangedMeanwhile)]
    [edited] = [each for each in results if isinstance(each, Question)]
    assert len(refused) == len(editors) - 1
    assert Question.objects.get().title == edited.title
    assert numbers(question) == [1, 2]


def test_those_who_do_not_care_come_one_after_the_other(question, editors):
    results = at_once(*(editing(question, by, n) for n, by in enumerate(editors)))
    assert {type(each) for each in results} == {Question}
    assert numbers(question) == list(range(1, len(editors) + 2))
    last = question.revisions.order_by("-number")[0]
    assert Question.objects.get().content == last.content


def test_a_form_sent_ten_times_at_once_is_one_edit(question, editors):
    seen = Question.objects.get().version
    results = at_once(*(editing(question, editors[0], 7, based_on=seen) for _ in range(10)))
    assert {type(each) for each in results} == {Question}
    assert numbers(question) == [1, 2]


def test_edits_of_a_question_and_its_answers_end_in_no_deadlock(question, editors):
    answers = [cast.answer(by, question) for by in editors[:3]]
    verbs = [
        lambda answer=answer: Answer.objects.get(pk=answer.pk).edit(
            by=editors[4], body=cast.own_words()
        )
        for answer in answers * 4
    ]
    verbs += [editing(question, by, n) for n, by in enumerate(editors[:3])]
    results = at_once(*verbs)
    assert {type(each) for each in results} == {Question, Answer}
    for answer in answers:
        assert numbers(answer) == [1, 2]
