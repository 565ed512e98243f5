"""The first day: fewer posts, few links, no images."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests import cast
from tests.coins import fresh
from tests.standing import standing
from votes.models import Vote

pytestmark = pytest.mark.django_db
LINK = " https://a.example/b"


@pytest.fixture
def nan():
    with time_machine.travel(timezone.now().replace(hour=12), tick=False):
        yield cast.newcomer("Nan New")


def ask(by, number=0, **fields):
    return cast.question(by, title=f"Question number {number}, is it?", **fields)


def test_three_questions_on_the_first_day(nan):
    for number in range(3):
        ask(nan, number)
    with pytest.raises(ValidationError, match="3 questions"):
        ask(nan, 3)


def test_ten_answers_on_the_first_day(nan):
    questions = [ask(cast.ada(), 0)]
    questions += [ask(questions[0].author, number) for number in range(1, 11)]
    for question in questions[:10]:
        cast.answer(nan, question)
    with pytest.raises(ValidationError, match="10 answers"):
        cast.answer(nan, questions[10])


def test_two_links_and_no_image_on_the_first_day(nan):
    question = ask(nan, body=cast.LONG_ENOUGH + LINK * 2)
    with pytest.raises(ValidationError, match="2 links"):
        ask(nan, 1, body=cast.LONG_ENOUGH + LINK * 3)
    with pytest.raises(ValidationError, match="no images"):
        ask(nan, 1, body=f"{cast.LONG_ENOUGH} ![x](https://a.example/x.png)")
    fields = {"title": question.title, "category": None, "tags": ["a"]}
    with pytest.raises(ValidationError, match="2 links"):
        fresh(question).edit(by=nan, body=cast.LONG_ENOUGH + LINK * 3, **fields)


def test_votes_end_it_before_the_day_does(nan):
    question = ask(nan)
    for number in range(2):
        Vote.cast(by=cast.member(f"Voter {number}"), post=question, value=1)
    nan.refresh_from_db()
    ask(nan, 1, body=cast.LONG_ENOUGH + LINK * 3)


def test_who_is_known_may_link_as_they_like():
    ask(cast.ada(), body=cast.LONG_ENOUGH + LINK * 9)
    ask(standing(cast.newcomer("Ren Reputed"), 10), body=cast.LONG_ENOUGH + LINK * 9)
