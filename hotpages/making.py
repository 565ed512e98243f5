"""How a page comes onto the shelf: from Redis, or rendered by one process for all."""

import logging
import time
from collections.abc import Callable
from itertools import count
from typing import NamedTuple
from uuid import uuid4

from hotpages import counting
from hotpages.copies import Copy
from hotpages.flights import Flights
from hotpages.link import Link
from hotpages.rendering import Renderer, Response
from hotpages.shelf import Shelf
from hotpages.stored import FRESH_SECONDS, KEPT_SECONDS, Found, Pages
from kv.client import Away

logger = logging.getLogger(__name__)

# How long a reader waits for a page that another process makes, and how often we look for it.
WAIT_SECONDS = 6.0
_LOOK_SECONDS = 0.02
# After a page could not be made, its old copy is given for so long without another try.
_REST_SECONDS = 1.0
# A page whose question is changed all the time is given as it was at the last of these.
_MOST_TRIES = 3


class Page(NamedTuple):
    """What a reader gets: a copy with its source, or a response that cannot be shared."""

    copy: Copy | None
    source: str = ""
    response: Response | None = None


class Maker:
    """Gets pages for one process. Never makes one that is being made here or elsewhere."""

    def __init__(self, shelf: Shelf, link: Link, pages: Pages, renderer: Renderer, show_views):
        self.shelf, self.link, self.pages, self.renderer = shelf, link, pages, renderer
        self.show_views: Callable[[int], str] = show_views
        self.leases: dict[str, str] = {}  # by path: what this process is making now
        self._flights = Flights()
        self._process, self._numbers = uuid4().hex, count()

    def page(self, path: str) -> Page | None:
        """The page at `path`; None when it takes too long to get."""
        old = self.shelf.get(path)
        meanwhile = Page(old, "process") if old and old.fresh_until and self._is_live() else None
        page, ours = self._flights.join(path, lambda: self._get(path), meanwhile, WAIT_SECONDS)
        if page and page.copy and not ours:
            return Page(page.copy, "process")
        return page

    def renew_leases(self):
        """Go on making what is being made. Raises Away."""
        for path, token in list(self.leases.items()):
            self.pages.renew_lease(path, token)

    def kept(self, path: str) -> Copy | None:
        """A copy for when the page cannot be made, without trying to make it."""
        try:
            token = f"{self._process} {next(self._numbers)}"
            found = self.pages.read(path, token)
        except Away:
            return self._last_resort(path)
        if found.led:
            self._release(path, token)
        if found.packed:
            return Copy.unpack(found.packed, self.show_views)
        return self._last_resort(path)

    def _get(self, path):
        give_up, tries = time.monotonic() + WAIT_SECONDS, 0
        try:
            while time.monotonic() < give_up:
                ticket, token = self.shelf.ticket(), f"{self._process} {next(self._numbers)}"
                found = self.pages.read(path, token)
                if found.led:
                    page, stored = self._make(path, found, token, ticket)
                    tries += 1
                    # Not stored: what it shows was changed meanwhile, and its reader may know.
                    if stored or tries == _MOST_TRIES:
                        return page
                elif found.packed:
                    # Fresh; or old, and another process is making it.
                    rest = max(FRESH_SECONDS - found.age, _REST_SECONDS)
                    return Page(self._adopt(found, rest, ticket), "redis")
                else:
                    time.sleep(_LOOK_SECONDS)
            return None
        except Away:
            return self._make_alone(path)

    def _adopt(self, found, seconds, ticket):
        """A copy from Redis, kept here for as long as it may be given without a look."""
        copy = Copy.unpack(found.packed, self.show_views)
        if found.views is not None and found.views != copy.views:
            copy.refill(found.views, self.show_views)
        self._shelve(copy, seconds, ticket)
        return copy

    def _make(self, path, found: Found, token, ticket):
        """Render for all, while this process has the lease. Returns (page, whether it holds)."""
        self.leases[path] = token
        try:
            response = self.renderer.render(path)
            if not response.may_be_kept:
                self._release(path, token)
                return self._instead(path, response, found, ticket), True
            copy = self._copy(path, response)
            try:
                stored = self.pages.store(copy, found, token)
            except Away:
                self.shelf.put(copy, ticket)
                return Page(copy, "made", response), True
            if stored:
                self._shelve(copy, FRESH_SECONDS, ticket)
            return Page(copy, "made", response), stored
        except BaseException:
            self._release(path, token)
            raise
        finally:
            del self.leases[path]

    def _make_alone(self, path):
        """Render without Redis: for the readers who wait here, and as a last resort later."""
        ticket = self.shelf.ticket()
        response = self.renderer.render(path)
        if not response.may_be_kept:
            return self._instead(path, response, None, ticket)
        copy = self._copy(path, response)
        self.shelf.put(copy, ticket)
        return Page(copy, "made", response)

    def _instead(self, path, response, found, ticket):
        """An old copy when the page cannot be made now, else what was answered."""
        if response.status >= 500:
            if found and found.packed:
                return Page(self._adopt(found, _REST_SECONDS, ticket), "redis")
            copy = self._last_resort(path)
            if copy:
                return Page(copy, "process")
        return Page(None, "", response)

    def _last_resort(self, path):
        copy = self.shelf.get(path)
        return copy if copy and time.time() - copy.made_at < KEPT_SECONDS else None

    def _copy(self, path, response):
        recording = response.recording
        try:
            views = counting.views_to_show(recording.page, recording.views)
        except Away:
            views = recording.views
        return Copy.make(
            path=path,
            page=recording.page,
            keys=tuple(sorted(recording.keys)),
            headers=response.headers,
            pieces=response.pieces,
            holes=response.holes,
            views=views,
            made_at=time.time(),
            show_views=self.show_views,
        )

    def _shelve(self, copy, seconds, ticket):
        if self._is_live():
            copy.fresh_until = time.monotonic() + seconds
        self.shelf.put(copy, ticket)

    def _is_live(self):
        return time.monotonic() < self.link.live_until

    def _release(self, path, token):
        try:
            self.pages.release_lease(path, token)
        except Away:
            logger.info("hotpages_lease_left path=%r", path)
