"""From the profile to an account that a password alone does not open, and back."""

import re

import html5lib
import pytest
from allauth.mfa.models import Authenticator

from tests.accounts.test_account_pages import check
from tests.at_once import at_once
from tests.cast import PASSWORD, ada
from tests.hostile.page_judge import judged
from tests.phone import Phone, phone_of, recovery_codes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

INDEX = "/account/two-factor/"
SET_UP = f"{INDEX}totp/activate/"
TURN_OFF = f"{INDEX}totp/deactivate/"
CODES = f"{INDEX}recovery-codes/"


@pytest.fixture
def member(sign_in):
    """Ada, signed in with her password."""
    member = ada()
    sign_in(member.email, PASSWORD)
    return member


def open_page(client, path):
    """A page of the account, with the password typed on the way."""
    asked = client.get(path)
    assert asked.url.startswith("/account/reauthenticate/?next=")
    return client.post(asked.url, {"password": PASSWORD}, follow=True)


def phone_from(page):
    """The phone that has taken over what the page says."""
    tree = html5lib.parse(page.text, namespaceHTMLElements=False)
    (letters,) = [e.text for e in tree.iter("code") if e.get("class") == "secret"]
    assert re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", letters)
    return Phone(letters.replace(" ", ""))


def set_up(client, path=SET_UP):
    phone = phone_from(open_page(client, path))
    return phone, client.post(path, {"code": phone.code}, follow=True)


def test_the_profile_leads_there(client, member):
    assert f'href="{INDEX}"' in client.get("/account/profile/").text
    assert f'href="{SET_UP}"' in client.get(INDEX).text


def test_a_code_from_the_app_turns_it_on(client, member, sign_in, type_code, clock):
    phone, page = set_up(client)
    assert page.redirect_chain[-1][0] == CODES
    assert all(code in page.text for code in recovery_codes(member))
    client.logout()
    clock.shift(30)
    assert sign_in(member.email, PASSWORD).url == f"{INDEX}authenticate/"
    assert "_auth_user_id" not in client.session
    type_code(phone.code)
    assert "_auth_user_id" in client.session


def test_a_wrong_code_turns_nothing_on_and_the_secret_stays(client, member):
    phone = phone_from(open_page(client, SET_UP))
    page = client.post(SET_UP, {"code": phone.wrong})
    assert phone_from(page).secret == phone.secret
    assert "This code is wrong" in page.text
    assert not Authenticator.objects.exists()


def test_the_qr_code_says_what_the_letters_say(client, member):
    page = open_page(client, SET_UP)
    phone = phone_from(page)
    assert f"secret={phone.secret}&issuer=QuesHub" in page.context["totp_url"]
    tree = html5lib.parse(page.text, namespaceHTMLElements=False)
    (image,) = [e for e in tree.iter() if e.get("class") == "qr-code"]
    assert image.get("role") == "img"
    assert image.get("aria-label")
    assert [e.tag.rpartition("}")[2] for e in image] == ["path"]
    assert "no-store" in page["Cache-Control"]


@pytest.mark.django_db(transaction=True)
def test_the_owner_hears_of_it_by_mail(client, member, mailoutbox):
    set_up(client)
    client.post(TURN_OFF)
    assert [mail.subject for mail in mailoutbox] == [
        "[QuesHub] Two-factor sign-in is on",
        "[QuesHub] Two-factor sign-in is off",
    ]
    for mail in mailoutbox:
        assert "Was it not you?" in mail.body


def test_it_is_turned_off_with_all_its_recovery_codes(client, member, sign_in):
    set_up(client)
    client.post(TURN_OFF)
    assert not Authenticator.objects.exists()
    client.logout()
    assert sign_in(member.email, PASSWORD).url == "/"


def test_the_password_alone_does_not_turn_it_off(client, member):
    """A session from before, in the hands of somebody who knows the password."""
    phone = phone_of(member)
    for path in (TURN_OFF, CODES, f"{CODES}generate/", f"{CODES}download/"):
        asked = client.get(path, follow=True)
        assert asked.redirect_chain[-1][0].startswith(f"{INDEX}reauthenticate/?next=")
    by_password = client.post("/account/reauthenticate/?next=/", {"password": PASSWORD})
    assert by_password.url.startswith(f"{INDEX}reauthenticate/")
    assert client.get(TURN_OFF).status_code == 302
    client.post(f"{INDEX}reauthenticate/", {"code": phone.code})
    assert client.get(TURN_OFF).status_code == 200


def test_setting_it_up_twice_leads_on(client, member):
    set_up(client)
    assert client.get(SET_UP).url == INDEX
    assert client.get(f"{SET_UP}?next=/help/").url == "/help/"
    assert client.get(f"{SET_UP}?next=//evil.example/").url == INDEX


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_twice_at_once_sets_it_up_once(client, member):
    phone = phone_from(open_page(client, SET_UP))
    answers = at_once(*[lambda: client.post(SET_UP, {"code": phone.code})] * 2)
    assert {answer.status_code for answer in answers} == {302}
    assert Authenticator.objects.filter(type="totp").count() == 1


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_end_the_old_ones(client, member, mailoutbox):
    set_up(client)
    old = recovery_codes(member)
    client.get(f"{CODES}generate/")
    client.post(f"{CODES}generate/")
    assert not set(old) & set(recovery_codes(member))
    assert mailoutbox[-1].subject == "[QuesHub] New recovery codes"


def test_recovery_codes_are_downloaded_as_text(client, member):
    set_up(client)
    file = client.get(f"{CODES}download/")
    assert file["Content-Type"] == "text/plain"
    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert file.text.split()[-10:] == recovery_codes(member)
    assert "no-store" in file["Cache-Control"]


def test_every_page_is_ours_and_whole(client, member, sign_in):
    pages = [client.get(INDEX), open_page(client, SET_UP)]
    phone = phone_from(pages[-1])
    pages.append(client.post(SET_UP, {"code": phone.code}, follow=True))
    pages += map(client.get, [INDEX, TURN_OFF, f"{CODES}generate/", f"{INDEX}reauthenticate/"])
    client.logout()
    sign_in(member.email, PASSWORD)
    pages.append(client.get(f"{INDEX}authenticate/"))
    pages.append(client.post(f"{INDEX}authenticate/", {"code": phone.wrong}))
    for page in pages:
        check(page)
        assert judged(page, 200) == []


def test_whoever_has_it_can_still_change_the_address(client, member, mailoutbox):
    set_up(client)
    client.post("/account/email/", {"action_add": "", "email": "lovelace@cast.invalid"})
    assert mailoutbox[-1].to == ["lovelace@cast.invalid"]
