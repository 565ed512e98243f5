"""What members got through a spammer is taken back from a ring, and given back again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from rewards.audit import audit
from rewards.leaderboards import leaders
from rewards.leaving import leave
from rewards.models import Account, Earning, Ending, Grant, Pot, Reversal, Reward, Seizure
from rewards.models.pledge import Outcome
from rewards.models.pot import end
from rewards.received import received
from rewards.tips import tip
from tests import cast
from tests.at_once import at_once
from tests.coins import coins

pytestmark = pytest.mark.django_db

ANSWER = ("answer", 1)


@pytest.fixture
def members():
    ada, bo, mo = cast.ada(), cast.bo(), cast.mo()
    Grant.make(member=ada, coins=200, because="For the meeting.", by=mo)
    return ada, bo, mo


@pytest.fixture(autouse=True)
def _the_books_are_clean():
    yield
    assert {check.name: check.differences for check in audit() if check.wrong} == {}


def give(ada, bo, coins=40):
    """Ada's coins go to Bo from a pot, and the mint pays for the acceptance."""
    pot = Pot.open(by=ada, about=("question", 1))
    pledge = pot.pledge(by=ada, coins=coins, once_key=1)
    end([Outcome(pledge, Ending.How.ACCEPTED, Account.of(bo), ANSWER, coins)])
    Reward.of_acceptance(question=1, asker=ada, answerer=bo)


def seize(ada, bo, mo):
    return Seizure.make(giver=ada, member=bo, by=mo, because="The same ring.")


def test_tips_pledges_and_accepted_answers_are_taken_back(members):
    ada, bo, mo = members
    give(ada, bo)
    tip(by=ada, to=bo, coins=3, about=ANSWER, once_key=1)
    assert received(Account.of(ada)) == {Account.of(bo).pk: 63}
    before = coins(ada)
    seizure = seize(ada, bo, mo)
    assert (seizure.coins, seizure.missing) == (63, 0)
    assert (coins(ada), coins(bo)) == (before, 0)


def test_what_is_not_there_is_named(members):
    ada, bo, mo = members
    give(ada, bo)
    Grant.make(member=bo, coins=-50, because="Advertising.", by=mo)
    seizure = seize(ada, bo, mo)
    assert (seizure.coins, seizure.missing) == (10, 50)
    assert coins(bo) == 0


def test_leaderboards_count_no_more_what_was_earned(members):
    ada, bo, mo = members
    give(ada, bo)
    seize(ada, bo, mo)
    board = leaders(Earning.Period.EVER, among=User.objects.all())
    assert [earning.account.owner for earning in board] == [ada]
    assert Account.of(bo).earned == 0


def test_a_second_time_returns_the_first(members):
    ada, bo, mo = members
    give(ada, bo)
    assert seize(ada, bo, mo) == seize(ada, bo, mo)
    assert coins(bo) == 0


def test_what_was_reversed_already_is_not_taken_again(members):
    ada, bo, mo = members
    give(ada, bo)
    Reversal.make(about=ANSWER, by=mo, because="Copied.")
    assert seize(ada, bo, mo).coins == 20


def test_what_was_seized_is_not_reversed_as_well(members):
    ada, bo, mo = members
    Grant.make(member=bo, coins=30, because="For the meeting.", by=mo)
    give(ada, bo)
    seize(ada, bo, mo)
    with pytest.raises(ValidationError, match="No pot paid"):
        Reversal.make(about=ANSWER, by=mo, because="Copied.")
    assert coins(bo) == 30


def test_it_is_given_back_once_and_counts_as_earned_as_it_did(members):
    ada, bo, mo = members
    give(ada, bo)
    earned = Account.of(bo).earned
    seizure = seize(ada, bo, mo)
    assert seizure.give_back(by=mo)
    assert not seizure.give_back(by=mo)
    assert (coins(bo), Account.of(bo).earned) == (60, earned)
    assert {each.coins for each in Earning.objects.filter(account__owner=bo)} == {earned}


def test_whoever_spent_or_left_takes_nothing_of_it_along(members):
    ada, bo, mo = members
    give(ada, bo)
    seizure = seize(ada, bo, mo)
    Grant.make(member=ada, coins=-coins(ada), because="Advertising.", by=mo)
    leave(ada)
    seizure.give_back(by=mo)
    assert coins(bo) == 60


def test_what_is_for_a_member_who_left_goes_to_the_sink(members):
    ada, bo, mo = members
    give(ada, bo)
    seizure = seize(ada, bo, mo)
    leave(bo)
    assert seizure.give_back(by=mo)


def test_nothing_is_taken_where_nothing_was_got(members):
    ada, bo, mo = members
    with pytest.raises(ValidationError, match="no coins through"):
        seize(ada, bo, mo)


def test_nobody_decides_about_their_own_coins(members):
    ada, bo, _ = members
    give(ada, bo)
    with pytest.raises(PermissionDenied, match="another moderator"):
        seize(ada, bo, bo)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_it_once(members):
    ada, bo, mo = members
    give(ada, bo)
    made = at_once(*[lambda: seize(ada, bo, mo)] * 2)
    assert len({each.pk for each in made}) == 1
    assert coins(bo) == 0
