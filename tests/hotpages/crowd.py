"""A web process with a crowd of readers on one page: ``python -m tests.hotpages.crowd``.

Arguments: the path, the number of threads, and what becomes of a render: "done", or "killed" with
the process in it. Prints JSON: status, source and seconds of each reader, and the most renders that
went on at once.
"""

import json
import os
import signal
import sys
import threading
import time
from contextlib import suppress

import django

django.setup()

from hotpages.catching_up import catch_up  # noqa: E402
from hotpages.recording import share  # noqa: E402
from kv.client import Away, client, key, reach  # noqa: E402
from tests.hotpages.sites import Site  # noqa: E402

RENDER_SECONDS = 0.1


class Slow:
    """A page that takes its time, and notes in Redis how many are made at once."""

    def __init__(self, fate):
        self.fate, self.lock, self.now, self.most = fate, threading.Lock(), 0, 0

    def __call__(self, environ, start_response):
        self.note(+1)
        if self.fate == "killed":
            print("rendering", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(RENDER_SECONDS)
        self.note(-1)
        share(Request(environ), page="question:3", keys=["user:7"], views=1)
        start_response("200 OK", [("Content-Type", "text/html")])
        return [b"<p>The page.</p>"]

    def note(self, by):
        with self.lock:
            self.now += by
            self.most = max(self.most, self.now)
        with suppress(Away), reach():
            now = client().incrby(key("test", "now"), by)
            client().rpush(key("test", "seen"), now)


class Request:
    def __init__(self, environ):
        self.META = environ


def main(path, threads, fate):
    slow = Slow(fate)
    site = Site(slow)
    with suppress(Away):
        catch_up()
    gate = threading.Barrier(int(threads) + 1)

    def read():
        gate.wait()
        began = time.monotonic()
        reply = site.get(path)
        replies.append([reply.status, reply.source, time.monotonic() - began])

    replies = []
    readers = [threading.Thread(target=read) for _ in range(int(threads))]
    for reader in readers:
        reader.start()
    print("ready", flush=True)
    sys.stdin.readline()
    gate.wait()
    for reader in readers:
        reader.join()
    print(json.dumps([replies, slow.most]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
