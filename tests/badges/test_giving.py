"""Badges are given once a cause, by walks that go on where they stopped."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from badges import giving, walks
from badges.jobs import give_badges, recount_badges
from badges.models import BadgeCount, BadgeGiven, Progress
from badges.walks import WALKS
from questions.models import Question
from tests import cast
from tests.badges.scene import Scene, given
from votes.models import Vote

pytestmark = pytest.mark.django_db
BY_NAME = {walk.name: walk for walk in WALKS}
LATER = timedelta(minutes=2)


@pytest.fixture
def scene():
    return Scene()


@pytest.fixture
def begun(scene):
    """There was a run before: what comes now is news."""
    give_badges()


@pytest.fixture
def parts_of_three(monkeypatch):
    monkeypatch.setattr(walks, "A_PART", 3)


def asked(by, number, **columns):
    """Questions with these columns, as their numbers."""
    asked = [cast.question(by, title=f"Question number {n}, is it?").pk for n in range(number)]
    Question.objects.filter(pk__in=asked).update(**columns)
    return asked


def counts_are_right():
    counts = dict(BadgeCount.objects.exclude(given=0).values_list("badge", "given"))
    return counts == BadgeGiven.objects.counts()


def test_what_is_given_once_is_given_for_the_first_cause(scene):
    asked(scene.ada, 2, score=1)
    scene.set(scene.question, score=1)
    give_badges()
    assert given() == [("well-asked", "Ada Asks", scene.question.pk)]


def test_what_is_given_for_each_post_is_given_for_each(scene):
    numbers = asked(scene.bo, 2, score=10)
    give_badges()
    assert [row for row in given() if row[0] == "worth-asking"] == [
        ("worth-asking", "Bo Answers", number) for number in numbers
    ]
    assert BadgeCount.objects.get(badge="worth-asking").given == 2


def test_a_second_run_gives_nothing_more_and_a_new_cause_is_found(scene):
    scene.set(scene.question, score=10)
    give_badges()
    first = given()
    give_badges()
    assert given() == first
    [number] = asked(scene.ada, 1, score=10)
    give_badges()
    assert given() == [*first, ("worth-asking", "Ada Asks", number)]
    assert counts_are_right()


def test_a_badge_stays_when_its_cause_is_gone(scene):
    scene.set(scene.question, score=1)
    give_badges()
    scene.set(scene.question, score=0)
    scene.question.remove(by=cast.mo(), because="Advertising.")
    give_badges()
    assert len(given()) == 1


def test_a_vote_is_news_that_is_looked_at_once(scene, begun):
    scene.vote(1)
    walk = BY_NAME["reputation"]
    with time_machine.travel(timezone.now() + LATER):
        giving.go_on(walk)
        assert ("of-use", "Bo Answers", scene.answer.pk) in given()
        assert walk.part(Progress.objects.get(walk=walk.name).number).about == {}


def test_what_a_member_did_is_news_too(scene, begun):
    scene.award()
    scene.vote(1)
    with time_machine.travel(timezone.now() + LATER):
        for name in ("votes", "transfers"):
            giving.go_on(BY_NAME[name])
    assert {slug for slug, name, _ in given() if name == "Cy Stranger"} == {
        "good-word",
        "in-the-pot",
        "well-spent",
    }


def test_what_was_there_before_the_first_run_is_no_news(scene):
    scene.vote(1)
    with time_machine.travel(timezone.now() + LATER):
        giving.go_on(BY_NAME["votes"])
        assert given() == []
        give_badges()
    assert ("good-word", "Cy Stranger", scene.cy.pk) in given()


def test_news_of_the_last_minute_wait_and_those_after_them_too(scene):
    old = asked(scene.ada, 2)
    for number in old:
        scene.vote(1, Question.objects.get(pk=number))
    changes = scene.ada.reputation_changes.order_by("pk")
    first, second = changes
    scene.set(second, at=timezone.now() - LATER)
    walk = BY_NAME["reputation"]
    assert walk.part(first.pk - 1) == ({}, first.pk - 1, False)
    scene.set(first, at=timezone.now() - LATER)
    assert walk.part(first.pk - 1) == ({"question": set(old)}, second.pk, False)


def test_a_round_goes_on_where_it_stopped_and_begins_anew(scene, parts_of_three):
    numbers = [scene.question.pk, *asked(scene.ada, 6)]
    walk, seen = BY_NAME["questions"], []
    for _ in range(4):
        at = Progress.objects.filter(walk="questions").values_list("number", flat=True).first()
        seen.append(sorted(walk.part(at or 0).about["question"]))
        giving.go_on(walk)
    assert seen == [numbers[:3], numbers[3:6], numbers[6:], numbers[:3]]


def test_a_run_looks_at_no_more_than_its_parts(scene, parts_of_three, monkeypatch):
    monkeypatch.setattr(giving, "MOST_PARTS", 2)
    asked(scene.ada, 20, view_count=1_000)
    for expected in (5, 11, 17, 20):  # One question of the scene's was read by nobody.
        give_badges()
        assert len(given()) == expected
    assert counts_are_right()


@pytest.mark.parametrize("posts", [4, 12])
def test_a_run_costs_the_same_whatever_there_is(scene, posts):
    asked(scene.ada, posts, score=100)
    with CaptureQueriesContext(connection) as first:
        give_badges()
    with CaptureQueriesContext(connection) as second:
        give_badges()
    assert len(first) <= 90
    assert len(second) <= 60
    writes = [each["sql"] for each in second if each["sql"].startswith(("INSERT", "UPDATE"))]
    assert writes == []


def test_badges_go_with_the_account_and_the_count_follows(scene):
    scene.set(scene.question, score=1)
    scene.set(scene.answer, score=1)
    give_badges()
    scene.ada.delete_account()
    assert [slug for slug, _, _ in given()] == ["of-use"]
    assert not counts_are_right()
    recount_badges()
    assert counts_are_right()
    assert BadgeCount.objects.get(badge="well-asked").given == 0


def test_a_vote_whose_voter_has_left_is_passed_over(scene):
    scene.vote(1)
    scene.cy.delete_account()
    assert Vote.objects.get().voter is None
    with time_machine.travel(timezone.now() + LATER):
        give_badges()
    assert [slug for slug, _, _ in given()] == ["of-use"]
