"""Closing and reopening that arrive at the same moment, over connections of their own."""

import pytest

from accounts.models import Act
from questions.models import CloseVote, Closure
from questions.models.originals import NotTheOriginal
from tests import cast
from tests.at_once import at_once, failures
from tests.questions.closers import (
    DUPLICATE,
    UNCLEAR,
    WHY,
    another,
    closers,
    fresh,
    leads_to,
    vote,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moderators():
    return [cast.member(f"Moderator {n}", is_staff=True) for n in range(4)]


def edges():
    """Every open closure, from the duplicate to its original."""
    return dict(Closure.objects.filter(reopened_at=None).values_list("question", "original"))


def come_back(steps):
    """The questions from which following the steps leads round in a circle."""
    found = []
    for start in steps:
        seen, here = {start}, steps[start]
        while here in steps and here not in seen:
            seen.add(here)
            here = steps[here]
        if here in seen:
            found.append(start)
    return found


def closing(question, original, by):
    return lambda: fresh(question).close(by=by, kind=DUPLICATE, original=fresh(original))


def test_moderators_at_once_close_once(moderators):
    question = another(1)
    results = at_once(*[lambda by=by: fresh(question).close(by=by, **WHY) for by in moderators])
    assert failures(results) == []
    assert results.count(True) == 1
    assert Closure.objects.count() == Act.objects.count() == 1


def test_third_votes_at_once_close_once():
    question, voters = another(1), closers(6)
    vote(question, voters[:2])
    results = at_once(
        *[lambda by=by: fresh(question).vote_to_close(by=by, kind=UNCLEAR) for by in voters[2:]]
    )
    assert failures(results) == []
    assert results.count(True) == 1
    assert Closure.objects.get().votes.count() == 3
    assert not CloseVote.objects.standing().exists()


def test_one_members_votes_at_once_are_one():
    question, [voter] = another(1), closers(1)
    results = at_once(*[lambda: fresh(question).vote_to_close(by=voter, kind=UNCLEAR)] * 4)
    assert failures(results) == []
    assert CloseVote.objects.count() == 1


def test_votes_to_reopen_at_once_reopen_once(moderators):
    question, voters = another(1), closers(5)
    question.close(by=moderators[0], **WHY)
    results = at_once(*[lambda by=by: fresh(question).vote_to_reopen(by=by) for by in voters])
    assert failures(results) == []
    assert results.count(True) == 1
    assert fresh(question).closed_at is None
    assert Closure.objects.get().votes.count() == 3


@pytest.mark.parametrize("turn", range(5))
def test_each_a_duplicate_of_the_other_at_once_leaves_one(moderators, turn):
    one, two = another(1), another(2)
    verbs = [closing(one, two, moderators[0]), closing(two, one, moderators[1])]
    results = at_once(*(verbs if turn % 2 else reversed(verbs)))
    assert failures(results, NotTheOriginal) == []
    assert results.count(True) == 1
    assert len(edges()) == 1


@pytest.mark.parametrize("size", [3, 4])
@pytest.mark.parametrize("turn", range(3))
def test_a_circle_of_several_at_once_stays_open_somewhere(moderators, size, turn):
    ring = [another(n) for n in range(size)]
    verbs = [closing(one, ring[n - 1], moderators[n]) for n, one in enumerate(ring)]
    results = at_once(*verbs)
    assert failures(results, NotTheOriginal) == []
    assert come_back(edges()) == []
    assert len(edges()) == size - 1


def test_two_lines_that_join_into_one_another_at_once_make_no_circle(moderators):
    """a → b and c → d; now b → c and d → a, whose locks name other questions."""
    a, b, c, d = (another(n) for n in range(4))
    closing(a, b, moderators[0])()
    closing(c, d, moderators[1])()
    results = at_once(closing(b, c, moderators[2]), closing(d, a, moderators[3]))
    assert failures(results, NotTheOriginal) == []
    assert come_back(edges()) == []
    assert results.count(True) == 1


def test_by_votes_too(moderators):
    one, two = another(1), another(2)
    voters = closers(6)
    vote(one, voters[:2], DUPLICATE, two)
    vote(two, voters[:2], DUPLICATE, one)

    def third(question, original, by):
        return lambda: fresh(question).vote_to_close(by=by, kind=DUPLICATE, original=original)

    results = at_once(third(one, two, voters[2]), third(two, one, voters[3]))
    assert failures(results, NotTheOriginal) == []
    assert results.count(True) == 1
    assert len(edges()) == 1


def test_an_original_that_moves_on_meanwhile_is_followed(moderators):
    question, middle, last = another(1), another(2), another(3)
    results = at_once(
        closing(question, middle, moderators[0]), closing(middle, last, moderators[1])
    )
    assert failures(results) == []
    assert results == [True, True]
    assert leads_to(question) == [last.pk]
