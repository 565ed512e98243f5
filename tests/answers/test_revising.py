"""Every edit of an answer keeps what it changed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from answers.models import Answer
from posts.models import ChangedMeanwhile
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db
OTHER = cast.LONG_ENOUGH + " And this."


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def answer():
    return cast.answer(cast.bo(), cast.question(cast.ada()), body=cast.LONG_ENOUGH)


@pytest.fixture
def mo():
    return cast.mo()


def test_an_edit_keeps_the_answer_before_and_after(answer, mo):
    answer.edit(by=mo, body=OTHER, because="Something was missing.")
    first, second = answer.revisions.order_by("number")
    assert (first.by, first.at, first.body) == (answer.author, answer.created_at, cast.LONG_ENOUGH)
    assert (second.by, second.body, second.because) == (mo, OTHER, "Something was missing.")
    assert Question.objects.get().active_at == second.at


def test_an_edit_that_changes_nothing_leaves_no_trace(answer, mo):
    active = Question.objects.get().active_at
    answer.edit(by=mo, body=cast.LONG_ENOUGH)
    assert not answer.revisions.exists()
    assert Answer.objects.get().edited_at is None
    assert Question.objects.get().active_at == active


def test_its_author_amends_it_for_five_minutes(clock, answer):
    answer.edit(by=answer.author, body=OTHER)
    assert not answer.revisions.exists()
    clock.shift(timedelta(minutes=6))
    answer.edit(by=answer.author, body=cast.LONG_ENOUGH)
    assert answer.revisions.count() == 2


def test_what_stands_there_by_now_is_not_overwritten(answer, mo):
    seen = answer.version
    answer.edit(by=mo, body=OTHER)
    with pytest.raises(ChangedMeanwhile):
        answer.edit(by=answer.author, body="Quite another text. " * 9, based_on=seen)
    assert Answer.objects.get().body == OTHER


def test_it_is_rolled_back_by_those_who_may_edit_it(answer, mo):
    answer.edit(by=mo, body=OTHER)
    first = answer.revisions.get(number=1)
    with pytest.raises(PermissionDenied):
        answer.roll_back(by=cast.cy(), to=first)
    for _ in range(2):
        answer.roll_back(by=answer.author, to=first)
    assert Answer.objects.get().body == cast.LONG_ENOUGH
    assert answer.revisions.count() == 3


@pytest.mark.parametrize("gone", ["question", "answer"])
def test_nothing_is_edited_where_one_of_the_two_is_removed(answer, mo, gone):
    post = answer.question if gone == "question" else answer
    post.remove(by=mo, because="Off the subject.")
    with pytest.raises(ValidationError):
        answer.edit(by=mo, body=OTHER)
    assert Answer.objects.get().body == cast.LONG_ENOUGH
