"""Coins for a question's pot, by the forms that members have."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.urls import reverse

from questions.models import Question
from rewards.models import Objection, Pledge
from tests import cast
from tests.coins import coins, in_pot, rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def cy(client):
    """Cy, signed in, with 500 coins."""
    cy = rich(cast.cy())
    client.force_login(cy)
    return cy


def send(client, question, coins=40, **fields):
    fields = {"coins": coins, "once_key": str(uuid.uuid4()), **fields}
    return client.post(reverse("pledges", args=[question.pk]), fields)


def key_in(response):
    return re.search(r'name="once_key" value="([\w-]+)"', response.text)[1]


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_member_adds_coins_and_arrives_at_the_pot(client, question, cy):
    response = send(client, question, 40)
    assert (response.status_code, response.url) == (302, question.get_absolute_url() + "#pot")
    assert (in_pot(question), coins(cy)) == (40, 460)
    assert said(response) == ["40 coins of yours lie in the pot now."]


def test_the_form_stands_on_a_page_of_its_own_with_what_the_member_has(client, question, cy):
    page = client.get(reverse("pledges", args=[question.pk]))
    assert page.status_code == 200
    assert "You have 500 coins." in page.text
    assert send(client, question, 10, once_key=key_in(page)).status_code == 302


def test_the_same_form_sent_twice_takes_the_coins_once(client, question, cy):
    for _ in range(2):
        assert send(client, question, once_key="0f5a7b1e-6d21-4c8f-9f0d-111111111111").url
    assert (in_pot(question), coins(cy)) == (40, 460)


@pytest.mark.parametrize("wrong", ["9", "1001", "-40", "4.5", "many", "", "9" * 5_000, "1e2"])
def test_a_number_that_is_none_stands_again_beside_what_is_wrong(client, question, cy, wrong):
    response = send(client, question, wrong)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["coins"]
    assert f'value="{wrong}"' in response.text or not wrong
    assert (in_pot(question), coins(cy)) == (0, 500)


def test_too_few_coins_are_told_beside_the_number_and_the_next_try_counts(client, question, cy):
    response = send(client, question, 501)
    assert response.status_code == 422
    assert "There are not enough coins for this." in response.text
    assert 'value="501"' in response.text
    assert send(client, question, 500, once_key=key_in(response)).status_code == 302
    assert (in_pot(question), coins(cy)) == (500, 0)


def test_a_form_sent_again_with_other_coins_is_asked_for_once_more(client, question, cy):
    """As after a step back in the browser: the first pledge stands, the second is a new one."""
    key = str(uuid.uuid4())
    send(client, question, 40, once_key=key)
    response = send(client, question, 50, once_key=key)
    assert response.status_code == 422
    assert in_pot(question) == 40
    assert key_in(response) != key
    send(client, question, 50, once_key=key_in(response))
    assert in_pot(question) == 90


@pytest.mark.parametrize("key", ["", "x", "\x00"])
def test_without_a_key_no_coin_moves_and_the_form_shown_has_one(client, question, cy, key):
    response = send(client, question, 40, once_key=key)
    assert response.status_code == 422
    assert in_pot(question) == 0
    assert send(client, question, 40, once_key=key_in(response)).status_code == 302


def test_who_is_signed_out_is_led_to_sign_in_or_keeps_what_was_typed(client, question):
    path = reverse("pledges", args=[question.pk])
    assert client.get(path).url == f"{reverse('account_login')}?next={path}"
    response = send(client, question, 123)
    assert response.status_code == 403
    assert "123" in response.text


def test_who_may_not_write_pledges_nothing(client, question):
    sue = rich(cast.sue())
    client.force_login(sue)
    assert send(client, question).status_code == 403
    assert coins(sue) == 500


def test_a_removed_question_is_gone_and_a_closed_one_says_so(client, question, cy):
    closed = cast.question(question.author)
    closed.close(by=cast.mo(), because="Too broad.")
    response = send(client, closed)
    assert response.status_code == 422
    assert "This question is closed" in response.text
    question.remove(by=question.author, because="")
    assert send(client, question).status_code == 410
    assert send(client, Question(pk=12_345)).status_code == 404
    assert coins(cy) == 500


def test_after_seven_days_the_form_says_that_the_time_is_over(client, question, cy):
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC)) as clock:
        send(client, question)
        clock.shift(timedelta(days=7))
        client.force_login(cy)
        response = send(client, question)
        assert response.status_code == 422
        assert "The time for adding coins is over." in response.text


def test_pledges_are_limited(client, question, cy, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "coins": "1/h"}
    assert send(client, question).status_code == 302
    assert send(client, question).status_code == 429


# --- Objecting


@pytest.fixture
def promised(question, cy):
    """Cy's pledge, promised to Bo's answer."""
    pledge = question.pledge(by=cy, coins=30, once_key="one")
    cast.answer(cast.bo(), question).accept(by=question.author)
    return pledge


def object_to(client, pledge):
    return client.post(reverse("objection", args=[pledge.pk]))


def test_a_pledger_objects_once(client, question, promised):
    for _ in range(2):
        response = object_to(client, promised)
        assert (response.status_code, response.url) == (302, question.get_absolute_url() + "#pot")
    assert Objection.objects.get().pledge == promised
    assert promised.promise is None


def test_a_suspended_pledger_may_object(client, cy, promised):
    cy.suspend(by=None, because="Advertising.")
    assert object_to(client, promised).status_code == 302
    assert promised.promise is None


def test_nobody_objects_for_another(client, promised):
    client.force_login(cast.mo())
    assert object_to(client, promised).status_code == 403
    assert promised.promise


def test_an_objection_to_nothing_says_why_not(client, question, cy):
    pledge = question.pledge(by=cy, coins=30, once_key="one")
    assert said(object_to(client, pledge)) == ["These coins are not promised to anybody."]
    assert object_to(client, Pledge(pk=9_999)).status_code == 404


# --- While asking


@pytest.fixture
def form():
    return {
        "title": "How do I stop a tap from dripping?",
        "body": cast.LONG_ENOUGH,
        "category": cast.category().pk,
        "tags": "taps, plumbing",
        "once_key": str(uuid.uuid4()),
    }


def test_coins_can_be_offered_while_asking(client, cy, form):
    assert "You have 500 coins" in client.get(reverse("ask")).text
    for _ in range(2):
        assert client.post(reverse("ask"), {**form, "coins": "40"}).status_code == 302
    assert in_pot(Question.objects.get()) == 40
    assert coins(cy) == 460


def test_a_question_without_coins_has_no_pot(client, cy, form):
    client.post(reverse("ask"), {**form, "coins": ""})
    assert in_pot(Question.objects.get()) == 0
    assert coins(cy) == 500


@pytest.mark.parametrize("wrong", ["501", "9", "1001", "many"])
def test_a_refusal_of_coins_stands_at_their_field_and_nothing_is_lost(client, cy, form, wrong):
    response = client.post(reverse("ask"), {**form, "coins": wrong})
    assert response.status_code == 422
    kept = response.context["form"]
    assert list(kept.errors) == ["coins"]
    assert (kept["body"].value(), kept["coins"].value()) == (form["body"], wrong)
    assert not Question.objects.exists()
    assert client.post(reverse("ask"), {**form, "coins": "40"}).status_code == 302
