"""Views go from a process to Redis: each counted once, whatever happens on the way."""

import time
from types import SimpleNamespace

import pytest
import redis
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from redis.connection import AbstractConnection

from hotpages import counting, readers
from hotpages.buffer import Buffer, buffer
from hotpages.counting import Flusher
from hotpages.page_views import count
from kv.client import Away, client, key
from tests.hotpages.sites import FIREFOX

PAGE, OTHER = "question:3", "question:4"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
SEEN = key("views", "seen")
QUARTER = 15 * 60


class Process:
    """Sees views, and sends them."""

    def __init__(self):
        self.buffer = Buffer()
        self.flusher = Flusher(self.buffer)
        self.flush = self.flusher.flush

    def see(self, page, *members):
        for member in members:
            self.buffer.add(page, member)


@pytest.fixture
def process():
    return Process()


@pytest.fixture
def away(settings):
    """Takes Redis away, and gives it back."""
    here = settings.REDIS_URL

    def is_away(away=True):
        settings.REDIS_URL = "unix:///nowhere/views.sock" if away else here

    return is_away


@pytest.fixture
def sent(monkeypatch):
    """What goes to Redis; and what comes back is lost as often as `sent.lose` says."""
    send, read = AbstractConnection.send_packed_command, AbstractConnection.read_response
    sent = SimpleNamespace(packets=0, lose=[])

    def count_packet(*args, **kwargs):
        sent.packets += 1
        return send(*args, **kwargs)

    def read_and_lose(*args, **kwargs):
        answer = read(*args, **kwargs)
        if sent.lose:
            raise sent.lose.pop()
        return answer

    monkeypatch.setattr(AbstractConnection, "send_packed_command", count_packet)
    monkeypatch.setattr(AbstractConnection, "read_response", read_and_lose)
    return sent


def pending():
    """Views that wait for Postgres, by page, on all days."""
    found = {}
    for field, number in client().hgetall(key("views", "pending")).items():
        page = field.decode().partition(" ")[2]
        found[page] = found.get(page, 0) + int(number)
    return found


