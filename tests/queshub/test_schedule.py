"""The one table of what runs when, and the rows that django-q2 runs by."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Schedule
from django_q.scheduler import scheduler

from queshub.schedule import DAY, MINUTE, SCHEDULE, Row, install

pytestmark = pytest.mark.django_db(transaction=True)

TICK = Row("tick", "hotpages.jobs.collect_views", every=MINUTE)


def rows():
    return list(Schedule.objects.order_by("name").values_list("name", "func", "minutes"))


@pytest.mark.parametrize("row", SCHEDULE, ids=lambda row: row.name)
def test_every_job_exists_and_may_run_twice(row):
    for _ in range(2):
        import_string(row.job)()


def test_names_are_unique():
    assert len({row.name for row in SCHEDULE}) == len(SCHEDULE)


def test_the_command_installs_the_table():
    call_command("install_schedule")
    assert rows() == sorted((row.name, row.job, row.every // MINUTE) for row in SCHEDULE)


def test_installing_again_changes_nothing():
    install()
    before = list(Schedule.objects.order_by("id").values())
    install()
    assert list(Schedule.objects.order_by("id").values()) == before


def test_what_left_the_table_is_gone_and_what_changed_is_new():
    install([TICK, Row("old", "gone.job", every=DAY)])
    Schedule.objects.create(func="by.hand")
    install([Row("tick", TICK.job, every=5 * MINUTE)])
    assert rows() == [("tick", TICK.job, 5)]


def test_a_row_that_stands_twice_is_made_one():
    install([TICK])
    Schedule.objects.create(name="tick", next_run=datetime(2026, 1, 1, tzinfo=UTC), **TICK.fields)
    install([TICK])
    assert len(rows()) == 1


def test_two_starts_at_once_install_one_table():
    def start(_):
        install()
        connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(start, range(12)))
    assert len(rows()) == len(SCHEDULE)


def test_a_daily_job_waits_for_its_hour():
    row = Row("nightly", "a.b", every=DAY, at=time(3, 10))
    early, late = datetime(2026, 3, 1, 2, tzinfo=UTC), datetime(2026, 3, 1, 4, tzinfo=UTC)
    assert row.first_run(early) == datetime(2026, 3, 1, 3, 10, tzinfo=UTC)
    assert row.first_run(late) == datetime(2026, 3, 2, 3, 10, tzinfo=UTC)


def test_a_due_job_is_queued_once_by_two_clusters():
    install([TICK])

    def look(_):
        scheduler()
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(look, range(8)))
    assert OrmQ.objects.count() == 1


def test_runs_that_were_missed_are_not_made_up_for(settings):
    install([TICK])
    Schedule.objects.update(next_run=datetime.now(UTC) - timedelta(days=3))
    for _ in range(3):
        scheduler()
    assert OrmQ.objects.count() == 1


def test_a_job_of_every_minute_is_not_retried_and_a_daily_one_is():
    install([TICK, Row("nightly", "a.b", every=DAY)])
    scheduler()
    retried = {job.group(): "ack_failure" not in job.task for job in OrmQ.objects.all()}
    assert retried == {"tick": False, "nightly": True}
