"""Limits on how often: at most n in any window, counted for all processes together."""

import math
import re
from dataclasses import dataclass
from functools import cache, wraps
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.utils.crypto import salted_hmac

from kv.client import Away, key, run
from limits.address import address_range, client_address
from limits.spare import spend_here

_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}

# Each key is a sorted set of the moments (in ms) at which something was done. One script, so that
# nobody counts between our look and our entry, and nothing is entered unless all limits allow it.
_SPEND = """
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = 0
for i, key in ipairs(KEYS) do
  local count, window = tonumber(ARGV[2 * i]), ARGV[2 * i + 1] * 1000
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - window)
  local done = redis.call('ZCARD', key)
  if done >= count then
    local leaves = redis.call('ZRANGE', key, done - count, done - count, 'WITHSCORES')
    wait = math.max(wait, leaves[2] + window - now)
  end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, now, ARGV[1])
  redis.call('PEXPIRE', key, ARGV[2 * i + 1] * 1000)
end
return 0
"""


@dataclass(frozen=True)
class Rate:
    """At most `count` in any `seconds`."""

    count: int
    seconds: int


@cache
def rate(text):
    """Read "10/h", "60/m" or "5/30s". Raises ImproperlyConfigured."""
    match = re.fullmatch(r"([1-9]\d*)/([1-9]\d*)?([smhd])", text)
    if not match:
        raise ImproperlyConfigured(f"A limit looks like 10/h or 5/30s, not {text!r}")
    count, times, unit = match.groups()
    return Rate(int(count), int(times or 1) * _SECONDS[unit])


def spend(rates: dict[str, Rate]) -> int:
    """Do something once, under every key of `rates`; 0 when allowed, else the seconds to wait.

    What is refused is not counted. While Redis is away each process counts for itself.
    """
    numbers = [n for each in rates.values() for n in (each.count, each.seconds)]
    try:
        wait = run(_SPEND, keys=[key("limit", k) for k in rates], args=[uuid4().hex, *numbers])
    except Away:
        wait = spend_here(rates)
    return math.ceil(wait / 1000)


def limited(name, by=("member", "address", "range"), methods=("POST",), when=None):
    """Limit a view by the entry `name` of `settings.RATE_LIMITS`; beyond it, 429 and Retry-After.

    `when` tells which of its requests count; without it all do.
    An entry is a rate for a member and for an address, or a rate for each of `by`:
    {"member": "10/h", "address": "100/h"}. A "range" of addresses has a rate only where the entry
    says so, and only who is signed out counts there: many addresses are one scraper's, but many
    members may be one school's. A member who is signed out counts by address, whatever `by` says,
    so nobody is unlimited.
    """

    def decorate(view):
        @wraps(view)
        def within_limits(request, *args, **kwargs):
            method = "GET" if request.method == "HEAD" else request.method
            counts = method in methods and (when is None or when(request))
            wait = spend(_rates(name, by, request)) if counts else 0
            return too_many(wait) if wait else view(request, *args, **kwargs)

        return within_limits

    return decorate


def too_many(wait):
    """The answer to somebody who has to wait so many seconds; its page is put in further out."""
    return HttpResponse(status=429, headers={"Retry-After": str(wait)})


def _rates(name, by, request):
    entry = settings.RATE_LIMITS[name]
    each = dict.fromkeys(("member", "address"), entry) if isinstance(entry, str) else entry
    who = {"address": client_address(request.META)}
    if request.user.is_authenticated:
        who["member"] = str(request.user.pk)
    else:
        who["range"] = address_range(who["address"])
    kinds = [kind for kind in by if kind in who and kind in each] or ["address"]
    return {_key(name, kind, who[kind]): rate(each[kind]) for kind in kinds}


def _key(*parts):
    # Hashed, so that nobody who looks into Redis reads addresses.
    return salted_hmac("limits", "\n".join(parts), algorithm="sha256").hexdigest()[:32]
