"""Views in Redis: each reader of a page once in a quarter of an hour, waiting for Postgres.

The hash of pending views has a field for each day and page, "20782 question:3", and the same with
" crawlers" behind it. It never expires, and the server throws out only what does. It has its id
from its first view on: a Redis that lost its last seconds brings it back under a name that Postgres
knows.
"""

import json
from itertools import islice
from uuid import UUID, uuid4

from hotpages.buffer import Buffer, seen_seconds
from hotpages.models import Batch
from hotpages.readers import ReaderKey, mark, reader_key
from kv.client import client, key, reach, run

_SHOWN_SECONDS = 24 * 60 * 60
# One script for so many views: Redis serves nobody else while it runs.
_AT_ONCE = 2_000

# A flush that was sent twice, because its answer was lost, is counted once: each process numbers
# its flushes, and of those on their way none is taken before the one before it. The marks of
# readers are one sorted set rather than a key each: as a whole it is used so often that it is the
# last thing a full server throws out, and it expires all the same. So is the key of the day, which
# is read here for that reason alone.
_FLUSH = """
local flush = cjson.decode(ARGV[1])
local last = tonumber(redis.call('GET', KEYS[1]) or 0)
if last >= flush.number then return {} end
if last < flush.after then return redis.error_reply('a flush is missing') end
redis.call('SET', KEYS[1], flush.number, 'EX', 86400)
redis.call('GET', KEYS[5])
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[2])
local counted = {}
for _, view in ipairs(flush.views) do
  local day, page, mark, views = unpack(view)
  if redis.call('ZADD', KEYS[2], 'NX', now, mark) == 0 then views = views - 1 end
  if views > 0 then
    redis.call('HINCRBY', KEYS[3], day .. ' ' .. page, views)
    redis.call('SETNX', KEYS[6], ARGV[3])
    counted[page] = (counted[page] or 0) + views
  end
end
redis.call('EXPIRE', KEYS[2], ARGV[2])
for _, crawled in ipairs(flush.crawled) do
  redis.call('HINCRBY', KEYS[3], crawled[1] .. ' ' .. crawled[2] .. ' crawlers', crawled[3])
  redis.call('SETNX', KEYS[6], ARGV[3])
end
local shown = {}
for page, views in pairs(counted) do
  if redis.call('EXISTS', KEYS[4] .. page) == 1 then
    shown[#shown + 1] = page
    shown[#shown + 1] = redis.call('INCRBY', KEYS[4] .. page, views)
  end
end
return shown
"""

# What Postgres has is given; what is pending, and what is in a batch on its way, comes on top.
# Which batches are on their way the caller says; where there are some and it does not, it is asked.
_SHOW = """
local today = math.floor(redis.call('TIME')[1] / 86400)
local views = tonumber(ARGV[2])
if ARGV[4] == 'ask' then
  local ids = redis.call('SMEMBERS', KEYS[2])
  if #ids > 0 then return ids end
end
local waiting = {KEYS[1]}
for i = 5, #ARGV do waiting[#waiting + 1] = KEYS[3] .. ARGV[i] end
for _, hash in ipairs(waiting) do
  for day = today - 1, today do
    views = views + (redis.call('HGET', hash, day .. ' ' .. ARGV[1]) or 0)
  end
end
redis.call('SET', KEYS[4], views, 'EX', ARGV[3])
return views
"""


class Flusher:
    """Sends what a buffer holds to Redis, and sends it again until Redis acknowledges it."""

    def __init__(self, buffer: Buffer):
        self.buffer = buffer
        self._key = ReaderKey()
        self._process = uuid4().hex
        self._number = 0
        self._flushes: list[dict] = []

    def flush(self) -> dict[str, int]:
        """Send all, in one round trip; what the pages seen show from now on. Raises Away."""
        self.buffer.sort()
        if not self._flushes:
            self._flushes = self._prepared()
        if not self._flushes:
            return {}
        keys = [key("views", "flushed", self._process), *_keys("seen", "pending"), shown_key("")]
        keys += [reader_key(), key("views", "pending", "id")]
        with reach(patient=True), client(patient=True).pipeline(transaction=False) as together:
            for flush in self._flushes:
                args = [json.dumps(flush), seen_seconds(), str(uuid4())]
                together.eval(_FLUSH, len(keys), *keys, *args)
            answers = together.execute()
        self._flushes = []
        return {
            page.decode(): int(views)
            for answer in answers
            for page, views in zip(answer[::2], answer[1::2], strict=True)
        }

    @property
    def waiting(self) -> int:
        """The views that Redis has not acknowledged."""
        sent = sum(view[3] for flush in self._flushes for view in flush["views"])
        return sent + len(self.buffer)

    def _prepared(self):
        """What there is to send, in numbered parts. Raises Away, and then nothing is taken."""
        secret = self._key.current()
        held, crawled = self.buffer.take()
        views = iter(
            [each.day, page, mark(page, reader, secret), each.views]
            for (page, reader), each in held.items()
        )
        hits = [[day, page, count] for (day, page), count in crawled.items()]
        flushes = []
        acknowledged = self._number  # all of them: a Redis that has forgotten some goes on here
        while (part := list(islice(views, _AT_ONCE))) or hits:
            after = self._number if self._number > acknowledged else 0
            self._number += 1
            flush = {"number": self._number, "after": after, "views": part, "crawled": hits}
            flushes.append(flush)
            hits = []
        return flushes


def views_to_show(page: str, stored: int) -> int:
    """The views of a page, of which Postgres has `stored`. Raises Away."""
    keys = [*_keys("pending", "batches"), key("views", "batch", ""), shown_key(page)]
    args = [page, stored, _SHOWN_SECONDS]
    views = run(_SHOW, keys=keys, args=[*args, "ask"])
    if isinstance(views, list):
        ids = [UUID(each.decode()) for each in views]
        views = run(_SHOW, keys=keys, args=[*args, "told", *map(str, Batch.unsettled(ids))])
    return views


def shown_key(page: str) -> str:
    """Where the number of views that a page shows is kept up to date."""
    return key("views", "shown", page)


def _keys(*names):
    return [key("views", name) for name in names]
