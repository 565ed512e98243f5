"""Page views on their way from Redis to Postgres: each counted exactly once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hotpages import batches
from hotpages.jobs import collect_views
from hotpages.models import Batch
from hotpages.views import count
from kv.client import client
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def question():
    return cast.question(cast.ada())


def views(question):
    question.refresh_from_db()
    return question.view_count


def test_views_reach_the_question(question):
    for reader in ("bo", "cy", "mo"):
        count(f"question:{question.pk}", reader)
    collect_views()
    assert views(question) == 3
    collect_views()
    assert views(question) == 3


def test_views_add_up(question):
    for reader in ("bo", "cy"):
        count(f"question:{question.pk}", reader)
        collect_views()
    assert views(question) == 2


def test_a_run_killed_before_it_cleared_redis_does_not_count_twice(question, monkeypatch):
    count(f"question:{question.pk}", "bo")
    with monkeypatch.context() as patched:
        patched.setattr(batches, "forget", killed)
        with pytest.raises(KeyboardInterrupt):
            collect_views()
    collect_views()
    assert views(question) == 1
    assert not client().keys("*batch*")


def test_a_run_killed_before_it_counted_loses_nothing(question, monkeypatch):
    count(f"question:{question.pk}", "bo")
    with monkeypatch.context() as patched:
        patched.setattr(Batch, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            collect_views()
    count(f"question:{question.pk}", "cy")
    collect_views()
    assert views(question) == 2


def test_a_receiver_that_fails_leaves_the_views_for_the_next_run(question, settings):
    count(f"question:{question.pk}", "bo")
    settings.PAGE_VIEW_RECEIVER = f"{__name__}.killed"
    with pytest.raises(KeyboardInterrupt):
        collect_views()
    settings.PAGE_VIEW_RECEIVER = "questions.view_counts.add_views"
    collect_views()
    assert views(question) == 1


def test_two_runs_at_once_count_once(question):
    for reader in range(20):
        count(f"question:{question.pk}", str(reader))

    def run(_):
        try:
            collect_views()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(8)))
    assert views(question) == 20


def test_views_of_what_is_no_question_are_passed_over(question):
    for page in ("question:999999", "question:x", "tag:1", f"question:{question.pk}"):
        count(page, "bo")
    collect_views()
    assert views(question) == 1


def test_many_questions_take_one_update(question):
    for number in range(30):
        count(f"question:{question.pk + number}", "bo")
    with CaptureQueriesContext(connection) as captured:
        collect_views()
    assert len([each for each in captured if each["sql"].startswith("UPDATE")]) == 1


def test_records_of_batches_are_kept_for_a_month(question):
    old = Batch.objects.create(
        id="12345678-1234-4234-8234-123456789012", counted_at=timezone.now() - timedelta(days=31)
    )
    count(f"question:{question.pk}", "bo")
    collect_views()
    assert Batch.objects.exclude(pk=old.pk).count() == Batch.objects.count() == 1


def test_without_redis_the_job_has_nothing_to_do(settings):
    settings.REDIS_URL = "unix:///nowhere/collect.sock"
    collect_views()
    assert not Batch.objects.exists()


def killed(*args, **kwargs):
    raise KeyboardInterrupt
