"""Votes that arrive at the same moment."""

import pytest
from django.core.exceptions import ValidationError

from tests import cast
from tests.at_once import at_once, failures
from tests.coins import fresh
from tests.standing import reputation, standing
from votes.models import Vote

pytestmark = pytest.mark.django_db(transaction=True)


def voting(by, post, value=1):
    return lambda: Vote.cast(by=by, post=post, value=value)


def test_a_hundred_votes_on_one_post():
    question = cast.question(cast.ada())
    voters = [cast.member(f"Voter {n}") for n in range(100)]
    for start in range(0, 100, 20):
        part = voters[start : start + 20]
        assert failures(at_once(*(voting(voter, question) for voter in part))) == []
    assert fresh(question).score == 100
    assert reputation(question.author) == 201


def test_the_same_vote_many_times():
    question, cy = cast.question(cast.ada()), cast.cy()
    assert failures(at_once(*[voting(cy, question)] * 12)) == []
    assert (fresh(question).score, Vote.objects.count()) == (1, 1)


def test_members_who_vote_each_other_down():
    members = [standing(cast.member(f"Member {n}"), 100) for n in range(6)]
    question = cast.question(cast.ada())
    answers = {member: cast.answer(member, question) for member in members}
    pairs = [(one, other) for one in members for other in members if one != other]
    assert failures(at_once(*(voting(one, answers[other], -1) for one, other in pairs))) == []
    assert [reputation(member) for member in members] == [100 - 5 * 2 - 5] * 6


def test_no_more_votes_than_a_day_has(settings):
    settings.VOTES_A_DAY = 3
    ada, cy = cast.ada(), cast.cy()
    questions = [cast.question(ada, title=f"Question number {n}, is it?") for n in range(8)]
    results = at_once(*(voting(cy, each) for each in questions))
    assert failures(results, ValidationError) == []
    assert Vote.objects.count() == 3
