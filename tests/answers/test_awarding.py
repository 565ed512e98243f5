"""Coins for an answer, by the forms that members and moderators have."""

import uuid

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from rewards.models import Reversal
from rewards.models.transfer import Reason
from tests import cast
from tests.coins import coins, fresh, in_pot, moved, rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def cy():
    return rich(cast.cy())


@pytest.fixture
def bo():
    return cast.member("Bo Answers")


@pytest.fixture
def pledge(question, cy):
    return question.pledge(by=cy, coins=30, once_key="one")


@pytest.fixture
def answer(question, pledge, bo):
    """Bo's, written after the pot was opened."""
    return cast.answer(bo, question)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def award(client, answer, pledge):
    return client.post(reverse("award", args=[answer.pk]), {"pledge": pledge})


# --- Awarding


def test_a_pledger_awards_their_coins_once(client, question, answer, pledge, bo, cy):
    client.force_login(cy)
    for _ in range(2):
        response = award(client, answer, pledge.pk)
        assert (response.status_code, response.url) == (302, answer.get_absolute_url())
    assert moved(bo, Reason.AWARD) == [30]
    assert in_pot(question) == 0
    assert fresh(answer).awarded_coins == 30


def test_nobody_awards_anothers_coins(client, question, answer, pledge, bo):
    client.force_login(question.author)
    assert award(client, answer, pledge.pk).status_code == 403
    assert coins(bo) == 0


def test_an_answer_that_does_not_qualify_says_why(client, question, pledge, cy):
    own = cast.answer(cy, question)
    client.force_login(cy)
    assert "Coins go to answers of others" in said(award(client, own, pledge.pk))[0]
    assert in_pot(question) == 30


@pytest.mark.parametrize("wrong", ["", "0", "x", "99999", "9" * 5_000])
def test_a_pledge_that_is_none_is_no_award(client, answer, cy, wrong):
    client.force_login(cy)
    assert award(client, answer, wrong).status_code == 400


def test_a_removed_answer_is_awarded_nothing(client, answer, pledge, cy, bo):
    answer.remove(by=bo, because="Wrong.")
    client.force_login(cy)
    assert award(client, answer, pledge.pk).status_code == 404


def test_below_a_question_that_is_held_nothing_is_awarded(client, question, answer, pledge, cy):
    question.hold_back(because="Three flags.")
    client.force_login(cy)
    assert said(award(client, answer, pledge.pk)) == ["This post has been removed."]
    assert in_pot(question) == 30


# --- What an answer has earned from pots, as its page says


def test_an_answer_tells_what_it_got_from_whom_ever(question, answer, pledge, cy):
    question.pledge(by=rich(question.author), coins=20, once_key="two")
    fresh(answer).accept(by=question.author)
    assert fresh(answer).awarded_coins == 20
    fresh(answer).award(by=cy, pledge=pledge)
    assert fresh(answer).awarded_coins == 50


def test_coins_of_two_pots_add_up(question, answer, pledge, cy):
    answer.award(by=cy, pledge=pledge)
    second = question.pledge(by=cy, coins=15, once_key="two")
    fresh(answer).accept(by=question.author)
    fresh(answer).award(by=cy, pledge=second)
    assert fresh(answer).awarded_coins == 45


# --- Tipping


@pytest.fixture
def earner(client):
    """Cy, signed in, who earned 20 coins and was welcomed with 100."""
    cy, ada = cast.cy(), cast.member("Another Asker")
    cast.answer(cy, cast.question(ada)).accept(by=ada)
    client.force_login(cy)
    return cy


@pytest.fixture
def tipped(bo, question):
    return cast.answer(bo, question)


def tip(client, answer, coins, **fields):
    fields = {"coins": coins, "once_key": str(uuid.uuid4()), **fields}
    return client.post(reverse("tips", args=[answer.pk]), fields)


def test_a_tip_sent_twice_arrives_once(client, earner, tipped, bo):
    key = str(uuid.uuid4())
    for _ in range(2):
        response = tip(client, tipped, 7, once_key=key)
        assert (response.status_code, response.url) == (302, tipped.get_absolute_url())
    assert (coins(bo), coins(earner)) == (7, 113)
    assert set(said(response)) == {"Your tip has arrived."}


def test_the_tip_form_stands_on_a_page_of_its_own(client, earner, tipped):
    page = client.get(reverse("tips", args=[tipped.pk]))
    assert page.status_code == 200
    assert "You have 20 earned coins to give from." in page.text


@pytest.mark.parametrize("wrong", ["0", "101", "-5", "x", "", "21"])
def test_a_tip_that_cannot_be_stands_again_with_what_was_typed(client, earner, tipped, bo, wrong):
    response = tip(client, tipped, wrong)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["coins"]
    assert f'value="{wrong}"' in response.text or not wrong
    assert coins(bo) == 0


def test_nobody_tips_themself_or_what_is_gone(client, earner, tipped, question):
    own = cast.answer(earner, question)
    assert "Nobody tips themself." in tip(client, own, 5).text
    question.remove(by=cast.mo(), because="Spam.")
    assert tip(client, tipped, 5).status_code == 410
    assert coins(earner) == 120


def test_who_is_suspended_tips_nobody(client, earner, tipped):
    earner.suspend(by=None, because="Advertising.")
    assert tip(client, tipped, 5).status_code == 403


# --- Reversing


def reverse_award(client, answer, because="Copied."):
    return client.post(reverse("award_reversal", args=[answer.pk]), {"because": because})


@pytest.fixture
def awarded(answer, pledge, cy):
    answer.award(by=cy, pledge=pledge)
    return fresh(answer)


def test_a_moderator_takes_an_award_back_once(client, awarded, cy, bo):
    client.force_login(cast.mo())
    assert said(reverse_award(client, awarded)) == ["30 coins went back to their pledgers."]
    assert (coins(cy), coins(bo)) == (500, 0)
    assert fresh(awarded).awarded_coins == 0
    assert "No pot paid for this" in said(reverse_award(client, awarded))[-1]
    assert Reversal.objects.count() == 1


def test_a_reversal_needs_a_reason_and_a_moderator(client, awarded, cy):
    client.force_login(cast.mo())
    assert reverse_award(client, awarded, "  ").status_code == 302
    client.force_login(cy)
    assert reverse_award(client, awarded).status_code == 403
    assert not Reversal.objects.exists()
