"""The rendering processes of one web process, started when first needed: two at most, and one for
the way back.
"""

import atexit
import contextlib
import os
import threading

from markup.errors import TooSlow
from markup.worker import RENDERING, Gone, TimeUp, Worker

LIMIT_SECONDS = 2.0
# Waiting for a free process is not the text's fault, so it has a limit of its own.
QUEUE_SECONDS = 15.0
SIZE = 2
# Of a web process's eight threads, two render and three may wait so long; the rest are told after
# a second, so that slow texts sent many at once do not keep everybody from reading.
MOST_WAITING = 3
ROOM_SECONDS = 1.0


class Crew:
    """Safe for any number of threads, and after a fork."""

    def __init__(self, size=SIZE, seconds=LIMIT_SECONDS, module=RENDERING):
        self.size = size
        self.seconds = seconds
        self.module = module
        self._open()

    def _open(self):
        self._places = threading.BoundedSemaphore(self.size)
        self._room = threading.BoundedSemaphore(self.size + MOST_WAITING)
        self._idle = []

    def forked(self):
        """The forked copy starts processes of its own: the pipes it holds are another's."""
        inherited, self._idle = self._idle, []
        for worker in inherited:
            worker.forget()
        self._open()

    def close(self):
        while self._idle:
            self._idle.pop().kill()

    def run(self, kind, source, **options):
        """What is made of one text. Raises TooSlow, and Gone where no process can be started."""
        with _taken(self._room, ROOM_SECONDS), _taken(self._places, QUEUE_SECONDS):
            return self._run([kind, source, options])

    def _run(self, job):
        worker, answer = self._answered(job)
        if not worker.has_ended:
            self._idle.append(worker)
        if "problem" in answer:
            raise TooSlow(answer["problem"])
        return answer["made"]

    def _answered(self, job):
        # A process may have been ended from outside; the text is to blame if a new one ends too.
        while self._idle:
            worker = self._idle.pop()
            with contextlib.suppress(Gone):
                worker.send([job])
                return worker, worker.answer(self.seconds)
            worker.kill()
        worker = self._started()
        try:
            worker.send([job])
            return worker, worker.answer(self.seconds)
        except Gone:
            worker.kill()
            return worker, {"problem": "failed"}

    def _started(self):
        try:
            return Worker(module=self.module)
        except TimeUp:
            raise TooSlow("busy") from None


@contextlib.contextmanager
def _taken(places, seconds):
    if not places.acquire(timeout=seconds):
        raise TooSlow("busy")
    try:
        yield
    finally:
        places.release()


_crew = Crew()
# Few pages need it, and its libraries would take 11 MB in each process of the others.
_back = Crew(size=1, module="markup.back")
for _each in (_crew, _back):
    atexit.register(_each.close)
    os.register_at_fork(after_in_child=_each.forked)


def render(source, *, inline=False, base=""):
    """Safe HTML of a Markdown text.

    `inline` leaves no block elements, for a line within a page; `base` is the address relative
    links belong to, for texts from elsewhere. Raises TooSlow after 2 seconds.
    """
    return _crew.run("markdown", source, inline=inline, base=base)


def clean_html(source, *, base=""):
    """Safe HTML of foreign HTML, as a Stack Exchange body is. Raises TooSlow after 2 seconds."""
    return _crew.run("html", source, base=base)


def as_markdown(html):
    """Rendered HTML as Markdown, as well as can be. Raises TooSlow after 2 seconds."""
    return _back.run("back", html)
