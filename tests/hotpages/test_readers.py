"""Who reads: told apart, and recognised by nobody."""

import pytest

from hotpages import readers
from hotpages.readers import ReaderKey, address_reader, is_machine, is_reading, mark
from kv.client import Away, client, key
from tests.hotpages.sites import FIREFOX

KEY = key("views", "key")
DAY = 24 * 60 * 60


@pytest.fixture(autouse=True)
def _forgetful():
    address_reader.cache_clear()


@pytest.fixture
def clock(monkeypatch):
    """Hours that pass for the process, not for Redis."""

    class Clock:
        now = 0.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(readers, "time", clock)
    return clock


def test_a_browser_that_shows_the_page_is_reading():
    assert is_reading({"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": FIREFOX})


@pytest.mark.parametrize(
    "unread",
    [
        {"REQUEST_METHOD": "HEAD"},
        {"REQUEST_METHOD": "POST"},
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_SEC_PURPOSE": "prefetch;anonymous-client-ip"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_PURPOSE": "prerender"},
        {"HTTP_SEC_PURPOSE": "", "HTTP_PURPOSE": "prefetch"},
    ],
)
def test_what_nobody_looks_at_is_not_read(unread):
    assert not is_reading({"REQUEST_METHOD": "GET", **unread})


@pytest.mark.parametrize(
    ("agent", "machine"),
    [
        (FIREFOX, False),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", True),
        ("curl/8.5.0", True),
        ("", True),
    ],
)
def test_crawlers_are_known_by_name_and_who_has_none_is_one(agent, machine):
    assert is_machine(agent) is machine


def test_behind_one_address_browsers_are_different_readers():
    assert address_reader("192.0.2.1", "", FIREFOX) != address_reader("192.0.2.1", "", "Opera")
    assert address_reader("192.0.2.1", "", FIREFOX) != address_reader("192.0.2.2", "", FIREFOX)


def test_addresses_of_one_subscriber_are_one_reader():
    ours, same = "2001:db8:1:2::1", "2001:db8:1:2:ffff::9"
    assert address_reader(ours, "", FIREFOX) == address_reader(same, "", FIREFOX)


def test_without_proxies_of_ours_nobody_can_say_where_they_come_from():
    forged = address_reader("192.0.2.1", "198.51.100.1", FIREFOX)
    assert forged == address_reader("192.0.2.1", "", FIREFOX)


def test_behind_a_proxy_of_ours_readers_have_the_address_it_saw(settings):
    settings.TRUSTED_PROXIES = 1
    one = address_reader("10.0.0.1", "203.0.113.9, 198.51.100.1", FIREFOX)
    assert one == f"198.51.100.1 {FIREFOX}"
    assert address_reader("10.0.0.1", "198.51.100.2", FIREFOX) != one


def test_marks_differ_by_page_reader_and_key():
    given = [("3", "ada", b"k"), ("4", "ada", b"k"), ("3", "bo", b"k"), ("3", "ada", b"l")]
    assert len({mark(*each) for each in given}) == 4
    assert mark("3", "ada", b"k") == mark("3", "ada", b"k")


def test_a_mark_does_not_confuse_where_the_page_ends():
    assert mark("3", "4 ada", b"k") != mark("34", " ada", b"k")


@pytest.mark.parametrize("reader", ["☃", "\udcff", "\0", "x" * 100_000, ""])
def test_whatever_a_browser_calls_itself_it_gets_a_short_mark(reader):
    assert len(mark("question:3", reader, b"k")) == 24


def test_two_processes_have_one_key():
    assert ReaderKey().current() == ReaderKey().current() == client().get(KEY)


def test_the_key_is_gone_after_a_day():
    ReaderKey().current()
    assert DAY - 100 < client().ttl(KEY) <= DAY
    client().expire(KEY, 1_000)
    ReaderKey().current()
    assert client().ttl(KEY) <= 1_000


def test_keys_cannot_be_guessed():
    first = ReaderKey().current()
    client().delete(KEY)
    second = ReaderKey().current()
    assert first != second
    assert len(bytes.fromhex(first.decode())) == len(bytes.fromhex(second.decode())) == 32


def test_a_process_asks_for_the_key_once_a_minute(clock, settings):
    ours = ReaderKey()
    known = ours.current()
    settings.REDIS_URL = "unix:///nowhere/readers.sock"
    clock.now = 59
    assert ours.current() == known
    clock.now = 60
    with pytest.raises(Away):
        ours.current()


def test_no_process_knows_a_key_for_longer_than_redis(clock):
    ours = ReaderKey()
    ours.current()
    client().pexpire(KEY, 5_000)
    clock.now = 60
    known = ours.current()
    client().delete(KEY)
    clock.now = 65
    assert ours.current() != known


def test_when_redis_has_lost_the_key_processes_agree_again_in_a_minute(clock):
    ours = ReaderKey()
    lost = ours.current()
    client().delete(KEY)
    theirs = ReaderKey().current()
    assert theirs != lost
    clock.now = 60
    assert ours.current() == theirs
