"""Processes that are killed at a named point: ``python -m tests.hotpages.mortal ROUNDS PATH…``.

For each point, ROUNDS times: three readers' views are acknowledged by Redis, then a process goes
on with them until SIGKILL meets it at the point. Afterwards a process that lives collects what is
there, and the views that Postgres has are printed, by point: [acknowledged, counted].
"""

import json
import os
import signal
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from redis.client import Pipeline  # noqa: E402

from hotpages import batches  # noqa: E402
from hotpages.buffer import Buffer  # noqa: E402
from hotpages.counting import Flusher  # noqa: E402
from hotpages.jobs import collect_views  # noqa: E402
from questions.models import Question  # noqa: E402
from questions.view_counts import add_views  # noqa: E402

READERS = 3
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)


def after(function):
    def wrapped(*args, **kwargs):
        function(*args, **kwargs)
        die()

    return wrapped


def receive_and_die(counts):
    """Dies in the transaction, when all is written and nothing is committed."""
    add_views(counts)
    die()


def see(page, network):
    buffer = Buffer()
    for reader in range(READERS):
        buffer.add(page, f"{network}.{reader}", "", FIREFOX)
    return Flusher(buffer)


def collect(page, round):
    see(page, round).flush()
    collect_dying()


def collect_dying():
    child = os.fork()
    if not child:
        collect_views()
        os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status == signal.SIGKILL, status


def flush(page, round):
    """The process dies with the answer of Redis in its hands."""
    child = os.fork()
    if not child:
        see(page, round).flush()
        os._exit(1)
    status = os.waitpid(child, 0)[1]
    assert status == signal.SIGKILL, status


# Point: what is done, and what makes the process die there.
POINTS = {
    "taken from redis": (collect, batches, "views_in", die),
    "written and not committed": (
        *(collect, settings, "PAGE_VIEW_RECEIVER"),
        f"{__name__}.receive_and_die",
    ),
    "committed and not forgotten": (collect, batches, "forget", die),
    "forgotten": (collect, batches, "forget", after(batches.forget)),
    "acknowledged": (flush, Pipeline, "execute", after(Pipeline.execute)),
}


def main(rounds, path):
    counts = {}
    for number, (point, (act, where, name, deadly)) in enumerate(POINTS.items()):
        question = Question.objects.get(pk=path)
        before, alive = question.view_count, getattr(where, name)
        for round in range(int(rounds)):
            connection.close()  # a child must not have its parent's
            setattr(where, name, deadly)
            act(f"question:{path}", f"198.18.{number * 32 + round}")
            setattr(where, name, alive)
        collect_views()
        question.refresh_from_db()
        counts[point] = [READERS * int(rounds), question.view_count - before]
    print(json.dumps(counts))


if __name__ == "__main__":
    main(*sys.argv[1:])
