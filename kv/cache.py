"""Django's cache on Redis, which goes on in the process's own memory while Redis is away."""

from functools import wraps

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from kv.client import Away, reach, wait_seconds

_SPARE_ENTRIES = 10_000


def _steady(name):
    from_redis, from_memory = getattr(RedisCache, name), getattr(LocMemCache, name)

    @wraps(from_redis)
    def method(self, *args, **kwargs):
        try:
            with reach():
                return from_redis(self, *args, **kwargs)
        except Away:
            return from_memory(self.spare, *args, **kwargs)

    return method


class SteadyCache(RedisCache):
    """A RedisCache whose readers and counters (sign-in limits, say) never fail.

    What was cached in Redis is unseen while Redis is away, and what was cached in the meantime is
    unseen afterwards. The spare memory is bounded and belongs to one process.
    """

    def __init__(self, server, params):
        options = {
            "socket_connect_timeout": wait_seconds(),
            "socket_timeout": wait_seconds(),
            **params.get("OPTIONS", {}),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self.spare = LocMemCache(
            f"spare of {server}", {**params, "OPTIONS": {"MAX_ENTRIES": _SPARE_ENTRIES}}
        )

    add = _steady("add")
    get = _steady("get")
    set = _steady("set")
    touch = _steady("touch")
    delete = _steady("delete")
    get_many = _steady("get_many")
    has_key = _steady("has_key")
    incr = _steady("incr")
    set_many = _steady("set_many")
    delete_many = _steady("delete_many")
    clear = _steady("clear")
