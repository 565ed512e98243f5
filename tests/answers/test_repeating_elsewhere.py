"""An answer that its author gave elsewhere before is recorded, by a job, for moderators."""

from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from answers import jobs
from answers.models import Answer, Repeat
from tests import cast
from tests.at_once import at_once, failures
from tests.coins import fresh

pytestmark = pytest.mark.django_db

SAID = cast.LONG_ENOUGH
AGAIN = SAID.replace("everyone", "everybody")
OTHER = "The chair is to blame: " + " ".join(f"reason {n}," for n in range(20))


@pytest.fixture
def bo():
    return cast.bo()


@pytest.fixture
def answer(bo):
    return cast.answer(bo, cast.question(cast.ada()), body=SAID)


@pytest.fixture
def elsewhere():
    return cast.question(cast.cy())


def noted():
    """What the job has recorded: who says again, and what."""
    jobs.compare_answers()
    return sorted(Repeat.objects.values_list("answer", "earlier"))


def waiting():
    return set(Answer.objects.exclude(uncompared_since=None))


def test_the_same_by_one_member_elsewhere_is_recorded(answer, bo, elsewhere):
    second = cast.answer(bo, elsewhere, body=AGAIN)
    for _ in range(2):
        assert noted() == [(second.pk, answer.pk)]
    assert waiting() == set()


def test_to_write_it_reads_no_other_answers_of_its_author(answer, bo, elsewhere):
    with CaptureQueriesContext(connection) as queries:
        cast.answer(bo, elsewhere, body=AGAIN)
    sketches = [each["sql"] for each in queries if '"sketch" FROM' in each["sql"]]
    assert len(sketches) == 1
    assert f'"question_id" = {elsewhere.pk}' in sketches[0]


def test_nothing_is_recorded_of_different_texts_and_different_members(answer, bo, elsewhere):
    cast.answer(bo, elsewhere, body=OTHER)
    cast.answer(cast.mo(), cast.question(bo), body=SAID)
    assert noted() == []
    assert waiting() == set()


def test_an_edit_is_looked_at_too_and_recorded_once(answer, bo, elsewhere):
    second = cast.answer(bo, elsewhere, body=OTHER)
    assert noted() == []
    for body in (SAID, AGAIN):
        fresh(second).edit(by=bo, body=body)
        assert noted() == [(second.pk, answer.pk)]


def test_an_earlier_answer_edited_into_a_later_one_is_what_says_it_again(answer, bo, elsewhere):
    second = cast.answer(bo, elsewhere, body=OTHER)
    fresh(answer).edit(by=bo, body=OTHER)
    assert noted() == [(answer.pk, second.pk)]


def test_an_edit_by_another_is_about_its_author(answer, bo):
    second = cast.answer(cast.cy(), cast.question(bo), body=OTHER)
    fresh(second).edit(by=cast.mo(), body=SAID)
    assert noted() == []


def test_what_was_refused_leaves_no_record(answer, bo, elsewhere):
    cast.answer(cast.mo(), elsewhere, body=SAID)
    with pytest.raises(ValidationError):
        cast.answer(bo, elsewhere, body=SAID)
    assert noted() == []


def test_what_is_out_of_sight_by_now_was_not_said(answer, bo, elsewhere):
    cast.answer(bo, elsewhere, body=SAID)
    answer.remove(by=bo, because="x")
    assert noted() == []


def test_of_authors_who_have_left_nothing_is_compared(answer, bo, elsewhere):
    cast.answer(cast.mo(), elsewhere, body=SAID)
    Answer.objects.update(author=None)
    assert noted() == []
    assert waiting() == set()


def test_what_has_no_sketch_waits_for_it(answer, bo, elsewhere):
    second = cast.answer(bo, elsewhere, body=SAID)
    Answer.objects.update(sketch=None)
    assert noted() == []
    jobs.sketch_answers()
    assert noted() == [(second.pk, answer.pk)]


@pytest.mark.parametrize("change", [{"uncompared_since": timezone.now()}, {"author": None}])
def test_what_changed_while_it_was_compared_is_compared_again(answer, bo, elsewhere, change):
    second = cast.answer(bo, elsewhere, body=SAID)
    Answer.objects.filter(pk=second.pk).update(**change)
    second.note_repeat()
    assert not Repeat.objects.exists()
    assert second in waiting()


def test_a_worker_that_was_killed_is_followed_by_one_that_goes_on(
    answer, bo, elsewhere, monkeypatch
):
    second = cast.answer(bo, elsewhere, body=SAID)
    with monkeypatch.context() as killed:
        killed.setattr(QuerySet, "get_or_create", mock.Mock(side_effect=SystemExit))
        with pytest.raises(SystemExit):
            jobs.compare_answers()
    assert second in waiting()
    assert noted() == [(second.pk, answer.pk)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_record_the_later_of_two_once(answer, bo, elsewhere):
    second = cast.answer(bo, elsewhere, body=SAID)
    assert failures(at_once(*[jobs.compare_answers] * 3)) == []
    assert Repeat.objects.get().answer == second
    assert waiting() == set()
