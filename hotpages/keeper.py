"""What a web process does beside answering: it sends its views and refills its pages."""

import atexit
import logging
import time
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from hotpages.buffer import buffer, today
from hotpages.counting import Flusher
from hotpages.layer import HotPages
from kv.client import Away

logger = logging.getLogger(__name__)

_SORT_SECONDS = 0.25
_FLUSH_SECONDS = 1.0
_FIGURES_SECONDS = 5.0
# A page that is read all the time shows another number of views this often.
REFILL_SECONDS = 5.0
# Of one core, what refilling may take.
_REFILL_SHARE = 0.1


class Keeper:
    """The background threads of one process."""

    def __init__(self, layer: HotPages):
        self.layer = layer
        self._flusher = Flusher(buffer)
        self._shown: dict[str, int] = {}  # views to be shown, by page
        self._stopping, self._flushing = Event(), Lock()
        self._figures_due = 0.0

    def start(self):
        """Begin, and see to it that the end of the process is not the end of its views.

        Granian's workers end without atexit, but as every process of multiprocessing's do.
        """
        Finalize(None, self.stop, exitpriority=100)
        atexit.register(self.stop)
        self.layer.link.start()
        for run in (self._keep, self._refill):
            Thread(target=run, name=f"hotpages{run.__name__}", daemon=True).start()

    def stop(self):
        """Send what is left. Twice is as good as once."""
        self._stopping.set()
        self.layer.link.stop()
        with self._flushing:
            try:
                self._flusher.flush()
                self._flusher.flush()  # the first may have been one that was sent before
            except Away:
                logger.warning("page_views_lost count=%d", self._flusher.waiting)

    def _keep(self):
        flush_at = 0.0
        while not self._stopping.wait(_SORT_SECONDS):
            try:
                buffer.sort()
                if time.monotonic() >= flush_at:
                    flush_at = time.monotonic() + _FLUSH_SECONDS
                    self.tick()
            except Away:
                continue  # the next time
            except Exception:
                logger.exception("hotpages_keeper")

    def tick(self):
        """What is done each second. Raises Away."""
        with self._flushing:
            self._shown.update(self._flusher.flush())
        if time.monotonic() >= self._figures_due:
            self._figures_due = time.monotonic() + _FIGURES_SECONDS
            self.layer.figures.send(self.layer.shelf, self._flusher.waiting, buffer.lost, today())

    def _refill(self):
        while not self._stopping.wait(_SORT_SECONDS):
            try:
                self.refill()
            except Exception:
                logger.exception("hotpages_keeper")

    def refill(self):
        """Put new numbers of views into the pages, without taking much from those who read."""
        due = time.monotonic() - REFILL_SECONDS
        copies = self.layer.shelf.copies()
        for page in set(self._shown).difference(copy.page for copy in copies):
            self._shown.pop(page, None)
        for copy in copies:
            # A copy that came in meanwhile may show more: numbers of views only grow.
            if self._shown.get(copy.page, 0) > copy.views and copy.filled_at <= due:
                began = time.monotonic()
                copy.refill(self._shown[copy.page], self.layer.show_views)
                self._stopping.wait((time.monotonic() - began) / _REFILL_SHARE)
