"""One Redis client for each server address, and a breaker: nobody waits twice for a missing one."""

from contextlib import contextmanager
from functools import cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from kv.breaker import Breaker

# Commands, jobs and threads in the background have time, and are not to give up on a busy server.
PATIENT_SECONDS = 2.0


class Away(Exception):
    """Redis did not answer. The caller does without."""


_in_a_hurry = False


def hurry():
    """From now on this process answers requests: nobody waits long who has not said so."""
    global _in_a_hurry
    _in_a_hurry = True


def wait_seconds(*, patient=False) -> float:
    """How long this process waits for a connection, and for an answer."""
    return settings.REDIS_WAIT_SECONDS if _in_a_hurry and not patient else PATIENT_SECONDS


@cache
def _client(url, seconds):
    # One retry, for connections that a restart of Redis left dead in the pool.
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=seconds,
        socket_timeout=seconds,
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )


def client(*, patient=False):
    """The client of `settings.REDIS_URL`; use it inside `reach()`."""
    return _client(settings.REDIS_URL, wait_seconds(patient=patient))


def key(*parts):
    """A key of ours: two sites on one Redis differ in `settings.REDIS_PREFIX`."""
    return ":".join((settings.REDIS_PREFIX, *parts))


@cache
def breaker(url):
    return Breaker()


@contextmanager
def reach(*, patient=False):
    """Guard a conversation with Redis. Raises Away, at once while Redis rests after a failure.

    Who is patient asks all the same, and ends the rest for everybody when there is an answer.
    """
    guard = breaker(settings.REDIS_URL)
    if not patient and not guard.may_try():
        raise Away
    try:
        yield
    except (redis.ConnectionError, redis.TimeoutError) as error:
        guard.failed(error)
        raise Away from error
    except redis.RedisError as error:
        guard.refused(error)
        raise Away from error
    guard.answered()


def run(script, keys=(), args=(), *, patient=False):
    """Run a Lua script and return its answer. Raises Away."""
    with reach(patient=patient):
        return client(patient=patient).register_script(script)(keys=keys, args=args)
