"""Every page of the account, as a reader's browser gets it."""

import re

import html5lib
import pytest

from tests.cast import PASSWORD, ada

pytestmark = pytest.mark.django_db

SIGNED_OUT = [
    "/account/login/",
    "/account/signup/",
    "/account/confirm-email/",
    "/account/confirm-email/stale-key/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-stale-key/",
    "/account/password/reset/key/done/",
    "/account/inactive/",
]
SIGNED_IN = [
    "/account/logout/",
    "/account/email/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/profile/",
    "/account/delete/",
]


def check(response):
    """Ours, whole, with one heading, and nothing inline that the policy would stop."""
    assert response.status_code == 200
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    assert tree.find(".//header[@class='site-header']") is not None
    assert len(tree.findall(".//h1")) == 1
    assert "".join(tree.find(".//h1").itertext()).strip()
    assert tree.find(".//title").text.strip(" ·\n") != "QuesHub"
    for element in tree.iter():
        assert element.tag != "style"
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert not (element.tag == "script" and (element.text or "").strip())
    fields = [e for e in tree.iter("input") if e.get("type") not in {"hidden", "search"}]
    labels = {label.get("for") for label in tree.iter("label")}
    assert {field.get("id") for field in fields} <= labels
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", SIGNED_OUT)
def test_pages_for_the_signed_out(client, path):
    check(client.get(path, follow=True))


@pytest.mark.parametrize("path", SIGNED_IN)
def test_pages_for_members(client, sign_in, path):
    sign_in(ada().email, PASSWORD)
    check(client.get(path, follow=True))


def test_choosing_a_first_password(client):
    member = ada()
    member.set_unusable_password()
    member.save()
    client.force_login(member)
    check(client.get("/account/password/set/"))


def test_the_page_behind_a_good_link(client, sign_up, mailoutbox, link_in):
    sign_up()
    check(client.get(link_in(mailoutbox[0])))


def test_the_page_to_choose_a_new_password(client, mailoutbox, link_in):
    client.post("/account/password/reset/", {"email": ada().email})
    check(client.get(link_in(mailoutbox[0]), follow=True))


def test_an_address_that_waits(client, sign_in):
    member = ada()
    sign_in(member.email, PASSWORD)
    member.emailaddress_set.create(email="later@cast.invalid")
    page = client.get("/account/email/")
    check(page)
    assert "later@cast.invalid" in page.content.decode()


@pytest.mark.parametrize("path", ["/account/login/", "/account/signup/"])
def test_forms_with_errors(client, path):
    check(client.post(path, {"email": "x", "login": "x", "name": "<b>x", "password1": "x"}))


def test_the_way_back_passes_through_signing_in_and_up(client, sign_in):
    page = client.get("/account/login/?next=/questions/ask/").content.decode()
    assert re.search(r'href="/account/signup/\?next=(%2F|/)questions', page)
    ada()
    form = {"login": "ada.asks@cast.invalid", "password": PASSWORD, "next": "/questions/ask/"}
    assert client.post("/account/login/", form).url == "/questions/ask/"


def test_the_way_back_stays_on_this_site(client):
    ada()
    form = {"login": "ada.asks@cast.invalid", "password": PASSWORD, "next": "//evil.example/"}
    assert client.post("/account/login/", form).url == "/"
