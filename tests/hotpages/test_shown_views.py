"""The number of views that a page shows: what Postgres has, and what is on its way there."""

import time

import pytest

from hotpages import batches
from hotpages.buffer import Buffer
from hotpages.counting import Flusher, shown_key, views_to_show
from hotpages.models import Batch
from kv.client import Away, client, key

pytestmark = pytest.mark.django_db

PAGE, OTHER = "question:3", "question:4"


class Process:
    def __init__(self):
        self.buffer = Buffer()
        self.flusher = Flusher(self.buffer)

    def see(self, page, *members):
        for member in members:
            self.buffer.add(page, member)
        return self.flusher.flush()


@pytest.fixture
def process():
    return Process()


def test_what_waits_comes_on_top_of_what_postgres_has(process):
    process.see(PAGE, "ada", "bo")
    process.see(OTHER, "ada")
    assert views_to_show(PAGE, 5) == 7
    assert views_to_show("question:9", 5) == 5


def test_what_is_in_a_batch_on_its_way_counts_too(process):
    process.see(PAGE, "ada", "bo")
    [id] = batches.take()
    process.see(PAGE, "cy")
    assert views_to_show(PAGE, 5) == 8
    batches.forget(id)
    assert views_to_show(PAGE, 7) == 8


def test_views_of_yesterday_may_wait_still():
    today = int(time.time()) // 86_400
    client().hset(key("views", "pending"), f"{today - 1} {PAGE}", 3)
    assert views_to_show(PAGE, 5) == 8


def test_crawlers_are_not_shown(process):
    process.buffer.add(PAGE, "192.0.2.1", "", "curl/8.5.0")
    assert process.see(PAGE) == {}
    assert views_to_show(PAGE, 5) == 5


def test_a_flush_says_what_shown_pages_show_now(process):
    assert process.see(PAGE, "ada") == {}
    assert views_to_show(PAGE, 5) == 6
    assert process.see(PAGE, "bo", "cy") == {PAGE: 8}
    assert process.see(PAGE, "bo") == {}
    assert process.see(OTHER, "bo") == {}


def test_it_is_one_number_for_all_processes(process):
    views_to_show(PAGE, 5)
    assert Process().see(PAGE, "ada") == {PAGE: 6}
    assert process.see(PAGE, "bo") == {PAGE: 7}
    assert int(client().get(shown_key(PAGE))) == views_to_show(PAGE, 5) == 7


def test_all_parts_of_a_flush_are_in_the_number_it_says(process, monkeypatch):
    monkeypatch.setattr("hotpages.counting._AT_ONCE", 2)
    views_to_show(PAGE, 0)
    assert process.see(PAGE, *"abcde") == {PAGE: 5}


def test_the_number_is_forgotten_after_a_day(process):
    views_to_show(PAGE, 5)
    process.see(PAGE, "ada")
    assert 86_000 < client().ttl(shown_key(PAGE)) <= 86_400


def test_without_redis_the_caller_is_told(settings):
    settings.REDIS_URL = "unix:///nowhere/shown.sock"
    with pytest.raises(Away):
        views_to_show(PAGE, 5)


def test_a_batch_that_postgres_has_is_not_shown_twice(process):
    """Its collector died before it could clear Redis."""
    process.see(PAGE, "ada", "bo", "cy")
    [id] = batches.take()
    Batch.objects.create(id=id)
    process.see(PAGE, "mo", "sue")
    assert views_to_show(PAGE, 3) == 5
    Batch.objects.all().delete()
    assert views_to_show(PAGE, 0) == 5
