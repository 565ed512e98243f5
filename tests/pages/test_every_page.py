"""Every address of the site, asked for by everybody."""

from collections import Counter

import pytest
from django.conf import settings
from django.test import Client

from tests.pages.every_page import OURS, TABLE
from tests.pages.page_parts import faults
from tests.pages.table.patterns import patterns
from tests.pages.table.row import ROLES, Row
from tests.pages.table.visiting import browser, written

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' https:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
# The forms that a reader may send who is signed out: their token needs a cookie.
FORMS = {"/account/login/", "/account/signup/", "/account/password/reset/"}
# Where one of ours stands before one of allauth's.
OVER_ALLAUTHS = [
    "account/signup/",
    "account/two-factor/authenticate/",
    "account/two-factor/totp/activate/",
    "account/two-factor/recovery-codes/",
]


def test_every_address_is_in_the_table():
    ours = Counter(patterns())
    ours -= Counter(OVER_ALLAUTHS)
    assert ours == Counter(row.pattern for row in TABLE)


@pytest.mark.parametrize("outcomes", ["", "200 302", "200 " * (len(ROLES) + 1), "ok", "-200"])
def test_a_row_without_an_outcome_for_each_role_is_none(outcomes):
    with pytest.raises(ValueError, match="somewhere/"):
        Row("somewhere/", get=outcomes, post="405")
    with pytest.raises(ValueError, match="somewhere/"):
        Row("somewhere/", get="200", post=outcomes)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_expected_and_well(world, role):
    client = browser(world, role)
    with written() as tables:
        found = {row: client.get(row.path(world)) for row in TABLE}
    assert tables == set()
    wrong = {
        row.pattern: (row.expected("get", role), response.status_code)
        for row, response in found.items()
        if row.expected("get", role) != str(response.status_code)
    }
    assert wrong == {}
    broken = {row.pattern: flaws(row.path(world), found[row]) for row in TABLE}
    assert {pattern: flaw for pattern, flaw in broken.items() if flaw} == {}


def flaws(path, response):
    """What is wrong with an answer, whatever its status."""
    found = []
    if set(response["Content-Security-Policy"].split("; ")) != POLICY:
        found.append(response["Content-Security-Policy"])
    if "total;dur=" not in response.get("Server-Timing", ""):
        found.append("no Server-Timing")
    if response.headers.get("Content-Type", "").startswith("text/html") and response.content:
        ours = None if path.startswith("/admin/") else settings.SITE_URL + path
        found += faults(response, ours)
    return found


def test_readers_who_are_signed_out_get_no_cookie_unless_there_is_a_form(world):
    client = Client()
    for path in [row.path(world) for row in TABLE]:
        client.cookies.clear()
        names = set(client.get(path).cookies)
        assert names == ({"csrftoken"} if path in FORMS else set()), path


def test_head_is_get_without_the_page(world):
    for role in ["signed out", "author", "moderator"]:
        client = browser(world, role)
        for path in [row.path(world) for row in TABLE if not row.pattern.startswith("admin/")]:
            get, head = client.get(path), client.head(path)
            assert head.status_code == get.status_code, path
            assert head.getvalue() == b"", path
            assert head.headers.get("Location") == get.headers.get("Location"), path


def test_a_method_that_makes_no_sense_is_refused(world):
    for role in ROLES:
        client = browser(world, role)
        for path in [row.path(world) for row in OURS]:
            assert client.delete(path).status_code == 405, (role, path)


@pytest.mark.parametrize("broken", ["<p onclick='x'>", "<script>x</script>", "<h1>a</h1>"])
def test_the_judge_of_pages_finds_fault(client, broken):
    response = client.get("/about/")
    assert list(faults(response, settings.SITE_URL + "/about/")) == []
    response.content = response.content.replace(b"</main>", f"{broken}</main>".encode())
    assert list(faults(response, settings.SITE_URL + "/about/")) != []
