"""Every address of the site, asked for by everybody."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.test import Client

from tests.pages.every_page import World, patterns
from tests.pages.page_parts import faults

pytestmark = pytest.mark.django_db

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
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
# Django's and allauth's, which answer some methods with a redirect.
THEIRS = re.compile(r"/admin/|/account/(?!profile|delete|moderation|warnings)")
# Where one of ours stands before one of allauth's.
OVER_ALLAUTHS = [
    "account/signup/",
    "account/two-factor/authenticate/",
    "account/two-factor/totp/activate/",
    "account/two-factor/recovery-codes/",
]
EVERYBODY = ["signed out", "member", "moderator"]


@pytest.fixture
def world(settings):
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/s")
    settings.ACCOUNT_RATE_LIMITS = False
    return World()


def visitor(world, viewer):
    client = Client()
    if world.viewers[viewer]:
        client.force_login(world.viewers[viewer], BACKEND)
    return client


@pytest.fixture(params=EVERYBODY)
def visits(request, world):
    """(path, status expected, response) of every address, for each kind of reader."""
    client, column = visitor(world, request.param), EVERYBODY.index(request.param)
    return [(path, statuses[column], client.get(path)) for _, path, statuses in world.rows()]


def test_every_address_is_in_the_table(world):
    ours = Counter(pattern for pattern in patterns())
    ours -= Counter(OVER_ALLAUTHS)
    assert ours == Counter(pattern for pattern, _, _ in world.rows())


def test_every_address_answers_as_expected_and_well(visits):
    wrong = {
        path: (expected, response.status_code)
        for path, expected, response in visits
        if response.status_code != expected
    }
    assert wrong == {}
    assert {path: found for path, _, response in visits if (found := flaws(path, response))} == {}


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
    for _, path, _ in world.rows():
        client.cookies.clear()
        names = set(client.get(path).cookies)
        assert names == ({"csrftoken"} if path in FORMS else set()), path


def test_head_is_get_without_the_page(world):
    for viewer in EVERYBODY:
        client = visitor(world, viewer)
        for _, path, _ in world.rows():
            get, head = client.get(path), client.head(path)
            assert head.status_code == get.status_code, path
            assert head.getvalue() == b"", path
            assert head.headers.get("Location") == get.headers.get("Location"), path


@pytest.mark.parametrize("viewer", EVERYBODY)
def test_a_method_that_makes_no_sense_is_refused(world, viewer):
    client = visitor(world, viewer)
    paths = [path for _, path, _ in world.rows() if not THEIRS.match(path)]
    statuses = {path: client.delete(path).status_code for path in paths}
    assert {path: status for path, status in statuses.items() if status != 405} == {}


def test_pages_that_only_show_take_no_post(world):
    client = visitor(world, "member")
    shown = {path for pattern, path, _ in world.rows() if pattern in SHOWN}
    assert len(shown) == len(SHOWN)
    assert {path: client.post(path).status_code for path in shown} == dict.fromkeys(shown, 405)


SHOWN = [
    "",
    "questions/",
    "questions/bounties/",
    "questions/<int:pk>/",
    "questions/<int:pk>/<str:slug>/",
    "questions/<int:pk>/people/",
    "questions/<int:pk>/history/",
    "answers/<int:pk>/",
    "answers/<int:pk>/history/",
    "comments/<int:pk>/",
    "tags/",
    "tags/completion/",
    "tags/<str:slug>/",
    "categories/",
    "categories/<int:pk>/<str:slug>/",
    "members/<int:pk>/<str:slug>/",
    "members/<int:pk>/<str:slug>/coins/",
    "members/<int:pk>/<str:slug>/coins/statement.csv",
    "members/<int:pk>/<str:slug>/badges/",
    "badges/",
    "badges/<slug:slug>/",
    "bookmarks/",
    "coins/leaders/",
    "search/",
    "about/",
    "help/",
    "privacy/",
    "health/",
]


@pytest.mark.parametrize("broken", ["<p onclick='x'>", "<script>x</script>", "<h1>a</h1>"])
def test_the_judge_of_pages_finds_fault(client, broken):
    response = client.get("/about/")
    assert list(faults(response, settings.SITE_URL + "/about/")) == []
    response.content = response.content.replace(b"</main>", f"{broken}</main>".encode())
    assert list(faults(response, settings.SITE_URL + "/about/")) != []
