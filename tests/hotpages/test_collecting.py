"""Page views on their way from Redis to Postgres: each counted exactly once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hotpages import batches, stored
from hotpages.buffer import Buffer
from hotpages.counting import Flusher
from hotpages.jobs import collect_views
from hotpages.models import Batch
from kv.client import Away, client, key
from questions.models import ViewDay
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

PENDING = key("views", "pending")
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def on(monkeypatch):
    """Says what day it is for those who see pages."""

    def on(day):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()
        clock = SimpleNamespace(time=lambda: noon, monotonic=lambda: 0.0)
        monkeypatch.setattr("hotpages.buffer.time", clock)

    return on


def see(page, *members, crawlers=0):
    buffer = Buffer()
    for member in members:
        buffer.add(str(page), member)
    for _ in range(crawlers):
        buffer.add(str(page), "192.0.2.1", "", GOOGLE)
    Flusher(buffer).flush()


def page_of(question):
    return f"question:{question.pk}"


def views(question):
    question.refresh_from_db()
    return question.view_count


def days(question):
    rows = ViewDay.objects.filter(question=question).order_by("day")
    return [(row.day, row.views, row.crawler_hits) for row in rows]


def test_views_reach_the_question(question):
    see(page_of(question), "bo", "cy", "mo")
    collect_views()
    assert views(question) == 3
    collect_views()
    assert views(question) == 3


def test_views_add_up(question):
    for reader in ("bo", "cy"):
        see(page_of(question), reader)
        collect_views()
    assert views(question) == 2
    assert sum(views for _, views, _ in days(question)) == 2


def test_each_day_gets_its_views_and_crawlers_stay_out_of_the_number(question, on):
    on(date(2026, 2, 28))
    see(page_of(question), "bo", "cy", crawlers=2)
    on(date(2026, 3, 1))
    see(page_of(question), "mo", crawlers=1)
    on(date(2026, 3, 2))
    see(page_of(question), crawlers=4)
    collect_views()
    assert views(question) == 3
    assert days(question) == [
        (date(2026, 2, 28), 2, 2),
        (date(2026, 3, 1), 1, 1),
        (date(2026, 3, 2), 0, 4),
    ]


def test_a_batch_holds_what_was_pending_and_no_more(on):
    on(date(2026, 3, 1))
    see("question:3", "bo", crawlers=1)
    [id] = batches.take()
    see("question:4", "bo")
    assert batches.views_in(id) == [(date(2026, 3, 1), "question:3", 1, 1)]
    assert len(batches.take()) == 2
    batches.forget(id)
    [left] = batches.take()
    assert batches.views_in(left) == [(date(2026, 3, 1), "question:4", 1, 0)]
    assert batches.views_in(id) == []


def test_with_nothing_pending_there_is_no_batch():
    assert batches.take() == []


@pytest.mark.parametrize("name", ["a page", "a b c", "crawlers", "7 crawlers x", "☃", "\n"])
def test_a_page_may_have_any_name(on, name):
    on(date(2026, 3, 1))
    see(name, "bo", crawlers=2)
    [id] = batches.take()
    assert batches.views_in(id) == [(date(2026, 3, 1), name, 1, 2)]


def test_what_an_older_release_left_in_redis_counts_for_today(question):
    client().hset(PENDING, page_of(question), 5)
    see(page_of(question), "bo")
    before = timezone.now().date()
    collect_views()
    assert views(question) == 6
    assert {day for day, *_ in days(question)} <= {before, timezone.now().date()}


def test_a_run_killed_before_it_cleared_redis_does_not_count_twice(question, monkeypatch):
    see(page_of(question), "bo", crawlers=1)
    with monkeypatch.context() as patched:
        patched.setattr(batches, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            collect_views()
    collect_views()
    assert views(question) == 1
    assert [each[1:] for each in days(question)] == [(1, 1)]
    assert not client().keys("*batch*")


def test_a_run_killed_before_it_counted_loses_nothing(question, monkeypatch):
    see(page_of(question), "bo")
    with monkeypatch.context() as patched:
        patched.setattr(Batch, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            collect_views()
    see(page_of(question), "cy")
    collect_views()
    assert views(question) == 2


def test_a_run_killed_between_questions_and_days_counted_neither(question, monkeypatch):
    see(page_of(question), "bo")
    with monkeypatch.context() as patched:
        patched.setattr("questions.view_counts._ADD_TO_DAYS", "SELECT 1 / 0")
        with pytest.raises(Exception, match="division by zero"):
            collect_views()
    assert (views(question), days(question)) == (0, [])
    collect_views()
    assert (views(question), len(days(question))) == (1, 1)


def test_a_receiver_that_fails_leaves_the_views_for_the_next_run(question, settings):
    see(page_of(question), "bo")
    settings.PAGE_VIEW_RECEIVER = f"{__name__}.killed"
    with pytest.raises(KeyboardInterrupt):
        collect_views()
    settings.PAGE_VIEW_RECEIVER = "questions.view_counts.add_views"
    collect_views()
    assert views(question) == 1


def test_redis_going_away_after_postgres_counted_does_not_count_twice(question, monkeypatch):
    see(page_of(question), "bo")
    with monkeypatch.context() as patched:
        patched.setattr(batches, "forget", away)
        collect_views()
    assert views(question) == 1
    collect_views()
    assert views(question) == 1


def test_two_runs_at_once_count_once(question):
    see(page_of(question), *map(str, range(20)), crawlers=5)

    def run(_):
        try:
            collect_views()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(8)))
    assert views(question) == 20
    assert [each[1:] for each in days(question)] == [(20, 5)]


def test_views_of_what_is_no_question_are_passed_over(question):
    for page in ("question:999999", "question:x", "question:", "tag:1", page_of(question)):
        see(page, "bo")
    collect_views()
    assert views(question) == 1
    assert ViewDay.objects.count() == 1


def test_many_questions_take_as_many_queries_as_one(question):
    other = [cast.question(question.author, title=f"Another question, no. {n}") for n in range(5)]
    see(page_of(question), "bo")
    with CaptureQueriesContext(connection) as one:
        collect_views()
    for each in (question, *other):
        see(page_of(each), "cy")
    with CaptureQueriesContext(connection) as many:
        collect_views()
    assert [views(each) for each in (question, *other)] == [2, 1, 1, 1, 1, 1]
    assert len(many) == len(one)


def test_records_of_batches_are_kept_for_a_month(question):
    old = Batch.objects.create(
        id="12345678-1234-4234-8234-123456789012", counted_at=timezone.now() - timedelta(days=31)
    )
    see(page_of(question), "bo")
    collect_views()
    assert Batch.objects.exclude(pk=old.pk).count() == Batch.objects.count() == 1


def test_without_redis_the_job_has_nothing_to_do(settings):
    settings.REDIS_URL = "unix:///nowhere/collect.sock"
    collect_views()
    assert not Batch.objects.exists()


def killed(*args, **kwargs):
    raise KeyboardInterrupt


def away(*args, **kwargs):
    raise Away


def test_views_that_a_redis_brings_back_after_they_were_collected_do_not_count_again(question):
    """It lost what it wrote last: the views are pending again, under the id they had."""
    see(page_of(question), "ada", "bo")
    names = client().keys(key("views", "pending*"))
    pending = {name: client().dump(name) for name in names}
    collect_views()
    for name, value in pending.items():
        client().restore(name, 0, value)
    client().set(key("hot", "run"), "the run before")
    stored.recognise_run()
    see(page_of(question), "cy")
    collect_views()
    assert views(question) == 3
