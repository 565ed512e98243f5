"""What rooms see when Redis is not there."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
import redis
from django.core.cache import caches
from redis.connection import AbstractConnection

from kv import breaker
from kv.breaker import Breaker
from kv.client import Away, client, key, reach, run
from kv.client import breaker as breaker_of

NOWHERE = "unix:///nowhere/redis.sock"
BRIEF = 0.025  # seconds, as settings say it outside the tests


@pytest.fixture
def away(settings):
    settings.REDIS_URL = f"{NOWHERE}?{time.monotonic_ns()}"
    use_cache(settings)


def use_cache(settings):
    settings.CACHES = {
        "default": {"BACKEND": "kv.cache.SteadyCache", "LOCATION": settings.REDIS_URL}
    }


def ask(*, patient=False):
    """Whether Redis was asked, and whether it answered."""
    asked = []
    try:
        with reach(patient=patient):
            asked.append(True)
            client(patient=patient).ping()
    except Away:
        return bool(asked), False
    return True, True


def test_a_script_runs_with_keys_and_arguments():
    assert run("return redis.call('INCRBY', KEYS[1], ARGV[1])", [key("n")], [3]) == 3
    assert client().get(key("n")) == b"3"


def test_two_sites_on_one_redis_have_different_keys(settings):
    ours = key("views")
    settings.REDIS_PREFIX = "another"
    assert key("views") != ours


def test_away_is_the_only_error(away):
    with pytest.raises(Away), reach():
        client().ping()


def test_after_a_failure_nobody_waits_again(away):
    assert ask() == (True, False)
    assert ask() == (False, False)


def test_another_server_is_asked_all_the_same(away, settings):
    ask()
    settings.REDIS_URL = f"{NOWHERE}?another"
    assert ask() == (True, False)


def test_who_is_patient_asks_even_so(away):
    ask()
    assert ask(patient=True) == (True, False)
    assert ask() == (False, False)


def test_an_answer_to_who_is_patient_ends_the_rest_for_all(settings):
    breaker_of(settings.REDIS_URL).failed(redis.ConnectionError())
    assert ask() == (False, False)
    assert run("return 1", patient=True) == 1
    assert ask() == (True, True)


def test_a_script_that_fails_does_not_make_others_wait():
    for _ in range(2):
        with pytest.raises(Away):
            run("return redis.call('NOSUCHCOMMAND')")
        assert run("return 1") == 1


def test_an_error_of_our_own_says_nothing_about_redis():
    with pytest.raises(ZeroDivisionError), reach():
        client().get(1 / 0)
    assert ask() == (True, True)


def test_connections_that_a_restart_left_dead_are_replaced():
    with reach():
        client().ping()
        client().execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "no")
    with reach():
        assert client().ping()


class TestBreaker:
    @pytest.fixture
    def clock(self, monkeypatch):
        clock = SimpleNamespace(now=100.0)
        monkeypatch.setattr(breaker, "time", SimpleNamespace(monotonic=lambda: clock.now))
        return clock

    @pytest.fixture
    def guard(self, clock):
        guard = Breaker()
        guard.failed(redis.ConnectionError("gone"))
        return guard

    def trying(self, guard):
        """How many of many threads may ask."""
        with ThreadPoolExecutor(16) as pool:
            return sum(pool.map(lambda _: guard.may_try(), range(64)))

    def test_while_the_server_answers_all_may_ask(self):
        assert self.trying(Breaker()) == 64

    def test_after_a_failure_one_a_second_may_ask_for_all(self, guard, clock):
        tried = []
        for clock.now in (100, 100.99, 101, 101.01, 101.99, 102, 102.5):
            tried.append(self.trying(guard))
        assert tried == [0, 0, 1, 0, 0, 1, 0]

    def test_who_fails_again_begins_another_rest(self, guard, clock):
        clock.now = 101
        assert guard.may_try()
        clock.now = 101.9
        guard.failed(redis.TimeoutError())
        clock.now = 102.5
        assert self.trying(guard) == 0
        clock.now = 102.9
        assert self.trying(guard) == 1

    def test_an_answer_that_comes_while_one_wants_to_ask_is_not_forgotten(self, guard):
        class AnsweredMeanwhile:
            def __enter__(self):
                guard._rests_until = None

            def __exit__(self, *error):
                pass

        lock, guard._lock = guard._lock, AnsweredMeanwhile()
        assert guard.may_try()
        guard._lock = lock
        assert self.trying(guard) == 64

    @pytest.mark.parametrize("answer", ["answered", "refused"])
    def test_any_answer_ends_the_rest_for_all(self, guard, answer):
        getattr(guard, answer)(*[redis.ResponseError()] * (answer == "refused"))
        assert self.trying(guard) == 64

    def test_an_outage_is_logged_once_and_its_end_once(self, guard, caplog):
        guard.failed(redis.ConnectionError("still gone"))
        guard.answered()
        guard.answered()
        guard.failed(redis.ConnectionError("gone again"))
        said = [record.getMessage() for record in caplog.records]
        assert said == ["redis_back", "redis_away error='gone again'"]


class TestFrozen:
    """A server that takes every connection and never says a word."""

    @pytest.fixture
    def server(self, settings, tmp_path, monkeypatch):
        settings.REDIS_WAIT_SECONDS = BRIEF
        monkeypatch.setattr("kv.client._in_a_hurry", True)
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "redis"))
            server.listen(64)
            server.setblocking(False)
            settings.REDIS_URL = f"unix://{tmp_path / 'redis'}"
            use_cache(settings)
            yield server

    def connections(self, server):
        """How many were opened; on each we waited once, for no longer than its time-out."""
        number = 0
        try:
            while True:
                server.accept()[0].close()
                number += 1
        except BlockingIOError:
            return number

    def waits(self, kwargs):
        return kwargs["socket_timeout"], kwargs["socket_connect_timeout"]

    def test_it_costs_one_reader_one_wait_and_the_others_nothing(self, server):
        assert self.waits(client().connection_pool.connection_kwargs) == (BRIEF, BRIEF)
        assert ask() == (True, False)
        assert 1 <= self.connections(server) <= 2
        assert [ask() for _ in range(9)] == [(False, False)] * 9
        assert self.connections(server) == 0

    def test_it_costs_the_cache_one_wait_and_no_more(self, server):
        cache = caches["default"]
        assert self.waits(cache._cache._pool_options) == (BRIEF, BRIEF)
        cache.set("a", 1)
        assert 1 <= self.connections(server) <= 2
        assert cache.get("a") == 1
        assert self.connections(server) == 0

    def test_who_is_patient_waits_longer(self, server, settings):
        kwargs = client(patient=True).connection_pool.connection_kwargs
        assert min(self.waits(kwargs)) == 2
        assert self.waits(client().connection_pool.connection_kwargs) == (BRIEF, BRIEF)


def test_a_connection_that_breaks_is_replaced_once(monkeypatch):
    assert ask() == (True, True)
    read, breaks = AbstractConnection.read_response, [1]

    def read_or_break(*args, **kwargs):
        if breaks:
            raise redis.ConnectionError(breaks.pop())
        return read(*args, **kwargs)

    monkeypatch.setattr(AbstractConnection, "read_response", read_or_break)
    assert ask() == (True, True)
    assert breaks == []


def test_a_server_that_falls_silent_is_not_asked_twice(monkeypatch):
    assert ask() == (True, True)
    sent = []
    monkeypatch.setattr(
        AbstractConnection, "send_packed_command", lambda *args, **_: sent.append(args)
    )
    monkeypatch.setattr(AbstractConnection, "read_response", silent)
    assert ask() == (True, False)
    assert len(sent) == 1


def silent(*args, **kwargs):
    raise redis.TimeoutError("Timeout reading from socket")


def test_the_cache_goes_on_in_memory(away):
    cache = caches["default"]
    assert cache.add("attempts", 1)
    assert not cache.add("attempts", 1)
    assert cache.incr("attempts") == 2
    cache.set_many({"a": 1, "b": 2})
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert cache.get_or_set("d", 4) == 4
    cache.delete_many(["a", "b"])
    assert "a" not in cache
    cache.clear()
    assert cache.get("attempts", "gone") == "gone"


def test_the_cache_keeps_in_redis_what_it_can():
    caches["default"].set("greeting", "hello", 60)
    assert client().keys("*greeting")
