"""Naughty strings in every part of an address: nothing breaks, signed out or signed in."""

from urllib.parse import quote, urlencode, urlsplit

import pytest

from tests import cast
from tests.hostile.conftest import BACKEND

pytestmark = pytest.mark.django_db

LISTS = ["/", "/questions/", "/tags/depression/"]


@pytest.fixture(params=["signed out", "signed in"])
def reader(request, client):
    if request.param == "signed in":
        client.force_login(cast.cy(), BACKEND)
    return client


@pytest.fixture
def texts(reader, naughty_strings):
    """All of them for those who are signed out, who are most; every third for a member."""
    return naughty_strings if "sessionid" not in reader.cookies else naughty_strings[::3]


@pytest.fixture
def place():
    """A question, its category and its asker, whose pages are asked for."""
    place = cast.category()
    return cast.question(cast.ada(), category=place), place


def ask_for(reader, path, expected, **parameters):
    """GET the path; the status must be one of those expected, and what is shown in our frame."""
    query = urlencode(parameters, errors="surrogatepass")
    response = reader.get(f"{path}?{query}" if query else path)
    assert response.status_code in expected, (path, parameters)
    return response


def test_in_the_parameters_of_lists(reader, place, texts):
    question, category = place
    member = question.author.get_absolute_url()
    lists = [*LISTS, category.get_absolute_url(), member]
    for number, text in enumerate(texts):
        path = lists[number % len(lists)]
        ask_for(reader, path, [200, 400], tab=text, unknown=text)
        for side in ("after", "before"):
            ask_for(reader, path, [200, 404, 400], **{side: text})


@pytest.mark.parametrize(
    "key", ["1-1", "0-0", f"{10**18}-1", f"1-{10**19}", "-1--1", "1e3-1", "٣-١"]
)
@pytest.mark.parametrize("side", ["after", "before"])
def test_keys_of_lists_that_nobody_was_given(client, place, key, side):
    for path in LISTS:
        ask_for(client, path, [200, 404], **{side: key})


def test_in_the_parameters_of_the_ask_page(reader, place, texts):
    path = place[0].get_absolute_url()
    for text in texts:
        ask_for(reader, path, [200, 404, 400], page=text)
        ask_for(reader, path, [404, 400] if text != "best" else [200], order=text)


def test_in_searches(reader, place, texts):
    for text in texts:
        page = ask_for(reader, "/search/", [200, 400], q=text)
        if page.status_code == 200:
            assert page.context["query"] == text.strip()[:200].replace("\x00", "")
        ask_for(reader, "/tags/", [200, 400], q=text, page=text)
        found = ask_for(reader, "/tags/completion/", [200, 400], q=text)
        assert found.status_code == 400 or isinstance(found.json()["tags"], list)


def test_in_the_place_of_a_slug(reader, place, texts):
    question, category = place
    homes = {
        f"/questions/{question.pk}/": question.get_absolute_url(),
        f"/categories/{category.pk}/": category.get_absolute_url(),
        f"/members/{question.author.pk}/": question.author.get_absolute_url(),
        "/tags/": None,
    }
    for text in texts:
        slug = quote(text, safe="", errors="surrogatepass")
        for start, home in homes.items():
            response = ask_for(reader, f"{start}{slug}/", [301, 404, 400, 200])
            if response.status_code == 301:
                assert urlsplit(response.url).path == home


def test_in_what_stands_for_a_number(reader, texts):
    for text in texts:
        number = quote(text, safe="", errors="surrogatepass")
        ask_for(reader, f"/questions/{number}/edit/", [404, 400, 302])
        ask_for(reader, f"/answers/{number}/", [404, 400])


def test_nobody_is_led_off_the_site_after_signing_in(client, naughty_strings):
    ada = cast.ada()
    for text in [
        *naughty_strings[::8],
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
    ]:
        page = ask_for(client, "/account/login/", [200, 400], next=text)
        if page.status_code == 400:
            continue
        form = {"login": ada.email, "password": cast.PASSWORD, "next": text}
        response = client.post("/account/login/", form)
        assert response.status_code == 302
        assert urlsplit(response.url)[:2] == ("", ""), text
        client.logout()
