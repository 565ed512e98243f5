"""What readers and writers see while Redis is stopped, frozen or restarted, in real processes."""

import signal

import pytest

from queshub.embedded.environment import poll
from tests.outages.load import Load
from tests.outages.site import Site, end, frozen
from tests.outages.visits import ASK, Readers, collected

pytestmark = pytest.mark.processes

PAGES = ("/", "/questions/", "/tags/", "/search/?q=pain", "/account/login/")
SIGN_IN = "from tests import cast; cast.member('Dee Signs In')"
COUNT = "from answers.models import Answer; print(Answer.objects.count())"


@pytest.fixture(scope="module")
def load(site: Site) -> Load:
    return Load.on(site)


@pytest.fixture(scope="module")
def readers(site: Site, load: Load) -> Readers:
    ask = ASK.replace("cast.ada()", "cast.member('Eve Asks')")
    return Readers(site, site.manage("shell", "-v0", "-c", ask))


@pytest.fixture(autouse=True)
def _redis_is_there_afterwards(site: Site):
    yield
    if site.valkey.status is not None:
        site.start_again(site.valkey)


def test_without_redis_every_page_works_and_its_views_are_counted_later(site, readers):
    assert readers.visit().status == 200
    end(site.valkey, signal.SIGKILL)
    for path in PAGES:
        assert site.status(path) == 200, path
    for _ in range(20):
        assert readers.visit().status == 200
    assert readers.visit(reader=0).status == 200
    site.start_again(site.valkey)
    assert poll(lambda: collected(site, readers.path) >= 21, 30)
    assert collected(site, readers.path) == 21


def test_a_frozen_redis_stops_nobody(site, readers):
    with frozen(site.valkey):
        for path in (*PAGES, readers.path) * 3:
            assert site.status(path) == 200, path
    assert poll(lambda: "hot;desc=process" in timing(readers), 30)


def timing(readers):
    return readers.visit().headers["Server-Timing"]


def test_people_sign_in_while_redis_is_away(site, readers):
    end(site.valkey, signal.SIGKILL)
    site.manage("shell", "-v0", "-c", SIGN_IN)
    page = site.get("/account/login/")
    token = page.headers["Set-Cookie"].partition("csrftoken=")[2].partition(";")[0]
    answer = site.post(
        "/account/login/",
        {"login": "dee.signs.in@cast.invalid", "password": "a long enough passphrase"},
        token,
    )
    assert answer.status == 302, answer.text[-2000:]
    assert "sessionid=" in str(answer.headers)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_restart_under_load_costs_no_write_and_no_500(site, load, number):
    before = int(site.manage("shell", "-v0", "-c", COUNT))
    load.written.clear()
    with load:
        load.wait_for_writes(10)
        end(site.valkey, number)
        load.wait_for_writes(10)
        site.start_again(site.valkey)
        load.wait_for_writes(10)
    assert {answer.status for answer in load.answers} <= {200, 302}
    assert int(site.manage("shell", "-v0", "-c", COUNT)) - before == len(load.written)
