"""What a code opens, how often, and what those who guess get."""

import pytest
import redis
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from tests import cast
from tests.at_once import at_once
from tests.cast import PASSWORD, ada, bo
from tests.phone import Phone, phone_of, recovery_codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

CODE = "/account/two-factor/authenticate/"


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def member():
    return ada()


@pytest.fixture
def phone(member):
    return phone_of(member)


@pytest.fixture
def come_in(member, sign_in, type_code):
    """Sign in with the password and this code, in a browser of its own. Returns whether it did."""

    def come_in(code, **extra):
        browser = Client()
        sign_in(member.email, PASSWORD, client=browser, **extra)
        type_code(code, client=browser, **extra)
        return signed_in(browser)

    return come_in


def test_a_code_works_once(come_in, phone, clock):
    assert come_in(phone.code)
    assert not come_in(phone.code)
    clock.shift(30)
    assert come_in(phone.code)


def test_the_code_that_set_it_up_does_not_sign_in(client, member, sign_in, come_in):
    sign_in(member.email, PASSWORD)
    form = client.get("/account/two-factor/totp/activate/").url
    page = client.post(form, {"password": PASSWORD}, follow=True)
    code = Phone(page.context["form"].secret).code
    client.post("/account/two-factor/totp/activate/", {"code": code})
    assert Authenticator.objects.filter(user=member, type="totp").exists()
    assert not come_in(code)


def test_a_code_is_good_for_half_a_minute(come_in, phone, clock):
    code = phone.code
    clock.shift(31)
    assert not come_in(code)


def test_spaces_in_a_code_do_not_matter(come_in, phone):
    assert come_in(f"{phone.code[:3]} {phone.code[3:]}")


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_with_one_code_one_comes_in(come_in, phone):
    code = phone.code
    assert sorted(at_once(*[lambda: come_in(code)] * 2)) == [False, True]


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_with_one_recovery_code_one_comes_in(come_in, member, phone):
    code = recovery_codes(member)[0]
    assert sorted(at_once(*[lambda: come_in(code)] * 2)) == [False, True]


def test_a_recovery_code_works_once(come_in, member, phone):
    first, second, *_ = recovery_codes(member)
    assert come_in(first)
    assert not come_in(first)
    assert come_in(second)
    assert len(recovery_codes(member)) == 8


def test_somebody_elses_code_does_not_work(come_in, phone):
    assert not come_in(phone_of(bo()).code)


def test_after_five_wrong_codes_the_right_one_is_refused_too(come_in, member, phone, clock):
    for n in range(5):
        come_in(phone.wrong, REMOTE_ADDR=f"198.51.100.{n}")
    assert not come_in(phone.code)
    assert not come_in(recovery_codes(member)[0])
    clock.shift(300)
    assert come_in(phone.code)


def test_guesses_at_many_members_count_by_address(sign_in, type_code, come_in, phone, clock):
    for n in range(10):
        other, browser = cast.member(f"Member {n}th"), Client()
        wrong = phone_of(other).wrong
        sign_in(other.email, PASSWORD, client=browser)
        type_code(wrong, client=browser, HTTP_X_FORWARDED_FOR=f"198.51.100.{n}")
    assert not come_in(phone.code)
    assert come_in(phone.code, REMOTE_ADDR="198.51.100.200")


def test_signing_in_well_in_between_gives_no_further_guesses(settings, type_code, come_in, phone):
    settings.RATE_LIMITS |= {"code": "3/m"}
    come_in(phone.wrong)
    assert come_in(phone.code)
    come_in(phone.wrong)
    assert type_code(phone.wrong).status_code == 429


def test_guesses_are_counted_where_all_processes_look(come_in, member, phone):
    come_in(phone.wrong)
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        counted = [key.decode() for key in client.scan_iter("*login_failed*")]
    assert {key.split(":login_failed:")[1].split(":")[0] for key in counted} == {
        "10/60/ip",
        "5/300.0/key",
    }


def test_a_new_password_by_mail_does_not_get_round_it(
    client, member, phone, mailoutbox, link_in, sign_in
):
    client.post("/account/password/reset/", {"email": member.email})
    form = client.get(link_in(mailoutbox[0]), follow=True)
    new = "eleven purple bottles"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(member.email, new).url == CODE
    assert not signed_in(client)


def test_on_the_way_in_somebody_else_may_begin_anew(client, member, phone, sign_in):
    sign_in(member.email, PASSWORD)
    assert client.get("/account/login/").url == CODE
    client.post("/account/logout/", {"next": "/account/login/"})
    assert client.get("/account/login/").status_code == 200
    assert client.get(CODE).url == "/account/login/"


def test_the_way_back_passes_through_the_code(client, member, phone, type_code):
    form = {"login": member.email, "password": PASSWORD, "next": "/questions/ask/"}
    client.post("/account/login/", form)
    assert type_code(phone.code).url == "/questions/ask/"
