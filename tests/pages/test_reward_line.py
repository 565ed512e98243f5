"""The line beside “I'll answer”: what an answer would earn its reader."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests import cast
from tests.coins import fresh, rich
from tests.pages.test_ask_page import page_of, text_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAYS, HOURS, MINUTES = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START) as traveller:
        yield traveller


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def cy():
    return rich(cast.cy())


@pytest.fixture
def question(ada):
    return cast.question(ada, category=cast.category())


def pledge(question, by, coins=40, key="one"):
    return question.pledge(by=by, coins=coins, once_key=f"{by.pk} {key}")


def line(client, question):
    """The reward line's values, or None."""
    return page_of(client, question).context["reward"]


def as_member(client, member):
    client.force_login(member)
    return client


def test_every_question_promises_the_standing_reward(client, question):
    response = page_of(client, question)
    assert 'title="Earn 20 gold coins for an accepted answer."' in response.text
    assert response.context["reward"] == (20, 0, "")


def test_what_lies_in_the_pot_comes_on_top(client, question, ada):
    pledge(question, ada)
    response = page_of(client, question)
    assert "+ 40 more" in text_of(response)
    sentence = "Earn 20 gold coins for an accepted answer. The pot holds 40 more."
    assert f'title="{sentence}"' in response.text
    assert "7 days left" in text_of(response)


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(0), "7 days left"),
        (5 * DAYS - MINUTES, "2 days left"),
        (5 * DAYS + 59 * MINUTES, "47 hours left"),
        (7 * DAYS - 61 * MINUTES, "1 hour left"),
        (7 * DAYS - 2 * MINUTES, "less than an hour left"),
        (7 * DAYS, "settles in 3 days"),
        (10 * DAYS - 61 * MINUTES, "settles in 1 hour"),
        (10 * DAYS, "being settled"),
    ],
)
def test_the_time_that_is_left_is_told_in_words(client, question, ada, clock, later, words):
    pledge(question, ada)
    clock.shift(later)
    assert line(client, question).left == words


def test_the_asker_is_promised_nothing(client, question, ada, cy):
    pledge(question, cy)
    assert line(as_member(client, ada), question) is None
    assert line(as_member(client, cast.bo()), question) == (20, 40, "7 days left")


def test_a_reward_that_was_paid_is_not_promised_again(client, question, ada, cy):
    cast.answer(cast.bo(), question).accept(by=ada)
    assert line(client, question) is None
    assert "gold coin" not in text_of(page_of(client, question))
    pledge(question, cy)
    response = page_of(client, question)
    assert response.context["reward"] == (0, 40, "7 days left")
    assert 'title="Earn 40 gold coins from the pot."' in response.text


def test_a_closed_or_removed_question_promises_nothing(client, question, ada, cy):
    pledge(question, cy)
    mo = cast.mo()
    question.close(by=mo, because="Too broad.")
    assert line(client, question) is None
    fresh(question).reopen(by=mo)
    assert line(client, question) == (20, 0, "")
    fresh(question).remove(by=mo, because="Spam.")
    assert line(as_member(client, mo), question) is None


def test_nothing_is_promised_where_nobody_could_accept(client, question, ada, cy):
    pledge(question, cy)
    type(ada).objects.filter(pk=ada.pk).update(name_key=None, name_look=None)
    assert line(client, question) == (0, 40, "7 days left")
    ada.delete_account()
    assert line(client, question) == (0, 40, "7 days left")


def test_coins_that_are_promised_or_ones_own_are_not_offered(client, question, ada, cy):
    pledge(question, cy, 40)
    pledge(question, rich(cast.bo()), 30)
    assert line(client, question).bounty == 70
    assert line(as_member(client, cy), question).bounty == 30
    cast.answer(cast.member("Dee Answers"), question).accept(by=ada)
    client.logout()
    assert line(client, question) is None


def test_a_setting_of_no_coins_promises_none(client, question, settings):
    settings.COINS = {**settings.COINS, "accepted": 0}
    assert line(client, question) is None


def test_of_very_many_pledges_none_that_is_promised_is_offered(client, question, cy, ada):
    for number in range(52):
        pledge(question, rich(cy), 10, number)
    assert line(client, question).bounty == 520
    assert line(as_member(client, cy), question).bounty == 0
    cast.answer(cast.member("Dee Answers"), question).accept(by=ada)
    client.logout()
    assert line(client, question) is None
