"""Copies in Redis: read, made by one process at a time, and dropped by what they were made from.

A hash of generations tells what is valid. Its `seq` counts drops; each key that was dropped has the
number of its last drop, in one of _SLOTS fields, so that the hash stays small whatever the number
of members and questions (two keys in one field drop a few pages for nothing). `era` is random: a
hash that was lost begins another era, in which no copy from before is valid.
"""

import hashlib
import secrets
from typing import NamedTuple
from zlib import crc32

from django.conf import settings
from redis.exceptions import NoScriptError

from hotpages import batches
from hotpages.behind import behind
from hotpages.copies import Copy
from hotpages.counting import shown_key
from kv.client import Away, client, key, reach, run

# A copy is kept for a day, and made again when it is asked for after a minute.
KEPT_SECONDS = 24 * 60 * 60
FRESH_SECONDS = 60
# Who renders says so again each second; after this long without, another one may.
LEASE_MS = 3_000
_SLOTS = 65_536

# Reads a copy that is valid; where there is none, or an old one, tries to take the lease.
_READ = """
local era = redis.call('HGET', KEYS[2], 'era')
if not era then
  era = ARGV[1]
  redis.call('HSET', KEYS[2], 'era', era)
end
local seq = redis.call('HGET', KEYS[2], 'seq') or '0'
local copy = redis.call('HMGET', KEYS[1], 'era', 'seq', 'slots', 'made', 'packed', 'page')
local valid = copy[1] == era
if valid then
  local slots = {}
  for slot in string.gmatch(copy[3], '%d+') do slots[#slots + 1] = slot end
  for _, last in ipairs(redis.call('HMGET', KEYS[2], unpack(slots))) do
    if last and tonumber(last) > tonumber(copy[2]) then valid = false end
  end
end
if copy[1] and not valid then redis.call('UNLINK', KEYS[1]) end
local age = valid and redis.call('TIME')[1] - copy[4] or -1
local led = 0
if not valid or age >= tonumber(ARGV[4]) then
  if redis.call('SET', KEYS[3], ARGV[2], 'NX', 'PX', ARGV[3]) then led = 1 end
end
local views = valid and redis.call('GET', KEYS[4] .. copy[6]) or false
return {valid and copy[5] or false, age, views, led, era, seq}
"""

# A copy of what was dropped since the era and number given is not stored.
_STORE = """
if redis.call('GET', KEYS[3]) == ARGV[1] then redis.call('DEL', KEYS[3]) end
if redis.call('HGET', KEYS[2], 'era') ~= ARGV[2] then return 0 end
local slots = {}
for slot in string.gmatch(ARGV[4], '%d+') do slots[#slots + 1] = slot end
for _, last in ipairs(redis.call('HMGET', KEYS[2], unpack(slots))) do
  if last and tonumber(last) > tonumber(ARGV[3]) then return 0 end
end
redis.call('HSET', KEYS[1], 'era', ARGV[2], 'seq', ARGV[3], 'slots', ARGV[4],
           'made', redis.call('TIME')[1], 'packed', ARGV[5], 'page', ARGV[7])
redis.call('EXPIRE', KEYS[1], ARGV[6])
return 1
"""

_RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"
_RENEW = "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end"

_DROP = """
local seq = redis.call('HINCRBY', KEYS[1], 'seq', 1)
for i = 3, #ARGV do redis.call('HSET', KEYS[1], ARGV[i], seq) end
redis.call('PUBLISH', ARGV[1], ARGV[2])
"""

# A Redis that started anew may have read old pages from its file.
_NEW_ERA_IN_NEW_RUN = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return 0 end
redis.call('HDEL', KEYS[2], 'era')
redis.call('SET', KEYS[1], ARGV[1])
return 1
"""


class Found(NamedTuple):
    """What Redis has of a page, and whether we are to make it.

    `packed` is a valid copy or None, `age` its seconds, `views` the number to show now or None.
    `era` and `seq` tell `store` since when nothing may have been dropped.
    """

    packed: bytes | None
    age: int
    views: int | None
    led: bool
    era: str
    seq: int


class Pages:
    """The copies of one release of the site: another one's look different."""

    def __init__(self, release: str):
        self.release = release

    def read(self, path: str, token: str) -> Found:
        """The copy of `path`. Raises Away; also while Redis may not know of all drops."""
        if behind.is_set():
            raise Away
        keys = [self._page(path), _generations(), self._lease(path), shown_key("")]
        args = [secrets.token_hex(8), token, LEASE_MS, FRESH_SECONDS]
        with reach():
            try:
                answer = client().evalsha(_read_digest(), len(keys), *keys, *args)
            except NoScriptError as error:
                # Redis forgets its scripts when it starts: nobody has looked after this one yet.
                behind.set()
                raise Away from error
        packed, age, views, led, era, seq = answer
        return Found(
            packed, age, None if views is None else int(views), bool(led), era.decode(), int(seq)
        )

    def store(self, copy: Copy, found: Found, token: str) -> bool:
        """Keep a copy made after `read`, unless what it shows changed since. Raises Away."""
        keys = [self._page(copy.path), _generations(), self._lease(copy.path)]
        slots = " ".join(map(str, sorted(map(_slot, copy.keys))))
        args = [token, found.era, found.seq, slots, copy.pack(), KEPT_SECONDS, copy.page]
        return bool(run(_STORE, keys=keys, args=args))

    def release_lease(self, path: str, token: str):
        """Let another one make the page. Raises Away."""
        run(_RELEASE, keys=[self._lease(path)], args=[token])

    def renew_lease(self, path: str, token: str):
        """Go on making the page. Raises Away."""
        run(_RENEW, keys=[self._lease(path)], args=[token, LEASE_MS], patient=True)

    def _page(self, path):
        return key("hot", "page", self.release, path)

    def _lease(self, path):
        return key("hot", "lease", self.release, path)


def drop(keys, *, patient=False):
    """Make invalid what was made from `keys`, for all processes. Raises Away."""
    slots = sorted({_slot(each) for each in keys})
    args = [channel(), " ".join(keys), *slots]
    run(_DROP, keys=[_generations()], args=args, patient=patient)


def channel() -> str:
    """Where processes hear of drops: the keys, separated by spaces."""
    return key("hot", "drops")


def prove_writable():
    """Raises Away also when Redis answers and takes no writes: it could not be told of a drop."""
    with reach(patient=True):
        client(patient=True).set(key("hot", "writable"), 1, ex=LEASE_MS // 1000)


def recognise_run():
    """Begin a new era if this Redis has started since the last look. Raises Away.

    What is pending becomes a batch: should its file have brought back views that Postgres has,
    they are not mixed with new ones.
    """
    with reach(patient=True):
        run_id = client(patient=True).info("server")["run_id"]
    if run(_NEW_ERA_IN_NEW_RUN, [key("hot", "run"), _generations()], [run_id], patient=True):
        batches.take()


def allow_reading():
    """Give Redis the script that `read` asks for. Raises Away."""
    with reach(patient=True):
        client(patient=True).script_load(_read_script())


def _read_script():
    # Each site has its own, for a server remembers the scripts of all its sites together.
    return f"-- {settings.REDIS_PREFIX}{_READ}"


def _read_digest():
    return hashlib.sha1(_read_script().encode(), usedforsecurity=False).hexdigest()


def _generations():
    return key("hot", "generations")


def _slot(name):
    return crc32(name.encode()) % _SLOTS
