"""The rendering processes of one web process: two at most, started when first needed."""

import atexit
import os
import threading

from markup.errors import TooSlow
from markup.worker import Gone, TimeUp, Worker

LIMIT_SECONDS = 2.0
# Waiting for a free process is not the text's fault, so it has a limit of its own.
QUEUE_SECONDS = 15.0
SIZE = 2


class Crew:
    """Safe for any number of threads, and after a fork."""

    def __init__(self, size=SIZE):
        self.size = size
        self._open()

    def _open(self):
        self._places = threading.BoundedSemaphore(self.size)
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
        """The HTML of one text. Raises TooSlow."""
        if not self._places.acquire(timeout=QUEUE_SECONDS):
            raise TooSlow("busy")
        try:
            return self._run([kind, source, options])
        finally:
            self._places.release()

    def _run(self, job):
        worker = self._ready_for(job)
        try:
            answer = worker.receive(LIMIT_SECONDS)
        except TimeUp:
            worker.kill()
            raise TooSlow("time") from None
        except Gone:
            worker.kill()
            raise TooSlow("failed") from None
        except BaseException:
            # A half-read answer must not be taken for the next text's.
            worker.kill()
            raise
        if answer.get("problem") == "memory":
            worker.kill()
        else:
            self._idle.append(worker)
        if "problem" in answer:
            raise TooSlow(answer["problem"])
        return answer["html"]

    def _ready_for(self, job):
        """A process that has taken the job; one found dead in its idle time is replaced."""
        while self._idle:
            worker = self._idle.pop()
            try:
                worker.send([job])
            except Gone:
                worker.kill()
            else:
                return worker
        worker = Worker()
        worker.send([job])
        return worker


_crew = Crew()
atexit.register(_crew.close)
os.register_at_fork(after_in_child=_crew.forked)


def render(source, *, inline=False, base=""):
    """Safe HTML of a Markdown text.

    `inline` leaves no block elements, for a line within a page; `base` is the address relative
    links belong to, for texts from elsewhere. Raises TooSlow after 2 seconds.
    """
    return _crew.run("markdown", source, inline=inline, base=base)


def clean_html(source, *, base=""):
    """Safe HTML of foreign HTML, as a Stack Exchange body is. Raises TooSlow after 2 seconds."""
    return _crew.run("html", source, base=base)
