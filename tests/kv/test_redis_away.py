"""What rooms see when Redis is not there."""

import time

import pytest
from django.core.cache import caches

from kv.client import Away, client, key, reach, run

NOWHERE = "unix:///nowhere/redis.sock"


@pytest.fixture
def away(settings):
    settings.REDIS_URL = f"{NOWHERE}?{time.monotonic_ns()}"
    settings.CACHES = {
        "default": {"BACKEND": "kv.cache.SteadyCache", "LOCATION": settings.REDIS_URL}
    }


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
    with pytest.raises(Away), reach():
        client().ping()
    asked = []
    with pytest.raises(Away), reach():
        asked.append("again")
    assert asked == []


def test_a_script_that_fails_does_not_make_others_wait():
    with pytest.raises(Away):
        run("return redis.call('NOSUCHCOMMAND')")
    assert run("return 1") == 1


def test_connections_that_a_restart_left_dead_are_replaced():
    with reach():
        client().ping()
        client().execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "no")
    with reach():
        assert client().ping()


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
