"""The views that one process has seen and Redis does not know of yet. Adding one is an append."""

import time
from collections import Counter, deque
from dataclasses import dataclass
from threading import Lock

from django.conf import settings

from hotpages.readers import address_reader, is_machine

# Between two looks of the thread that sorts them, and while Redis is away: beyond this they are
# lost, and counted as lost.
MOST_ARRIVED = 50_000
MOST_HELD = 50_000
# Of an address, or of a browser's name. The end is kept: proxies of ours add theirs there.
LONGEST = 500  # characters
_DAY_SECONDS = 24 * 60 * 60


def today() -> int:
    """The day (UTC), counted from the first of 1970."""
    return int(time.time()) // _DAY_SECONDS


def seen_seconds() -> int:
    """How long a reader's next look at a page belongs to the same view."""
    return settings.PAGE_VIEW_MINUTES * 60


@dataclass(slots=True)
class Held:
    """A reader's views of a page: how many to count, on which day, and when the last began."""

    day: int
    views: int
    last: float


class Buffer:
    """`arrived` takes (page, address, forwarded, agent) or (page, member), from any thread."""

    def __init__(self):
        self.arrived: deque[tuple] = deque()
        self.lost = 0
        self._held: dict[tuple[str, str], Held] = {}
        self._crawled: Counter[tuple[int, str]] = Counter()
        self._lock = Lock()

    def add(self, *view: str):
        """Note a view: (page, address, forwarded, agent), or (page, member)."""
        if len(self.arrived) < MOST_ARRIVED:
            if sum(map(len, view)) > LONGEST:
                view = tuple(text[-LONGEST:] for text in view)
            self.arrived.append(view)
        else:
            self.lost += 1

    def sort(self):
        """Tell readers from crawlers, and a reader's views from each other."""
        with self._lock:
            arrived = Counter(self.arrived.popleft() for _ in range(len(self.arrived)))
            day, now = today(), time.monotonic()
            for (page, *who), hits in arrived.items():
                if len(who) == 1:
                    self._hold(page, f"member {who[0]}", day, now)
                elif is_machine(who[2]):
                    self._crawl(page, day, hits)
                else:
                    self._hold(page, address_reader(*who), day, now)

    def take(self) -> tuple[dict[tuple[str, str], Held], Counter[tuple[int, str]]]:
        """What has been sorted: readers' views by page and reader, crawlers' hits by day and page.

        It is the caller's from now on.
        """
        with self._lock:
            taken = self._held, self._crawled
            self._held, self._crawled = {}, Counter()
            return taken

    def __len__(self):
        with self._lock:
            return len(self.arrived) + sum(held.views for held in self._held.values())

    def _crawl(self, page, day, hits):
        if len(self._crawled) < MOST_HELD or (day, page) in self._crawled:
            self._crawled[day, page] += hits
        else:
            self.lost += hits

    def _hold(self, page, reader, day, now):
        held = self._held.get((page, reader))
        if held is None:
            if len(self._held) < MOST_HELD:
                self._held[page, reader] = Held(day, 1, now)
            else:
                self.lost += 1
        elif now - held.last >= seen_seconds():
            held.views, held.last = held.views + 1, now


buffer = Buffer()
