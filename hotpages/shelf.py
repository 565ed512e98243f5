"""The copies that one process holds, bounded in bytes; the coldest leave first."""

import time
from collections import deque
from itertools import islice
from threading import Lock

from hotpages.copies import Copy

# How far back a copy under way can be checked against what was dropped meanwhile.
_REMEMBERED_DROPS = 10_000
# When there is no room, a tenth is made free, so that not every new copy has to look for it.
_KEPT_SHARE = 0.9


class Shelf:
    """Copies by path. Reading takes no lock; `get` is the look-up of a plain dict."""

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.bytes = 0
        self._copies: dict[str, Copy] = {}
        self._paths: dict[str, set[str]] = {}
        self._lock = Lock()
        self._dropped: deque[frozenset[str]] = deque(maxlen=_REMEMBERED_DROPS)
        self._drops = self._distrusts = 0
        self.get = self._copies.get

    def __len__(self):
        return len(self._copies)

    def copies(self) -> list[Copy]:
        """All of them, as they are now."""
        return list(self._copies.values())

    def ticket(self) -> tuple[int, int]:
        """To be taken before a copy is fetched or made, and given to `put` with it."""
        return self._drops, self._distrusts

    def put(self, copy: Copy, ticket: tuple[int, int]) -> bool:
        """Keep a copy, unless something it was made from was dropped since the ticket."""
        drops, distrusts = ticket
        with self._lock:
            missed = self._drops - drops
            if missed > len(self._dropped) or self._since(missed).intersection(copy.keys):
                return False
            self._remove(copy.path)
            copy.used_at, copy.weight = time.monotonic(), copy.size
            if copy.weight > self.most_bytes * _KEPT_SHARE:
                return False  # Else all others would leave, and then it as well.
            if distrusts != self._distrusts:
                copy.fresh_until = 0.0
            self._copies[copy.path] = copy
            self.bytes += copy.weight
            for key in copy.keys:
                self._paths.setdefault(key, set()).add(copy.path)
            if self.bytes > self.most_bytes:
                self._make_room()
            return True

    def drop(self, keys):
        """Forget every copy that was made from one of `keys`."""
        with self._lock:
            self._dropped.append(frozenset(keys))
            self._drops += 1
            for key in keys:
                for path in list(self._paths.get(key, ())):
                    self._remove(path)

    def distrust(self):
        """Keep what is here as a last resort only: a drop may have been missed."""
        with self._lock:
            self._distrusts += 1
            for copy in self._copies.values():
                copy.fresh_until = 0.0

    def _since(self, missed):
        return frozenset().union(*islice(reversed(self._dropped), missed))

    def _remove(self, path):
        copy = self._copies.pop(path, None)
        if copy is None:
            return
        self.bytes -= copy.weight
        for key in copy.keys:
            paths = self._paths[key]
            paths.discard(path)
            if not paths:
                del self._paths[key]

    def _make_room(self):
        for copy in sorted(self._copies.values(), key=lambda copy: copy.used_at):
            if self.bytes <= self.most_bytes * _KEPT_SHARE:
                break
            self._remove(copy.path)
