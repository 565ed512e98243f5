"""The views that one process has seen: told apart, and bounded."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from hotpages import buffer as module
from hotpages.buffer import Buffer
from tests.hotpages.sites import FIREFOX

GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
PAGE, OTHER = "question:3", "question:4"
QUARTER = 15 * 60


class Clock:
    """Stands still until a test moves it."""

    def __init__(self):
        self.now = 86_400 * 20_000 + 1_000.0

    def time(self):
        return self.now

    monotonic = time


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def buffer():
    return Buffer()


def views(buffer):
    """What it has sorted, as the numbers of views and of crawlers' hits by page."""
    held, crawled = buffer.take()
    found = {}
    for (page, _), each in held.items():
        found[page] = found.get(page, 0) + each.views
    return found, {page: hits for (_, page), hits in crawled.items()}


def test_readers_and_pages_are_told_apart(buffer):
    for address, agent in [("192.0.2.1", FIREFOX), ("192.0.2.2", FIREFOX), ("192.0.2.1", "Opera")]:
        buffer.add(PAGE, address, "", agent)
    buffer.add(PAGE, "7")
    buffer.add(PAGE, "8")
    buffer.add(OTHER, "7")
    buffer.sort()
    assert views(buffer) == ({PAGE: 5, OTHER: 1}, {})


def test_a_member_is_no_address(buffer):
    buffer.add(PAGE, "7")
    buffer.add(PAGE, "member 7", "", FIREFOX)
    buffer.sort()
    held, _ = buffer.take()
    assert {reader for _, reader in held} == {"member 7", f"unknown {FIREFOX}"}


def test_crawlers_are_counted_apart_and_each_time(buffer, clock):
    for agent in (GOOGLE, GOOGLE, "curl/8.5.0", ""):
        buffer.add(PAGE, "192.0.2.1", "", agent)
    buffer.sort()
    buffer.add(PAGE, "192.0.2.1", "", GOOGLE)
    buffer.sort()
    held, crawled = buffer.take()
    assert held == {}
    assert crawled == {(20_000, PAGE): 5}


def test_a_reader_counts_once_a_quarter_of_an_hour(buffer, clock):
    for _ in range(3):
        buffer.add(PAGE, "7")
        buffer.sort()
        buffer.add(PAGE, "7")
        clock.now += QUARTER / 2 - 1
        buffer.sort()
    assert views(buffer) == ({PAGE: 2}, {})


def test_the_quarter_begins_with_the_view_that_counted(buffer, clock):
    for seconds in (0, QUARTER - 1, 1, QUARTER - 1, 1):
        clock.now += seconds
        buffer.add(PAGE, "7")
        buffer.sort()
    assert views(buffer) == ({PAGE: 3}, {})


def test_how_long_a_view_lasts_is_a_setting(buffer, clock, settings):
    settings.PAGE_VIEW_MINUTES = 1
    for _ in range(3):
        buffer.add(PAGE, "7")
        buffer.sort()
        clock.now += 60
    assert views(buffer) == ({PAGE: 3}, {})


def test_the_clock_on_the_wall_says_only_which_day_it_is(buffer, clock, monkeypatch):
    monkeypatch.setattr(clock, "time", lambda: 86_400 * 20_001 - 1)
    buffer.add(PAGE, "7")
    buffer.sort()
    monkeypatch.setattr(clock, "time", lambda: 86_400 * 20_001)
    buffer.add(PAGE, "7")
    buffer.add(PAGE, "8")
    buffer.sort()
    held, _ = buffer.take()
    assert {reader: (each.day, each.views) for (_, reader), each in held.items()} == {
        "member 7": (20_000, 1),
        "member 8": (20_001, 1),
    }


def test_what_is_taken_is_gone_and_belongs_to_the_caller(buffer):
    buffer.add(PAGE, "7")
    buffer.add(PAGE, "192.0.2.1", "", GOOGLE)
    buffer.sort()
    held, crawled = buffer.take()
    buffer.add(PAGE, "8")
    buffer.add(PAGE, "192.0.2.1", "", GOOGLE)
    buffer.sort()
    assert (len(held), crawled.total()) == (1, 1)
    assert views(buffer) == ({PAGE: 1}, {PAGE: 1})
    assert buffer.take() == ({}, {})


def test_what_has_not_been_sorted_is_not_taken_and_not_lost(buffer):
    buffer.add(PAGE, "7")
    assert buffer.take() == ({}, {})
    assert len(buffer) == 1
    buffer.sort()
    assert len(buffer) == 1


def test_what_arrives_beyond_the_bound_is_lost_and_counted_as_lost(buffer, monkeypatch):
    monkeypatch.setattr(module, "MOST_ARRIVED", 3)
    for reader in range(5):
        buffer.add(PAGE, str(reader))
    assert (len(buffer.arrived), buffer.lost) == (3, 2)
    buffer.sort()
    buffer.add(PAGE, "9")
    buffer.sort()
    assert views(buffer) == ({PAGE: 4}, {})
    assert buffer.lost == 2


def test_readers_beyond_the_bound_are_lost_and_those_before_go_on(buffer, clock, monkeypatch):
    monkeypatch.setattr(module, "MOST_HELD", 3)
    for reader in range(5):
        buffer.add(PAGE, str(reader))
    buffer.sort()
    clock.now += QUARTER
    buffer.add(PAGE, "0")
    buffer.sort()
    assert buffer.lost == 2
    assert views(buffer) == ({PAGE: 4}, {})


def test_pages_of_crawlers_are_bounded_too(buffer, monkeypatch):
    monkeypatch.setattr(module, "MOST_HELD", 3)
    for number in range(5):
        for _ in range(2):
            buffer.add(f"question:{number}", "192.0.2.1", "", GOOGLE)
    buffer.sort()
    buffer.add("question:0", "192.0.2.1", "", GOOGLE)
    buffer.sort()
    assert buffer.lost == 4
    assert views(buffer) == ({}, {"question:0": 3, "question:1": 2, "question:2": 2})


def test_what_a_caller_sends_takes_a_bounded_memory(buffer, settings):
    settings.TRUSTED_PROXIES = 2
    forged = "203.0.113.9, " * 50_000
    buffer.add(PAGE, "192.0.2.1", forged + "198.51.100.1, 192.0.2.5", "Opera " * 50_000)
    assert all(len(text) <= 500 for text in buffer.arrived[0])
    buffer.sort()
    [(_, reader)] = buffer.take()[0]
    assert reader.startswith("198.51.100.1 ")
    assert len(reader) < 600


def test_threads_that_add_and_sort_at_once_lose_nothing(buffer):
    def work(thread):
        for number in range(500):
            buffer.add(f"question:{number % 5}", f"{thread} {number}")
            if number % 10 == 0:
                buffer.sort()
                assert len(buffer) > 0

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    buffer.sort()
    assert len(buffer) == 8 * 500
    assert views(buffer) == ({f"question:{number}": 800 for number in range(5)}, {})


def test_adding_waits_for_nobody_who_sorts(buffer):
    with ThreadPoolExecutor(1) as pool, buffer._lock:
        pool.submit(buffer.add, PAGE, "7").result(10)
    assert len(buffer) == 1