def test_views_wait_by_day_and_page(process):
    before = int(time.time()) // 86_400
    process.see(PAGE, "ada", "bo")
    process.see(OTHER, "ada")
    process.buffer.add(PAGE, "192.0.2.1", "", GOOGLE)
    process.flush()
    assert pending() == {PAGE: 2, OTHER: 1, f"{PAGE} crawlers": 1}
    days = {int(field.split(b" ")[0]) for field in client().hkeys(key("views", "pending"))}
    assert days <= {before, int(time.time()) // 86_400}


def test_what_waits_for_postgres_never_expires(process):
    process.see(PAGE, "ada")
    process.flush()
    assert client().ttl(key("views", "pending")) == -1


def test_one_flush_is_one_round_trip_whatever_it_holds(process, sent, monkeypatch):
    process.see(PAGE, "ada")
    process.flush()
    monkeypatch.setattr(counting, "_AT_ONCE", 10)
    sent.packets = 0
    process.see(PAGE, *map(str, range(25)))
    process.see(OTHER, *map(str, range(10)))
    process.buffer.add(OTHER, "192.0.2.1", "", GOOGLE)
    process.flush()
    assert sent.packets == 1
    assert pending() == {PAGE: 26, OTHER: 10, f"{OTHER} crawlers": 1}


def test_with_nothing_to_send_nothing_is_sent(process, sent):
    assert process.flush() == {}
    process.see(PAGE, "ada")
    process.flush()
    sent.packets = 0
    assert process.flush() == {}
    assert sent.packets == 0


def test_a_reader_counts_once_whatever_process_they_meet(process):
    other = Process()
    for each in (process, other, process):
        each.see(PAGE, "ada")
        each.buffer.add(PAGE, "192.0.2.1", "", FIREFOX)
        each.flush()
    assert pending() == {PAGE: 2}


def test_a_reader_counts_again_after_a_quarter_of_an_hour(process):
    process.see(PAGE, "ada")
    process.flush()
    [(mark, score)] = client().zrange(SEEN, 0, -1, withscores=True)
    client().zadd(SEEN, {mark: score - QUARTER + 60})
    process.see(PAGE, "ada")
    process.flush()
    assert pending() == {PAGE: 1}
    client().zadd(SEEN, {mark: score - QUARTER})
    process.see(PAGE, "ada")
    process.flush()
    assert pending() == {PAGE: 2}


def test_views_held_for_long_are_all_counted_but_the_one_another_process_saw(process, monkeypatch):
    clock = SimpleNamespace(time=time.time, monotonic=lambda: 0.0)
    monkeypatch.setattr("hotpages.buffer.time", clock)
    for number in range(3):
        clock.monotonic = lambda number=number: number * QUARTER
        process.see(PAGE, "ada")
        process.see(OTHER, "ada")
        process.buffer.sort()
    other = Process()
    other.see(PAGE, "ada")
    other.flush()
    process.flush()
    assert pending() == {PAGE: 1 + 2, OTHER: 3}


def test_marks_tell_nobody_who_read_and_go_after_a_quarter_of_an_hour(process):
    process.buffer.add(PAGE, "192.0.2.77", "", FIREFOX)
    process.flush()
    assert QUARTER - 100 < client().ttl(SEEN) <= QUARTER
    for name in client().keys("*"):
        assert b"192.0" not in name + (client().dump(name) or b"")


@pytest.mark.parametrize("at_once", [2_000, 2])
@pytest.mark.parametrize("error", [redis.TimeoutError("slow"), redis.ConnectionError("broken")])
def test_a_flush_whose_answer_was_lost_is_sent_again_and_counts_once(
    process, sent, monkeypatch, error, at_once
):
    process.see(PAGE, "ada")
    process.flush()
    monkeypatch.setattr(counting, "_AT_ONCE", at_once)
    process.see(PAGE, "bo", "cy", "mo")
    process.buffer.add(PAGE, "192.0.2.1", "", GOOGLE)
    sent.packets, sent.lose = 0, [error]
    if isinstance(error, redis.TimeoutError):
        with pytest.raises(Away):
            process.flush()
    process.flush()
    assert sent.packets > 1
    assert pending() == {PAGE: 4, f"{PAGE} crawlers": 1}
    process.see(PAGE, "sue")
    process.flush()
    assert pending() == {PAGE: 5, f"{PAGE} crawlers": 1}


def test_what_is_seen_after_a_lost_answer_is_sent_after_it(process, sent):
    process.see(PAGE, "ada")
    process.flush()
    process.see(PAGE, "bo")
    sent.lose = [redis.TimeoutError("slow")]
    with pytest.raises(Away):
        process.flush()
    process.see(PAGE, "bo", "cy")
    process.flush()
    process.flush()
    assert pending() == {PAGE: 3}


@pytest.mark.parametrize("known", [True, False], ids=["key known", "key unknown"])
def test_while_redis_is_away_everything_is_kept_and_afterwards_nothing_is_doubled(
    process, away, known
):
    if known:
        process.see(PAGE, "ada")
        process.flush()
    away()
    for reader in ("ada", "bo", "cy"):
        process.see(PAGE, reader)
        process.buffer.add(PAGE, "192.0.2.1", "", GOOGLE)
        with pytest.raises(Away):
            process.flush()
    away(False)
    for _ in range(3):
        process.flush()
    assert pending() == {PAGE: 3, f"{PAGE} crawlers": 3}
    assert process.buffer.lost == 0


def test_a_key_that_ends_in_the_middle_of_a_flush_loses_no_view(process, monkeypatch, away):
    process.see(PAGE, "ada")
    process.flush()
    ends = iter([0.0])
    clock = SimpleNamespace(monotonic=lambda: next(ends, 1e12))
    monkeypatch.setattr(readers, "time", clock)
    away()
    process.see(PAGE, "bo")
    with pytest.raises(Away):
        process.flush()
    away(False)
    process.flush()
    assert pending() == {PAGE: 2}


def test_a_redis_that_lost_everything_counts_on(process):
    process.see(PAGE, "ada")
    process.flush()
    client().flushdb()
    process.see(PAGE, "bo")
    process.flush()
    assert pending() == {PAGE: 1}


def test_a_redis_that_forgot_its_last_seconds_counts_on(process):
    for reader in ("ada", "bo"):
        process.see(PAGE, reader)
        process.flush()
    [number] = client().keys(key("views", "flushed", "*"))
    client().set(number, 1)
    process.see(PAGE, "cy")
    process.flush()
    assert pending() == {PAGE: 3}


def test_of_several_parts_none_is_taken_before_the_one_before_it(process, monkeypatch):
    monkeypatch.setattr(counting, "_AT_ONCE", 1)
    real = counting._FLUSH
    for reader in ("ada", "bo"):
        process.see(PAGE, reader)
    refuse = "if cjson.decode(ARGV[1]).number == 1 then return redis.error_reply('full') end "
    with monkeypatch.context() as full:
        full.setattr(counting, "_FLUSH", refuse + real)
        with pytest.raises(Away):
            process.flush()
    assert pending() == {}
    process.flush()
    assert pending() == {PAGE: 2}


class TestViewsOfRequests:
    def see(self, member=None, method="get", agent=FIREFOX, address="192.0.2.1", **headers):
        request = getattr(RequestFactory(), method)(
            "/", REMOTE_ADDR=address, HTTP_USER_AGENT=agent, headers=headers
        )
        user = SimpleNamespace(pk=member, is_authenticated=True)
        request.user = user if member else AnonymousUser()
        count(request, PAGE)

    def seen(self):
        Flusher(buffer).flush()
        return pending()

    def test_a_member_is_one_reader_in_every_browser(self):
        self.see(member=7)
        self.see(member=7, agent="Opera", address="192.0.2.2")
        self.see(member=8)
        assert self.seen() == {PAGE: 2}

    def test_behind_one_address_browsers_are_different_readers(self):
        for agent in (FIREFOX, "Opera", FIREFOX):
            self.see(agent=agent)
        assert self.seen() == {PAGE: 2}

    def test_a_crawler_is_no_reader(self):
        for agent in ("", GOOGLE):
            self.see(agent=agent)
        assert self.seen() == {f"{PAGE} crawlers": 2}

    @pytest.mark.parametrize("unread", [{"method": "head"}, {"sec-purpose": "prefetch"}])
    def test_what_nobody_looks_at_is_no_view(self, unread):
        self.see(**unread)
        assert self.seen() == {}

    def test_it_asks_nobody(self, sent):
        self.see()
        self.see(member=7)
        assert sent.packets == 0
