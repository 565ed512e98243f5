"""What was typed is given back when it cannot be taken."""

import html
import re

import pytest
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db

BACKEND = "accounts.backend.MemberBackend"
TYPED = {"title": "Why <b>so</b>?", "body": "First line\n\nSecond “line”", "once_key": "k-1"}
HERE = "http://testserver"


@pytest.fixture
def strict():
    """A browser whose tokens are checked, as outside of tests."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada(), BACKEND)
    return client


def fields(response):
    """What the page's form would send."""
    text = response.text
    inputs = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', text)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL)
    return {name: html.unescape(value).strip("\n") for name, value in inputs + areas}


def test_the_signed_out_are_led_to_sign_in_and_back(client):
    response = client.get("/questions/ask/?tag=sleep")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/questions/ask/%3Ftag%3Dsleep"


def test_a_text_sent_after_the_session_expired_is_given_back(client):
    response = client.post("/questions/ask/", TYPED)
    assert response.status_code == 403
    assert "You were signed out" in response.text
    assert 'href="/account/login/" target="_blank"' in response.text
    sent = fields(response)
    assert {name: sent[name] for name in TYPED} == TYPED


def test_a_form_with_a_stale_token_can_be_sent_again(strict):
    page = strict.post("/account/profile/", {"about": "I bake."}, headers={"Origin": HERE})
    assert page.status_code == 403
    again = fields(page)
    assert again["about"] == "I bake."
    response = strict.post("/account/profile/", again, headers={"Origin": HERE})
    assert response.status_code != 403


def test_after_signing_in_in_another_tab_the_text_can_be_sent():
    """The sign-in changes the token, so that the first try brings the page once more."""
    cast.ada()
    browser = Client(enforce_csrf_checks=True, headers={"Origin": HERE})
    token = fields(browser.get("/account/login/"))["csrfmiddlewaretoken"]
    kept = browser.post("/questions/ask/", {**TYPED, "csrfmiddlewaretoken": token})
    assert "You were signed out" in kept.text
    who = {"login": "ada.asks@cast.invalid", "password": cast.PASSWORD}
    assert browser.post("/account/login/", {**who, "csrfmiddlewaretoken": token}).status_code == 302
    expired = browser.post("/questions/ask/", fields(kept))
    assert "This form has expired" in expired.text
    taken = browser.post("/questions/ask/", fields(expired))
    assert taken.status_code == 422
    assert "Second “line”" in html.unescape(taken.text)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Referer": "http://evil.example/http://testserver/"},
        {"Referer": "http://testserver.evil.example/"},
        {},
    ],
)
def test_a_form_of_another_site_cannot_be_sent_again(strict, headers):
    response = strict.post("/questions/ask/", TYPED, headers=headers)
    assert response.status_code == 403
    assert "Second “line”" in response.text
    assert "Send again" not in response.text
    assert "csrfmiddlewaretoken" not in response.text.partition("<main")[2]


def test_passwords_are_never_shown(strict):
    typed = {"login": "ada@cast.invalid", "password": "hunter-2222", "newPASS": "hunter-3333"}
    response = strict.post("/account/login/", typed, headers={"Origin": HERE})
    assert "ada@cast.invalid" in response.text
    assert "hunter" not in response.text
    assert "Send again" not in response.text
    assert 'href="/account/login/"' in response.text


def test_what_is_given_back_is_text(client):
    attack = '"><script>alert(1)</script></textarea>'
    response = client.post("/questions/ask/", {"title": attack, "body": attack, attack: attack})
    assert "<script>alert" not in response.text
    assert fields(response)["title"] == attack


def test_the_way_back_stays_on_this_site(client):
    response = client.post("//evil.example/questions/ask/", TYPED)
    assert 'action="//evil' not in response.text
