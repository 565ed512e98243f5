"""One Redis client for each server address, which never keeps a page waiting for long."""

import logging
import time
from contextlib import contextmanager
from functools import cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

CONNECT_SECONDS = 0.2
READ_SECONDS = 0.5
# After a failure nobody asks for this long: a page that needs Redis three times waits once.
REST_SECONDS = 5.0

_rests_until: dict[str, float] = {}


class Away(Exception):
    """Redis did not answer. The caller does without."""


@cache
def _client(url):
    # One retry, for connections that a restart of Redis left dead in the pool.
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=READ_SECONDS,
        retry=Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
    )


def client():
    """The client of `settings.REDIS_URL`; use it inside `reach()`."""
    return _client(settings.REDIS_URL)


def key(*parts):
    """A key of ours: two sites on one Redis differ in `settings.REDIS_PREFIX`."""
    return ":".join((settings.REDIS_PREFIX, *parts))


@contextmanager
def reach():
    """Guard a conversation with Redis. Raises Away, at once while Redis rests after a failure."""
    url = settings.REDIS_URL
    if time.monotonic() < _rests_until.get(url, 0):
        raise Away
    try:
        yield
    except redis.RedisError as error:
        if isinstance(error, redis.ConnectionError | redis.TimeoutError):
            _rests_until[url] = time.monotonic() + REST_SECONDS
        logger.warning("redis_away error=%r", str(error))
        raise Away from error


def run(script, keys=(), args=()):
    """Run a Lua script and return its answer. Raises Away."""
    with reach():
        return client().register_script(script)(keys=keys, args=args)
