"""Page views: each reader of a page counts once in a quarter of an hour."""

import secrets
from functools import lru_cache

from crawleruseragents import is_crawler

from kv.client import Away, key, run

SEEN_SECONDS = 15 * 60
SECRET_SECONDS = 24 * 60 * 60
_AGENT_CHARACTERS = 500

# The secret of the day turns readers into marks that nobody can turn back, not even from a copy of
# Redis once the secret has expired. It is made here, so that all processes share one.
_COUNT = """
local secret = redis.call('GET', KEYS[1])
if not secret then
  secret = ARGV[1]
  redis.call('SET', KEYS[1], secret, 'EX', ARGV[5])
end
local mark = KEYS[3] .. redis.sha1hex(secret .. ARGV[2] .. '\\n' .. ARGV[3])
if not redis.call('SET', mark, 1, 'NX', 'EX', ARGV[4]) then return 0 end
redis.call('HINCRBY', KEYS[2], ARGV[3], 1)
return 1
"""


def count(page: str, reader: str) -> bool:
    """Count one view of `page` ("question:3") by `reader`. One round trip to Redis.

    False when this reader was counted within SEEN_SECONDS, or when Redis is away: then the view
    is lost, and the page is neither slow nor broken.
    """
    keys = [key("views", "secret"), key("views", "pending"), key("views", "seen:")]
    args = [secrets.token_hex(16), reader, page, SEEN_SECONDS, SECRET_SECONDS]
    try:
        return bool(run(_COUNT, keys=keys, args=args))
    except Away:
        return False


def is_reading(request) -> bool:
    """Whether somebody reads: not HEAD, not a browser's guess at the next page, not a crawler."""
    purpose = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return (
        request.method == "GET" and "prefetch" not in purpose and not _is_machine(_agent(request))
    )


def reader_of(request, address: str) -> str:
    """Who reads, as text: the member, else the address together with the browser."""
    if request.user.is_authenticated:
        return f"member {request.user.pk}"
    return f"{address} {_agent(request)}"


def _agent(request):
    return request.headers.get("User-Agent", "")[:_AGENT_CHARACTERS]


# A look through all patterns takes about 0.1 ms.
@lru_cache(maxsize=2_000)
def _is_machine(agent):
    return not agent or is_crawler(agent)
