"""Readers of a question's page, and what is counted of them."""

import signal
from itertools import count

import psutil

from tests.outages.site import Site

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/"
ASK = "from tests import cast; print(cast.question(cast.ada()).get_absolute_url())"
COLLECT = """
from hotpages.jobs import collect_views
from questions.models import Question
collect_views()
print(Question.objects.get(pk={}).view_count)
"""


class Readers:
    """Each visit is another reader's, unless a reader is named."""

    def __init__(self, site: Site, path: str):
        self.site, self.path = site, path
        self._new = count()

    def visit(self, reader=None, **headers):
        reader = next(self._new) if reader is None else reader
        return self.site.get(self.path, **{"User-Agent": f"{FIREFOX}{reader}", **headers})


def collected(site: Site, path: str) -> int:
    """Move what Redis has to Postgres, and read what the question at `path` has then."""
    return int(site.manage("shell", "-v0", "-c", COLLECT.format(path.split("/")[2])))


def workers(site: Site) -> list[psutil.Process]:
    """Granian's processes that answer."""
    return psutil.Process(site.web._process.pid).children()


def kill(process: psutil.Process) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(10)
