"""The number of views on a page that is kept: a hole that is filled anew."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotpages import keeper
from hotpages.jobs import collect_views
from hotpages.keeper import Keeper
from hotpages.stored import FRESH_SECONDS
from kv.client import client, key
from tests import cast
from tests.hotpages.sites import wait_until


@pytest.fixture
def question(db_that_commits):
    return cast.question(cast.ada())


@pytest.fixture
def path(question):
    return question.get_absolute_url()


def visit(site, path, network, readers):
    for reader in range(readers):
        site.get(path, REMOTE_ADDR=f"198.18.{network}.{reader}")


def age(site, path):
    """A minute and a second later, by the clock of Redis."""
    [name] = client().keys(key("hot", "page", "*"))
    client().hincrby(name, "made", -FRESH_SECONDS - 1)
    site.layer.shelf.get(path).fresh_until = 0


def test_views_show_on_the_kept_page_without_a_query(site, path, monkeypatch):
    monkeypatch.setattr(keeper, "REFILL_SECONDS", 0)
    keep = Keeper(site.layer)
    visit(site, path, 1, 3)
    old = site.get(path)
    assert ">0 views<" in old.text
    with CaptureQueriesContext(connection) as queries:
        keep.tick()
        keep.refill()
        new = site.get(path)
    assert list(queries) == []
    assert new.source == "process"
    assert ">4 views<" in new.text  # three, and the one who looked
    assert new["ETag"] != old["ETag"]
    zipped = site.get(path, HTTP_ACCEPT_ENCODING="gzip")
    assert b">4 views<" in gzip.decompress(zipped.body)


def test_a_page_is_refilled_every_few_seconds_at_most(site, path):
    keep = Keeper(site.layer)
    visit(site, path, 1, 3)
    keep.tick()
    keep.refill()
    assert ">0 views<" in site.get(path).text
    site.layer.shelf.get(path).filled_at -= keeper.REFILL_SECONDS
    keep.refill()
    assert ">3 views<" in site.get(path).text


def test_another_process_that_takes_the_page_from_redis_shows_them_too(start, path):
    one = start()
    visit(one, path, 1, 3)
    Keeper(one.layer).tick()
    assert ">3 views<" in start().get(path).text


def test_after_a_minute_every_process_shows_what_all_have_seen(start, path):
    one, other = start(), start()
    for network, site in enumerate([one, other]):
        visit(site, path, network, 3)
        Keeper(site.layer).tick()
    age(other, path)
    assert ">6 views<" in other.get(path).text


def test_they_do_not_change_on_their_way_to_postgres(start, path, question):
    site = start()
    visit(site, path, 1, 3)
    Keeper(site.layer).tick()
    collect_views()
    visit(site, path, 2, 2)
    Keeper(site.layer).tick()
    client().delete(key("views", "shown", question.page_key))
    age(site, path)
    assert ">5 views<" in site.get(path).text


def test_a_number_that_arrives_late_does_not_turn_the_page_back(site, path, monkeypatch):
    monkeypatch.setattr(keeper, "REFILL_SECONDS", 0)
    keep = Keeper(site.layer)
    visit(site, path, 1, 3)
    keep.tick()
    site.layer.shelf.get(path).refill(10, site.layer.show_views)
    keep.refill()
    assert ">10 views<" in site.get(path).text


def test_numbers_of_pages_that_left_are_forgotten(site, path, question):
    keep = Keeper(site.layer)
    visit(site, path, 1, 1)
    keep.tick()
    site.layer.shelf.drop([question.page_key])
    keep.refill()
    assert keep._shown == {}


def test_a_process_that_stops_sends_what_it_holds(site, path):
    keep = Keeper(site.layer)
    visit(site, path, 1, 3)
    keep.stop()
    keep.stop()
    pending = client().hvals(key("views", "pending"))
    assert pending == [b"3"]


def test_a_lease_is_renewed_while_its_page_is_made(site, path):
    assert site.layer.maker.pages.read(path, "mine").led
    [lease] = client().keys(key("hot", "lease", "*"))
    client().pexpire(lease, 10_000)
    site.layer.maker.leases[path] = "another's"
    site.layer.maker.renew_leases()
    assert client().pttl(lease) > 3_000
    site.layer.maker.leases[path] = "mine"
    wait_until(lambda: client().pttl(lease) <= 3_000)  # the link's own beat
