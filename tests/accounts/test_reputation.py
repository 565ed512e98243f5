"""Reputation is the sum of its rows, within a day's cap, and never below 1."""

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Sum

from accounts.models import Merit, ReputationChange
from accounts.privileges import has_privilege, level, require_privilege
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return cast.ada()


def earn(member, reason, times=1):
    rows = []
    for number in range(times):
        rows += ReputationChange.make(Merit(member.pk, reason, ("answer", number)))
    return rows


def reputation(member):
    """The member's figure, which the rows must explain."""
    member.refresh_from_db()
    total = member.reputation_changes.aggregate(sum=Sum("points"))["sum"] or 0
    assert member.reputation == 1 + total
    return member.reputation


def test_everybody_begins_with_one(ada):
    assert reputation(ada) == 1


def test_a_change_is_taken_back_by_what_it_really_changed(ada):
    [row] = earn(ada, "answer up")
    assert reputation(ada) == 11
    [back] = ReputationChange.make(undoing=[row])
    assert (reputation(ada), back.points, back.undoes) == (1, -10, row)


def test_nobody_falls_below_one_and_the_row_says_what_was_taken(ada):
    [row] = earn(ada, "down")
    assert (reputation(ada), row.points) == (1, 0)
    earn(ada, "accepting")
    [row] = earn(ada, "spam")
    assert (reputation(ada), row.points) == (1, -2)
    ReputationChange.make(undoing=[row])
    assert reputation(ada) == 3


def test_votes_add_two_hundred_a_day_and_acceptances_more(ada):
    rows = earn(ada, "answer up", times=21)
    assert (rows[-2].points, rows[-1].points) == (10, 0)
    earn(ada, "accepted")
    assert reputation(ada) == 216


def test_what_is_taken_back_today_makes_room_for_more(ada):
    rows = earn(ada, "answer up", times=20)
    ReputationChange.make(undoing=rows[:1])
    earn(ada, "answer up", times=2)
    assert reputation(ada) == 201


def test_tomorrow_votes_add_again(ada):
    with time_machine.travel("2026-04-01T23:59Z"):
        earn(ada, "answer up", times=25)
    with time_machine.travel("2026-04-02T00:01Z"):
        earn(ada, "question up")
    assert reputation(ada) == 206


def test_a_change_and_the_undoing_of_another_are_one_step(ada):
    bo = cast.bo()
    [up] = earn(ada, "answer up")
    down = [Merit(ada.pk, "down", ("answer", 0)), Merit(bo.pk, "down-voting", ("answer", 0))]
    ReputationChange.make(*down, undoing=[up, None])
    assert (reputation(ada), reputation(bo)) == (1, 1)


def test_a_member_who_has_left_is_passed_over(ada):
    assert ReputationChange.make(Merit(0, "answer up", ("answer", 1))) == []


def test_levels_are_scaled_by_one_setting(settings):
    settings.PRIVILEGE_SCALE = 1
    assert level("vote up") == 15
    settings.PRIVILEGE_SCALE = 0.05
    assert (level("vote up"), level("vote down"), level("close")) == (1, 6, 150)


def test_a_level_that_is_not_reached_is_named(ada):
    with pytest.raises(PermissionDenied, match="need 6 reputation to vote down; you have 1"):
        require_privilege(ada, "vote down")
    earn(ada, "question up")
    ada.refresh_from_db()
    assert has_privilege(ada, "vote down")


def test_moderators_may_do_everything():
    mo = cast.mo()
    assert all(has_privilege(mo, name) for name in settings.PRIVILEGES)


def test_a_member_is_new_on_the_first_day_until_somebody_vouches_for_them():
    ada = cast.newcomer("Nan New")
    with time_machine.travel(ada.created_at, tick=False) as now:
        assert ada.is_new
        now.shift(86_399)
        assert ada.is_new
        now.shift(1)
        assert not ada.is_new
        now.shift(-2)
        ada.reputation = 10
        assert not ada.is_new
