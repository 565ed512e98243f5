"""What looks like farming: each sign is seen, is explained, and is not seen where there is none."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from answers import farming
from answers.farming import found
from tests import cast
from tests.coins import rich

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def bo():
    return rich(cast.member("Bo Answers"))


@pytest.fixture
def cy():
    return rich(cast.cy())


def accepted(asker, answerer, coins=0):
    """A question of one's, with the other's answer accepted."""
    number = cast.Question.objects.count()
    question = cast.question(asker, title=f"What is the question number {number}?")
    if coins:
        question.pledge(by=asker, coins=coins, once_key=f"key {number}")
    answer = cast.answer(answerer, question)
    answer.accept(by=asker)
    return answer


def signs():
    """Names and reasons of each of the four kinds."""
    return [
        [([member and member.name for member in sign.members], sign.why) for sign in section.signs]
        for section in found()
    ]


def test_an_honest_site_shows_nothing(ada, bo, cy):
    accepted(ada, bo, coins=20)
    accepted(ada, cy)
    accepted(bo, cy)
    assert signs() == [[], [], [], []]


def test_two_who_accept_each_other_are_seen(ada, bo, cy):
    for _ in range(2):
        accepted(ada, bo)
    accepted(bo, ada)
    accepted(ada, cy)
    [[(names, why)], _, _, _] = signs()
    assert names == ["Ada Asks", "Bo Answers"]
    assert why == (
        "Ada Asks accepted answers of Bo Answers on 2 questions, and was accepted by them on 1."
    )


def test_whose_rewards_all_come_from_one_other_is_seen(ada, bo, cy):
    for _ in range(3):
        accepted(ada, bo)
    accepted(ada, cy)
    [_, rows, _, _] = signs()
    assert rows == [
        (
            ["Bo Answers", "Ada Asks"],
            "All 3 rewards of Bo Answers, 60 coins, came because of Ada Asks.",
        )
    ]


def test_two_rewards_from_one_other_are_nothing(ada, bo, cy):
    for _ in range(2):
        accepted(ada, bo)
    assert signs()[1] == []


def test_an_acceptance_moved_back_and_forth_is_seen(ada, bo, cy):
    answer = accepted(ada, bo)
    other = cast.answer(cy, answer.question)
    other.accept(by=ada)
    assert signs()[2] == []
    type(answer).objects.get(pk=answer.pk).accept(by=ada)
    [section] = found()[2:3]
    [sign] = section.signs
    assert sign.question == answer.question
    assert {member.name for member in sign.members} == {"Ada Asks", "Bo Answers", "Cy Stranger"}
    assert sign.members[0] == ada
    assert sign.why == "Its asker accepted an answer 3 times."


def test_pledges_that_circle_are_seen(ada, bo, cy):
    accepted(ada, bo, coins=40)
    assert signs()[3] == []
    accepted(bo, ada, coins=30)
    accepted(ada, cy, coins=20)
    assert signs()[3] == [
        (
            ["Ada Asks", "Bo Answers"],
            "40 coins that Ada Asks pledged went to Bo Answers, and 30 went back.",
        )
    ]


def test_what_is_older_than_ninety_days_is_not_looked_at(ada, bo, clock):
    for _ in range(3):
        accepted(ada, bo, coins=20)
        answer = accepted(bo, ada, coins=20)
    for _ in range(3):
        answer.withdraw_acceptance(by=bo)
        answer.accept(by=bo)
    assert all(signs())
    clock.shift(91 * DAY)
    assert signs() == [[], [], [], []]
    accepted(ada, bo)
    assert signs() == [[], [], [], []]


def test_a_member_who_left_is_named_as_such(ada, bo):
    accepted(ada, bo)
    accepted(bo, ada)
    bo.delete()
    assert signs()[0][0][0] == ["Ada Asks", None]


def test_no_more_than_the_strongest_are_shown(ada, monkeypatch, settings):
    settings.COINS_A_DAY = 1_000
    monkeypatch.setattr(farming, "MOST", 2)
    for n in range(3):
        other = cast.member(f"Other {n}")
        for _ in range(1 + (n > 0)):
            accepted(ada, other)
            accepted(other, ada)
    names = [sign[0][1] for sign in signs()[0]]
    assert names == ["Other 1", "Other 2"]
