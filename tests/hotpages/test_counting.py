"""What counts as a page view."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from redis.connection import AbstractConnection

from hotpages.views import SEEN_SECONDS, count, is_reading, reader_of
from kv.client import client, key

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def pending():
    return {page: int(n) for page, n in client().hgetall(key("views", "pending")).items()}


def request(method="get", agent=FIREFOX, **headers):
    made = getattr(RequestFactory(), method)("/", HTTP_USER_AGENT=agent, headers=headers)
    made.user = AnonymousUser()
    return made


def test_a_reader_counts_once_a_quarter_of_an_hour():
    assert count("question:3", "ada")
    assert not count("question:3", "ada")
    assert pending() == {b"question:3": 1}
    [mark] = client().keys(key("views", "seen:*"))
    assert SEEN_SECONDS - 5 <= client().ttl(mark) <= SEEN_SECONDS
    client().delete(mark)
    assert count("question:3", "ada")


def test_readers_and_pages_count_apart():
    assert count("question:3", "ada")
    assert count("question:3", "bo")
    assert count("question:4", "ada")
    assert pending() == {b"question:3": 2, b"question:4": 1}


def test_marks_tell_nobody_who_read():
    count("question:3", "192.0.2.1 Firefox")
    first = set(client().keys(key("views", "seen:*")))
    assert not any(b"192" in mark for mark in first)
    assert 86_000 < client().ttl(key("views", "secret")) <= 86_400
    client().delete(key("views", "secret"), *first)
    count("question:3", "192.0.2.1 Firefox")
    assert set(client().keys(key("views", "seen:*"))).isdisjoint(first)


def test_one_view_is_one_round_trip(monkeypatch):
    count("question:3", "ada")
    sent = []
    send = AbstractConnection.send_packed_command
    monkeypatch.setattr(
        AbstractConnection,
        "send_packed_command",
        lambda *args, **kwargs: sent.append(args) or send(*args, **kwargs),
    )
    count("question:4", "ada")
    assert len(sent) == 1


def test_without_redis_the_view_is_lost_and_nothing_else(settings):
    settings.REDIS_URL = "unix:///nowhere/views.sock"
    assert count("question:3", "ada") is False


def test_a_browser_that_shows_the_page_is_reading():
    assert is_reading(request())


@pytest.mark.parametrize(
    "unread",
    [
        {"method": "head"},
        {"method": "post"},
        {"agent": ""},
        {"agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"agent": "curl/8.5.0"},
        {"sec-purpose": "prefetch;prerender"},
        {"purpose": "prefetch"},
    ],
)
def test_what_nobody_looks_at_is_not_read(unread):
    assert not is_reading(request(**unread))


def test_a_member_is_one_reader_in_every_browser():
    made = request()
    made.user = SimpleNamespace(pk=7, is_authenticated=True)
    assert reader_of(made, "192.0.2.1") == reader_of(made, "192.0.2.2")


def test_behind_one_address_browsers_are_different_readers():
    assert reader_of(request(), "192.0.2.1") != reader_of(request(agent="Safari"), "192.0.2.1")
