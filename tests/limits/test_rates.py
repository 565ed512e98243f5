"""At most n in any window, whoever counts."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from kv.client import client, key
from limits import spare
from limits.rates import Rate, rate, spend

HOUR = 3_600


def let_pass(name, seconds):
    """Make what was counted under a key so much older."""
    for member, score in client().zrange(key("limit", name), 0, -1, withscores=True):
        client().zadd(key("limit", name), {member: score - seconds * 1000})


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10/h", Rate(10, HOUR)), ("60/m", Rate(60, 60)), ("5/30s", Rate(5, 30))],
)
def test_rates_are_read_from_text(text, expected):
    assert rate(text) == expected


@pytest.mark.parametrize("text", ["", "10", "0/h", "10/0s", "x/h", "10/w", "-1/h", "10/h "])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(ImproperlyConfigured):
        rate(text)


def test_every_limit_of_the_site_can_be_read(settings):
    for entry in settings.RATE_LIMITS.values():
        for text in [entry] if isinstance(entry, str) else entry.values():
            assert rate(text)


def test_the_one_after_the_last_waits_until_the_first_is_an_hour_old():
    for _ in range(3):
        assert spend({"ada": Rate(3, HOUR)}) == 0
    assert HOUR - 5 <= spend({"ada": Rate(3, HOUR)}) <= HOUR
    let_pass("ada", 1_000)
    assert HOUR - 1_005 <= spend({"ada": Rate(3, HOUR)}) <= HOUR - 1_000
    let_pass("ada", HOUR - 1_000)
    assert spend({"ada": Rate(3, HOUR)}) == 0


def test_the_window_slides():
    assert spend({"ada": Rate(2, HOUR)}) == 0
    let_pass("ada", HOUR / 2)
    assert spend({"ada": Rate(2, HOUR)}) == 0
    assert HOUR / 2 - 5 <= spend({"ada": Rate(2, HOUR)}) <= HOUR / 2
    let_pass("ada", HOUR / 2)
    assert spend({"ada": Rate(2, HOUR)}) == 0
    assert spend({"ada": Rate(2, HOUR)}) > 0


def test_what_is_refused_is_not_counted():
    rates = {"ada": Rate(5, HOUR), "home": Rate(1, HOUR)}
    assert spend(rates) == 0
    assert spend(rates) > 0
    assert client().zcard(key("limit", "ada")) == 1


def test_a_limit_that_was_lowered_waits_for_enough_to_leave():
    for _ in range(3):
        spend({"ada": Rate(3, HOUR)})
    let_pass("ada", 10)
    assert HOUR - 15 <= spend({"ada": Rate(1, HOUR)}) <= HOUR - 10


def test_a_counter_expires_with_its_window():
    spend({"ada": Rate(3, HOUR)})
    assert 0 < client().ttl(key("limit", "ada")) <= HOUR


def test_at_once_no_more_get_through_than_may():
    with ThreadPoolExecutor(16) as pool:
        waits = list(pool.map(lambda _: spend({"ada": Rate(10, HOUR)}), range(100)))
    assert waits.count(0) == 10


class TestWithoutRedis:
    @pytest.fixture(autouse=True)
    def away(self, settings):
        settings.REDIS_URL = "unix:///nowhere/limits.sock"
        spare._done.clear()

    def test_each_process_counts_for_itself(self):
        waits = [spend({"ada": Rate(3, HOUR)}) for _ in range(5)]
        assert waits[:3] == [0, 0, 0]
        assert all(HOUR - 5 <= wait <= HOUR for wait in waits[3:])

    def test_what_has_left_the_window_does_not_count(self):
        spend({"ada": Rate(1, HOUR)})
        spare._done["ada"][0] -= HOUR
        assert spend({"ada": Rate(1, HOUR)}) == 0

    def test_at_once_no_more_get_through_than_may(self):
        with ThreadPoolExecutor(16) as pool:
            waits = list(pool.map(lambda _: spend({"ada": Rate(10, HOUR)}), range(100)))
        assert waits.count(0) == 10

    def test_memory_is_bounded_and_the_busy_stay_limited(self, monkeypatch):
        monkeypatch.setattr(spare, "_KEYS", 50)
        for number in range(200):
            spend({f"stranger {number}": Rate(1, HOUR)})
            spend({"ada": Rate(1, HOUR)})
        assert len(spare._done) <= 50
        assert spend({"ada": Rate(1, HOUR)}) > 0
