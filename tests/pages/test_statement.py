"""What a member's statement says: for them and for moderators."""

import re
from datetime import UTC, datetime

import pytest
import time_machine

from rewards.models import MINT, SINK, Account, Grant, Reward
from rewards.models.transfer import Reason
from tests import cast
from tests.pages.coins import file_for, moved, page_for, rows_of, text_of

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 30, 15, 4, 5, tzinfo=UTC)


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def bo():
    return cast.bo()


@pytest.fixture
def mo():
    return cast.mo()


def test_balance_and_what_may_be_tipped_stand_at_the_top(client, ada, bo):
    moved(MINT, ada, 1_458)
    moved(MINT, ada, 20, Reason.ACCEPTED, earned=20)
    assert "Balance 1,478 Of these may be tipped 20" in text_of(page_for(client, ada, ada))


def test_a_row_says_when_what_with_whom_how_much_and_what_was_left(client, ada, bo):
    question = cast.question(ada)
    giver = Account.of(ada)
    moved(MINT, ada, 2_000, Reason.AWARD, earned=2_000)
    with time_machine.travel(AT, tick=False):
        about = ("question", question.pk)
        moved(ada, bo, 1_100, Reason.TIP, about, by=giver.pk)
    with time_machine.travel(AT, tick=False):
        page = page_for(client, bo, bo)
    [row] = rows_of(page)
    assert row == f"30 Mar 2026, 15:04 UTC tip {question.title} Ada Asks +1,100 balance 1,100"
    assert f'<a href="{question.get_absolute_url()}" dir="auto">' in page.text
    assert '<time datetime="2026-03-30T15:04:05Z"' in page.text
    assert rows_of(page_for(client, ada, ada))[0].endswith("Bo Answers −1,100 balance 900")


@pytest.mark.parametrize(
    ("whom", "moves"),
    [
        ("Bo Answers", lambda ada, bo: moved(MINT, ada, 1, Reason.ACCEPTED, by=Account.of(bo).pk)),
        ("the site", lambda ada, bo: moved(MINT, ada, 1, Reason.ACCEPTING, by=Account.of(ada).pk)),
        ("the site", lambda ada, bo: moved(MINT, ada, 1, Reason.WELCOME)),
        ("the pot", lambda ada, bo: moved(ada, pot().pk, 1, Reason.PLEDGE, by=Account.of(ada).pk)),
        ("the site", lambda ada, bo: moved(ada, SINK, 1, Reason.TIP, by=Account.of(ada).pk)),
        ("Bo Answers", lambda ada, bo: moved(bo, ada, 1, Reason.REVERSAL, by=Account.of(ada).pk)),
    ],
)
def test_whoever_is_at_the_other_end_is_named(client, ada, bo, whom, moves):
    for each in (ada, bo):
        moved(MINT, each, 9)
        moved(MINT, each, 9, Reason.AWARD, earned=9)
    moves(ada, bo)
    row = rows_of(page_for(client, ada, ada))[0]
    assert re.search(rf"{whom} [+−]1 balance", row), row


def pot():
    return Account.objects.create(kind=Account.Kind.POT)


def test_a_grant_says_why_and_to_moderators_who(client, ada, mo):
    Grant.make(member=ada, coins=50, because="For <the> guide.", by=mo)
    Grant.make(member=ada, coins=-5, because="For advertising.", by=mo)
    words = text_of(page_for(client, ada, ada))
    assert "fine For advertising. a moderator −5" in words
    assert "grant For <the> guide. a moderator +50" in words
    assert "Mo Moderates" not in words
    assert "fine For advertising. Mo Moderates −5" in text_of(page_for(client, mo, ada))


def test_a_member_who_left_or_was_removed_is_still_somebody(client, ada, bo):
    moved(MINT, bo, 9, Reason.AWARD, earned=9)
    moved(bo, ada, 1, Reason.TIP)
    profile = bo.get_absolute_url()
    assert f'href="{profile}"' in page_for(client, ada, ada).text
    bo.remove(by=cast.mo(), because="Advertising.")
    page = page_for(client, ada, ada)
    assert "Bo Answers +1" in rows_of(page)[0]
    assert f'href="{profile}"' not in page.text
    bo.delete()
    assert "a member who left +1" in rows_of(page_for(client, ada, ada))[0]


@pytest.mark.parametrize("kind", ["question", "answer"])
def test_what_was_removed_has_a_name_for_those_who_may_see_it(client, ada, bo, mo, kind):
    question = cast.question(ada)
    post = question if kind == "question" else cast.answer(ada, question)
    for each in (ada, bo):
        moved(MINT, each, 20, Reason.ACCEPTED, (kind, post.pk))
    assert question.title in rows_of(page_for(client, bo, bo))[0]
    post.remove(by=mo, because="An advertisement.")
    assert question.title in rows_of(page_for(client, ada, ada))[0]
    assert question.title in rows_of(page_for(client, mo, bo))[0]
    page = page_for(client, bo, bo)
    assert f"answer accepted a removed {kind} the site" in rows_of(page)[0]
    assert post.get_absolute_url() not in page.text


def test_an_answer_to_a_removed_question_does_not_give_its_title_away(client, ada, bo, mo):
    question = cast.question(ada)
    moved(MINT, bo, 20, Reason.AWARD, ("answer", cast.answer(bo, question).pk))
    question.remove(by=mo, because="An advertisement.")
    page = page_for(client, bo, bo)
    assert "a removed answer" in rows_of(page)[0]
    assert question.title not in page.text


def test_a_reward_that_a_cap_withheld_is_told_with_why(client, ada, bo, settings):
    settings.COINS_A_DAY = 30
    first, second = cast.question(ada), cast.question(ada, title="Which chair is good for a back?")
    for question in (first, second):
        Reward.of_acceptance(question=question.pk, asker=ada, answerer=bo)
    words = text_of(page_for(client, bo, bo))
    assert "1 reward was not paid in the last 30 days" in words
    assert f"answer accepted : {second.title}" in words
    assert "20 coins not paid: the day's coins were reached" in words
    assert "not paid" not in text_of(page_for(client, ada, ada))


def test_without_coins_it_offers_the_next_step_and_opens_no_account(client, ada):
    page = page_for(client, ada, ada)
    assert "No coins have moved yet" in text_of(page)
    assert "<table" not in page.text
    assert not Account.objects.filter(owner=ada).exists()
    assert file_for(client, ada, ada) == []
