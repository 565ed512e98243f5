import pytest

from accounts.models import User
from tests.cast import ada, bo, sue

pytestmark = pytest.mark.django_db

PAGE = "/account/profile/"
FIELDS = {
    "name": "Ada Asks",
    "works_at": "the Analytical Engine",
    "studied_at": "home",
    "lives_in": "London",
    "about": "I **like** numbers.",
}


@pytest.fixture
def at_home(client):
    client.force_login(ada())
    return client


def errors(response):
    assert response.status_code == 200
    return response.context["form"].errors


def test_credentials_are_saved_and_stand_in_one_line(at_home):
    at_home.post(PAGE, FIELDS)
    member = User.objects.get()
    assert member.credential_line == (
        "Works at the Analytical Engine, Studied at home, Lives in London"
    )
    assert "<strong>like</strong>" in member.about_html


def test_emptied_credentials_go(at_home):
    at_home.post(PAGE, FIELDS)
    at_home.post(PAGE, {"name": "Ada Asks"})
    member = User.objects.get()
    assert (member.credential_line, member.about, member.about_html) == ("", "", "")


def test_a_new_name_is_kept_from_others(at_home, sign_up, client):
    at_home.post(PAGE, {**FIELDS, "name": "Countess Ada"})
    assert User.objects.get().name == "Countess Ada"
    client.logout()
    assert sign_up(name="CountessAdа").status_code == 200
    assert sign_up(name="Ada Asks").status_code == 302, "the old name is free again"


def test_the_own_name_may_change_its_capitals(at_home):
    at_home.post(PAGE, {**FIELDS, "name": "ADA asks"})
    assert User.objects.get().name == "ADA asks"


def test_anothers_name_is_refused_and_what_was_typed_stays(at_home):
    bo()
    response = at_home.post(PAGE, {**FIELDS, "name": "BO answers"})
    assert "is taken" in errors(response)["name"][0]
    assert "the Analytical Engine" in response.content.decode()


def test_about_that_takes_too_long_is_an_error_of_the_field(at_home):
    response = at_home.post(PAGE, {**FIELDS, "about": "[" * 5_000})
    assert errors(response)["about"]
    assert User.objects.get().works_at == ""


def test_line_ends_count_once(at_home):
    assert at_home.post(PAGE, {**FIELDS, "about": "a\r\n" * 2_500}).status_code == 302
    assert errors(at_home.post(PAGE, {**FIELDS, "about": "a\r\n" * 2_501}))["about"]


@pytest.mark.parametrize("field", ["works_at", "studied_at", "lives_in"])
@pytest.mark.parametrize("text", ["here\u202egpj", "a\x00b", "two\nlines", "x" * 121])
def test_a_credential_is_a_plain_short_line(at_home, field, text):
    assert errors(at_home.post(PAGE, {**FIELDS, field: text}))[field]


def test_naughty_strings_are_refused_or_come_back_the_same(at_home, naughty_strings, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "profile": "10000/h"}
    member, accepted = User.objects.get(), 0
    for string in naughty_strings:
        response = at_home.post(PAGE, {**FIELDS, "lives_in": string, "about": string})
        assert response.status_code in {200, 302}, string
        if response.status_code == 302:
            member.refresh_from_db()
            about = string.replace("\r\n", "\n").strip()
            assert (member.lives_in, member.about) == (string.strip(), about)
            accepted += 1
    assert accepted > 400


def test_a_suspended_member_is_told_why(client):
    client.force_login(sue())
    for response in (client.get(PAGE), client.post(PAGE, FIELDS)):
        assert response.status_code == 403
        assert "Repeated advertising." in response.content.decode()


def test_the_signed_out_are_led_to_sign_in_and_back(client):
    assert client.get(PAGE).url == f"/account/login/?next={PAGE}"
