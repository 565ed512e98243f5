"""Runs at once, and runs that die between any two statements."""

from itertools import count

import pytest
from django.db import connection

from accounts.models import User
from badges.jobs import give_badges, recount_badges
from badges.models import BadgeCount, BadgeGiven
from tests.at_once import at_once, failures
from tests.badges.scene import Scene, given

pytestmark = pytest.mark.django_db(transaction=True)


class Death(BaseException):
    """What no code of ours catches."""


def dies_before(step):
    """A wrapper of the connection that lets so many statements through, and no more."""
    left = iter(range(step))

    def execute(run, *statement):
        if next(left, None) is None:
            raise Death
        return run(*statement)

    return connection.execute_wrapper(execute)


def much_is_due():
    scene = Scene()
    for post in (scene.question, scene.answer, scene.own):
        scene.set(post, score=25)
    scene.set(scene.question, view_count=10_000)
    scene.vote(1)


def counts():
    return dict(BadgeCount.objects.values_list("badge", "given"))


def test_many_runs_at_once_give_everything_once():
    much_is_due()
    assert failures(at_once(*[give_badges] * 6, recount_badges)) == []
    rows = given()
    assert len(rows) == len(set(rows)) == 13
    assert counts() == BadgeGiven.objects.counts()


def test_a_run_that_dies_anywhere_leaves_the_rest_to_the_next():
    much_is_due()
    for step in count():
        try:
            with dies_before(step):
                give_badges()
        except Death:
            assert counts() == BadgeGiven.objects.counts()
        else:
            break
    assert step > 40
    assert len(given()) == 13


def test_a_member_who_leaves_meanwhile_stops_no_later_run():
    much_is_due()
    ada = User.objects.get(name="Ada Asks")
    at_once(give_badges, ada.delete_account, give_badges)
    give_badges()
    recount_badges()
    assert {name for _, name, _ in given()} == {"Bo Answers", "Cy Stranger"}
    assert counts() == {**dict.fromkeys(counts(), 0), **BadgeGiven.objects.counts()}
