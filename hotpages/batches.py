"""Views on their way from Redis to Postgres: taken out as a batch, which has a name of its own."""

import re
import time
from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID, uuid4

from hotpages.buffer import seen_seconds
from hotpages.counts import DayViews
from kv.client import client, key, reach, run

_EPOCH = date(1970, 1, 1)
_DAY_SECONDS = 24 * 60 * 60
# What an older release left in Redis has no day.
_FIELD = re.compile(r"(?:(\d+) )?(.+?)( crawlers)?", re.DOTALL)

# Renaming takes the counts out while readers go on counting into a new hash. Marks of readers leave
# here too: where nobody comes any more, no flush sees to it that they live no longer than they may.
_TAKE = """
if redis.call('EXISTS', KEYS[1]) == 1 then
  local id = redis.call('GET', KEYS[2]) or ARGV[1]
  redis.call('RENAME', KEYS[1], KEYS[5] .. id)
  redis.call('DEL', KEYS[2])
  redis.call('SADD', KEYS[3], id)
end
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', redis.call('TIME')[1] - ARGV[2])
return redis.call('SMEMBERS', KEYS[3])
"""


def take() -> list[UUID]:
    """Make the pending views a batch; all batches that are not forgotten yet. Raises Away."""
    names = [("pending",), ("pending", "id"), ("batches",), ("seen",), ("batch", "")]
    keys = [key("views", *name) for name in names]
    ids = run(_TAKE, keys, [str(uuid4()), seen_seconds()], patient=True)
    return [UUID(each.decode()) for each in ids]


def views_in(id: UUID) -> list[DayViews]:
    """What a batch holds, by page and day. Raises Away."""
    with reach(patient=True):
        fields = client(patient=True).hgetall(_batch(id))
    found, today = defaultdict(lambda: [0, 0]), int(time.time()) // _DAY_SECONDS
    for field, count in fields.items():
        day, page, crawlers = _FIELD.fullmatch(field.decode()).groups()
        found[int(day or today), page][bool(crawlers)] += int(count)
    return [
        DayViews(_EPOCH + timedelta(days=day), page, *counts)
        for (day, page), counts in found.items()
    ]


def forget(id: UUID):
    """Clear a batch that Postgres has. Raises Away."""
    with reach(patient=True), client(patient=True).pipeline() as together:
        together.delete(_batch(id)).srem(key("views", "batches"), str(id)).execute()


def _batch(id):
    return key("views", "batch", str(id))
