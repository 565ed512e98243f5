"""Votes in series between two members: found, undone once, and on record."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from tests import cast
from tests.coins import fresh
from tests.standing import reputation
from votes.jobs import undo_serial_votes
from votes.models import SerialVoting, Vote


@pytest.fixture
def questions(ada):
    return [cast.question(ada, title=f"Question number {n}, is it?") for n in range(6)]


def vote_on(posts, by):
    for post in posts:
        Vote.cast(by=by, post=post, value=1)


def test_a_series_is_undone_and_recorded(questions, ada, cy):
    vote_on(questions, cy)
    assert reputation(ada) == 31
    undo_serial_votes()
    assert reputation(ada) == 1
    assert {fresh(each).score for each in questions} == {0}
    record = SerialVoting.objects.get()
    assert (record.voter, record.author, record.count, record.of) == (cy, ada, 6, 6)
    assert record.undone_at


def test_a_second_run_finds_nothing_more(questions, cy):
    vote_on(questions, cy)
    undo_serial_votes()
    undo_serial_votes()
    assert SerialVoting.objects.count() == 1
    with pytest.raises(ValidationError, match="moderators"):
        Vote.cast(by=cy, post=questions[0], value=0)


def test_five_votes_are_no_series(questions, ada, cy):
    vote_on(questions[:5], cy)
    undo_serial_votes()
    assert reputation(ada) == 26


def test_who_votes_for_many_may_vote_for_one_often(questions, bo, ada, cy):
    others = [cast.question(bo, title=f"Another question {n}, is it?") for n in range(4)]
    vote_on([*questions, *others], cy)
    undo_serial_votes()
    assert reputation(ada) == 31


def test_votes_of_several_days_are_no_series(questions, ada, cy):
    with time_machine.travel(timezone.now() - timedelta(hours=25)):
        vote_on(questions[:3], cy)
    vote_on(questions[3:], cy)
    undo_serial_votes()
    assert reputation(ada) == 31


def test_a_run_that_was_ended_half_way_is_finished_by_the_next(questions, ada, cy):
    vote_on(questions, cy)
    [record] = SerialVoting.find()
    record.votes.first().annul()
    undo_serial_votes()
    assert reputation(ada) == 1
    assert SerialVoting.objects.get().undone_at
