"""What real processes count of real visits, whichever of them is ended, and how."""

import signal
from functools import partial

import pytest
import redis

from queshub.embedded.environment import poll
from tests.outages.site import LONGEST_START, Site, end
from tests.outages.visits import ASK, Readers, collected, kill, workers

pytestmark = pytest.mark.processes

ROUNDS = 20
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
# A job that is stopped in its transaction by the end of Postgres, and one right after it.
COLLECT_WHILE_POSTGRES_DIES = """
import os, signal, sys
from django.conf import settings
from django.db import Error, connection
from hotpages import batches, jobs
from questions.view_counts import add_views
import hotpages.models
pid = {pid}
def end_postgres(*args):
    os.kill(pid, signal.SIGKILL)
def receive(counts):
    add_views(counts)
    end_postgres()
sys.modules["__main__"].receive = receive
if {committed}:
    batches.forget = end_postgres
else:
    settings.PAGE_VIEW_RECEIVER = "__main__.receive"
try:
    jobs.collect_views()
except Error:
    pass
"""


@pytest.fixture(scope="module")
def readers(site: Site) -> Readers:
    return Readers(site, site.manage("shell", "-v0", "-c", ASK))


def pending(site):
    """The views that Redis has and no batch."""
    with redis.Redis.from_url(site.environment["REDIS_URL"]) as client:
        return sum(map(int, client.hvals("queshub:views:pending")))


def has_pending(site, number):
    return pending(site) >= number


def has_new(site, old):
    return len({*workers(site)} - {*old}) == 1


def visit(readers, times):
    for _ in range(times):
        assert readers.visit().status == 200


def counted(site, readers, wanted):
    """The views in Postgres, once they are `wanted` or it takes too long."""
    poll(lambda: collected(site, readers.path) >= wanted, 30)
    return collected(site, readers.path)


def test_known_visits_are_counted_exactly(site, readers):
    before = collected(site, readers.path)
    for reader in range(30):
        for _ in range(3):  # one reader, one view
            assert readers.visit(reader=f"once.{reader}").status == 200
    etag = readers.visit(reader="once.0").headers["ETag"]
    assert readers.visit(reader="has.it", **{"If-None-Match": etag}).status == 304
    for headers in ({"User-Agent": GOOGLEBOT}, {"Sec-Purpose": "prefetch"}, {"User-Agent": ""}):
        assert readers.visit(**headers).status == 200
    assert site.status(f"{readers.path}no-such-page/") == 404
    assert counted(site, readers, before + 31) == before + 31


def test_a_process_that_is_asked_to_stop_sends_its_views_first(site, readers):
    before = collected(site, readers.path)
    for _ in range(3):
        visit(readers, 10)
        site.web.stop()
        site.web.start(site.servers.record)
        assert poll(lambda: site.status("/health/") == 200, LONGEST_START), site.said()
    assert collected(site, readers.path) == before + 30


def test_a_killed_web_process_loses_no_view_that_redis_has(site, readers):
    before, sent = collected(site, readers.path), 0
    for _ in range(ROUNDS):
        # The one that is left may be just starting.
        assert poll(lambda: site.status("/health/") == 200, LONGEST_START), site.said()
        visit(readers, 4)
        sent += 4
        assert poll(partial(has_pending, site, sent), 30)
        old = workers(site)
        kill(old[0])
        assert poll(partial(has_new, site, old), LONGEST_START), site.said()
    assert counted(site, readers, before + sent) == before + sent


@pytest.mark.parametrize("committed", [False, True])
def test_a_killed_postgres_loses_and_doubles_no_view(site, readers, committed):
    before = collected(site, readers.path)
    for _ in range(ROUNDS):
        visit(readers, 2)
        collect = COLLECT_WHILE_POSTGRES_DIES.format(
            pid=site.postgres._process.pid, committed=committed
        )
        assert poll(partial(has_pending, site, 1), 30)
        site.manage("shell", "-v0", "-c", collect)
        assert poll(lambda: site.postgres.status is not None, LONGEST_START)
        site.start_again(site.postgres)
    wanted = before + 2 * ROUNDS
    assert counted(site, readers, wanted) == wanted


def test_a_killed_redis_loses_nothing_that_reached_its_file(site, readers):
    before = collected(site, readers.path)
    for _ in range(ROUNDS):
        visit(readers, 2)
        wanted = before + 2
        assert poll(partial(has_pending, site, 2), 30)
        with redis.Redis.from_url(site.environment["REDIS_URL"]) as client:
            client.execute_command("WAITAOF", 1, 0, 0)
        end(site.valkey, signal.SIGKILL)
        site.start_again(site.valkey)
        before = collected(site, readers.path)
        assert before == wanted
