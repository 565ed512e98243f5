"""Closing and reopening by the votes of members."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Act
from questions.models import CloseVote, Closure
from questions.models.originals import NotTheOriginal
from tests import cast
from tests.coins import rich
from tests.questions.closers import (
    DUPLICATE,
    OPINION,
    UNCLEAR,
    another,
    closers,
    fresh,
    open_closure,
    vote,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def voters():
    return closers(3)


@pytest.fixture
def closed(question):
    question.close(by=cast.mo(), kind=UNCLEAR)
    return question


def test_the_third_vote_closes(question, voters):
    assert not vote(question, voters[:2])
    assert fresh(question).closed_at is None
    assert vote(question, voters[2:])
    closure = open_closure(question)
    assert (closure.kind, closure.by, closure.because) == (UNCLEAR, None, "")
    assert closure.votes.count() == 3
    assert not CloseVote.objects.standing().exists()
    assert not Act.objects.exists()


def test_the_same_vote_again_is_one_vote(question, voters):
    assert not vote(question, [voters[0]] * 5)
    assert CloseVote.objects.count() == 1


def test_another_vote_takes_the_place_of_the_first(question, voters):
    vote(question, voters[:1], OPINION)
    vote(question, voters[:1], UNCLEAR)
    assert [each.kind for each in CloseVote.objects.standing()] == [UNCLEAR]
    assert CloseVote.objects.count() == 2


def test_most_votes_say_why_and_of_as_many_the_first(question):
    one, two, three = closers(3)
    vote(question, [one], OPINION)
    assert vote(question, [two, three], UNCLEAR)
    assert open_closure(question).kind == UNCLEAR
    other = another(1)
    for voter, kind in zip((one, two, three), ("off topic", UNCLEAR, OPINION), strict=True):
        vote(other, [voter], kind)
    assert open_closure(other).kind == "off topic"


def test_the_original_that_most_name_is_taken(question):
    first, second = another(1), another(2)
    one, two, three = closers(3)
    vote(question, [one], DUPLICATE, first)
    assert vote(question, [two, three], DUPLICATE, second)
    assert open_closure(question).original == second


def test_originals_of_one_line_are_one(question):
    first, second, elsewhere = another(1), another(2), another(3)
    first.close(by=cast.mo(), kind=DUPLICATE, original=second)
    one, two, three = closers(3)
    vote(question, [one], DUPLICATE, elsewhere)
    vote(question, [two], DUPLICATE, first)
    assert vote(question, [three], DUPLICATE, second)
    assert open_closure(question).original == second


def test_a_vote_for_an_original_that_was_removed_meanwhile_does_not_count(question, voters):
    original = another(1)
    vote(question, voters[:2], DUPLICATE, original)
    original.remove(by=cast.mo(), because="Spam.")
    assert not vote(question, voters[2:], UNCLEAR)
    [more] = closers(1, first=3)
    assert not vote(question, [more], UNCLEAR)
    assert vote(question, closers(1, first=4), UNCLEAR)


def test_what_does_not_fit_cannot_be_voted_for(question, voters):
    for kind, original in ((DUPLICATE, None), (DUPLICATE, question), (UNCLEAR, another(1))):
        with pytest.raises(NotTheOriginal):
            vote(question, voters[:1], kind, original)
    for kind in ("other", "", "whim"):
        with pytest.raises(ValidationError):
            vote(question, voters[:1], kind)
    assert not CloseVote.objects.exists()


def test_a_vote_may_be_withdrawn(question, voters):
    vote(question, voters[:2])
    assert fresh(question).withdraw_vote(by=voters[0])
    assert not fresh(question).withdraw_vote(by=voters[0])
    assert not vote(question, voters[2:])
    assert vote(question, voters[:1])


def test_a_vote_ages_out(question, voters, settings):
    vote(question, voters[:2])
    days = timedelta(days=settings.CLOSE_VOTE_DAYS)
    CloseVote.objects.filter(voter=voters[0]).update(at=timezone.now() - days)
    assert not vote(question, voters[2:])
    assert vote(question, voters[:1])


def test_the_votes_of_members_who_left_do_not_count(question, voters):
    vote(question, voters[:2])
    voters[0].delete_account()
    assert not vote(question, voters[2:])


def test_it_takes_the_privilege_also_of_the_asker(question):
    with pytest.raises(PermissionDenied, match="vote to close"):
        vote(question, [question.author])
    asker = standing(question.author, 150)
    assert not vote(question, [asker])
    assert vote(question, closers(2))


def test_a_moderators_vote_is_a_word(question):
    mo = cast.mo()
    assert fresh(question).vote_to_close(by=mo, kind=UNCLEAR)
    assert open_closure(question).by == mo
    assert fresh(question).vote_to_reopen(by=mo)
    assert Closure.objects.get().reopened_by == mo


def test_suspended_members_vote_for_nothing(question, voters):
    vote(question, voters[:1])
    voters[0].suspend(by=None, because="x")
    with pytest.raises(PermissionDenied):
        vote(question, voters[:1], OPINION)
    with pytest.raises(PermissionDenied):
        fresh(question).withdraw_vote(by=voters[0])


def test_what_is_removed_or_closed_takes_no_votes_to_close(question, voters, closed):
    assert not vote(closed, voters[:1])
    removed = another(1)
    removed.remove(by=cast.member("Second Thought", is_staff=True), because="Spam.")
    with pytest.raises(ValidationError):
        vote(removed, voters[:1])
    assert not CloseVote.objects.exists()


def test_where_coins_lie_in_a_pot_only_a_moderator_closes(question, voters):
    vote(question, voters[:2])
    dee = rich(cast.member("Dee Pledges"))
    fresh(question).pledge(by=dee, coins=40, once_key="one")
    with pytest.raises(ValidationError, match="only a moderator"):
        vote(question, voters[2:])
    fresh(question).close(by=cast.mo(), kind=UNCLEAR)
    assert fresh(question).pot_coins == 0
    assert not CloseVote.objects.standing().exists()


# --- The asker agrees that it is a duplicate


def test_the_asker_closes_alone_with_what_another_suggested(question, voters):
    original = another(1)
    vote(question, voters[:1], DUPLICATE, original)
    assert vote(question, [question.author], DUPLICATE, original)
    closure = open_closure(question)
    assert (closure.by, closure.original) == (question.author, original)


def test_the_asker_closes_alone_with_nothing_else(question, voters):
    original = another(1)
    vote(question, voters[:1], DUPLICATE, original)
    for kind, named in ((UNCLEAR, None), (DUPLICATE, another(2))):
        with pytest.raises(PermissionDenied):
            vote(question, [question.author], kind, named)
    fresh(question).withdraw_vote(by=voters[0])
    with pytest.raises(PermissionDenied):
        vote(question, [question.author], DUPLICATE, original)


def test_ones_own_suggestion_is_no_suggestion(question):
    asker, original = standing(question.author, 150), another(1)
    assert not vote(question, [asker, asker], DUPLICATE, original)
    assert fresh(question).closed_at is None


def test_the_asker_does_not_close_over_a_pot(question, voters):
    original = another(1)
    vote(question, voters[:1], DUPLICATE, original)
    fresh(question).pledge(by=rich(cast.member("Dee Pledges")), coins=40, once_key="one")
    with pytest.raises(ValidationError, match="only a moderator"):
        vote(question, [question.author], DUPLICATE, original)


# --- Reopening


def test_three_votes_reopen(closed, voters):
    opened = [fresh(closed).vote_to_reopen(by=voter) for voter in voters]
    assert opened == [False, False, True]
    assert fresh(closed).closed_at is None
    closure = Closure.objects.get()
    assert closure.reopened_at
    assert closure.reopened_by is None
    assert closure.votes.count() == 3
    assert cast.answer(cast.bo(), fresh(closed))


def test_votes_for_one_thing_do_not_count_for_the_other(question, voters):
    vote(question, voters[:2])
    fresh(question).close(by=cast.mo(), kind=UNCLEAR)
    assert not fresh(question).vote_to_reopen(by=voters[2])
    fresh(question).reopen(by=cast.member("Second Thought", is_staff=True))
    assert not vote(question, voters[:2])


def test_an_open_question_is_not_reopened(question, voters):
    assert fresh(question).vote_to_reopen(by=voters[0]) is False
    assert not CloseVote.objects.exists()


def test_reopening_takes_the_privilege(closed):
    with pytest.raises(PermissionDenied):
        fresh(closed).vote_to_reopen(by=closed.author)


def test_a_vote_costs_the_same_on_a_question_with_a_long_past(question, voters, settings):
    def cost(voter):
        with CaptureQueriesContext(connection) as queries:
            vote(question, [voter])
        return len(queries)

    settings.CLOSE_VOTES = 100
    first = cost(voters[0])
    for voter in closers(10, first=3):
        vote(question, [voter])
        fresh(question).withdraw_vote(by=voter)
    assert cost(voters[1]) == first
