"""How the hot pages do, added up in Redis for all processes, for moderators to see."""

import json
import os
from collections import Counter
from typing import NamedTuple
from uuid import uuid4

from hotpages.shelf import Shelf
from kv.client import client, key, reach

_KEPT_SECONDS = 2 * 24 * 60 * 60
_PROCESS_SECONDS = 30
_MOST_PAGES = 1_000


class Figures:
    """What one process has answered, by where it came from.

    Threads add without a lock: one in many thousands may be missed. Views are not counted here.
    """

    def __init__(self):
        self.answers = Counter(process=0, redis=0, made=0, notice=0)
        self._sent = Counter()
        self._process = uuid4().hex

    def send(self, shelf: Shelf, in_flight: int, lost: int, day: int):
        """Add what is new since the last time; views in flight and lost as of now. Raises Away."""
        answers = Counter(self.answers)
        new = answers - self._sent
        pages = Counter()
        copies = [(copy, copy.answers) for copy in shelf.copies()]
        for copy, count in copies:
            pages[copy.path] += count
        process = {
            "pid": os.getpid(),
            "bytes": shelf.bytes,
            "most_bytes": shelf.most_bytes,
            "copies": len(shelf),
            "in_flight": in_flight,
            "lost": lost,
        }
        total, pages_key = key("hot", "answers", str(day)), key("hot", "pages", str(day))
        with reach(patient=True), client(patient=True).pipeline() as together:
            for source, count in new.items():
                together.hincrby(total, source, count)
            for path, count in pages.items():
                if count:
                    together.zincrby(pages_key, count, path)
            together.zremrangebyrank(pages_key, 0, -_MOST_PAGES - 1)
            together.expire(total, _KEPT_SECONDS)
            together.expire(pages_key, _KEPT_SECONDS)
            together.set(self._key(), json.dumps(process), ex=_PROCESS_SECONDS)
            together.execute()
        self._sent = answers
        for copy, count in copies:
            copy.answers -= count

    def _key(self):
        return key("hot", "process", self._process)


class Report(NamedTuple):
    """Two days of all processes together, and the moment."""

    answers: Counter  # by source: process, redis, made, notice
    hottest: list[tuple[str, int]]  # paths with their answers today, most first
    processes: list[dict]
    pending: int  # views in Redis that Postgres does not have
    memory: dict  # used and most, bytes of Redis; policy

    @property
    def hit_rate(self) -> float | None:
        """The share of answers that needed no render."""
        hits = self.answers["process"] + self.answers["redis"]
        asked = hits + self.answers["made"]
        return hits / asked if asked else None


def report(day: int, hottest: int = 20) -> Report:
    """What all processes have sent. Raises Away."""
    with reach(patient=True):
        redis = client(patient=True)
        answers = Counter()
        for each in (day - 1, day):
            for source, count in redis.hgetall(key("hot", "answers", str(each))).items():
                answers[source.decode()] += int(count)
        pages = redis.zrevrange(key("hot", "pages", str(day)), 0, hottest - 1, withscores=True)
        names = list(redis.scan_iter(key("hot", "process", "*"), count=1_000))
        processes = [json.loads(each) for each in redis.mget(names) if each] if names else []
        batches = redis.smembers(key("views", "batches"))
        waiting = [key("views", "pending"), *(key("views", "batch", b.decode()) for b in batches)]
        fields = [field for name in waiting for field in redis.hgetall(name).items()]
        memory = redis.info("memory")
    return Report(
        answers,
        [(path.decode().encode("latin-1").decode(errors="replace"), int(n)) for path, n in pages],
        sorted(processes, key=lambda process: process["pid"]),
        sum(int(count) for field, count in fields if not field.endswith(b" crawlers")),
        {
            "used": memory.get("used_memory", 0),
            "most": memory.get("maxmemory", 0),
            "policy": memory.get("maxmemory_policy", ""),
        },
    )
