"""Many readers of a page that is not hot: one makes it, the others get it."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from kv.client import client, key
from tests.hotpages.sites import LONGEST

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

PATH = "/questions/3/a-page-that-many-want/"


class Crowd:
    """One process with 25 readers, who begin when they are told to."""

    def __init__(self, fate="done", threads=25, **environment):
        name = settings.DATABASES["default"]["NAME"]
        database = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.hotpages.crowd", PATH, str(threads), fate],
            env={**os.environ, "HOT_PAGES": "1", "DATABASE_URL": database, **environment},
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline() == "ready\n"

    def begin(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def end(self):
        """[status, source, seconds] of each reader, and the most renders at once in it."""
        said, _ = self.process.communicate(timeout=LONGEST * 3)
        return json.loads(said)


def test_fifty_readers_in_two_processes_get_one_render():
    crowds = [Crowd(), Crowd()]
    for crowd in crowds:
        crowd.begin()
    replies = [reply for crowd in crowds for reply in crowd.end()[0]]
    assert len(replies) == 50
    assert {status for status, _, _ in replies} == {200}
    assert client().lrange(key("test", "seen"), 0, -1) == [b"1", b"0"]


def test_without_redis_each_process_renders_once_at_a_time():
    crowd = Crowd(REDIS_URL="unix:///nowhere/crowd.sock")
    crowd.begin()
    replies, most = crowd.end()
    assert [status for status, _, _ in replies] == [200] * 25
    assert most == 1


def test_a_killed_renderer_delays_the_others_by_three_seconds_at_most():
    other, killed = Crowd(), Crowd(fate="killed", threads=1)
    killed.begin()
    assert killed.process.stdout.readline() == "rendering\n"
    other.begin()
    replies, _ = other.end()
    killed.process.communicate()
    assert {status for status, _, _ in replies} == {200}
    slowest = max(seconds for _, _, seconds in replies)
    # The lease of the dead one has run out, and the page was made and read once.
    busy = max(1, os.getloadavg()[0] / os.cpu_count())
    assert slowest < 3 + 0.5 * busy
    assert slowest > 2
