"""The queue in Postgres: a job is there when, and only when, its transaction is."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ
from django_q.signing import SignedPackage
from django_q.tasks import async_task

from queshub.work.broker import PatientBroker

pytestmark = pytest.mark.django_db(transaction=True)


def queued(age=timedelta(), **options):
    """A job in the queue that has waited for `age`."""
    async_task("hotpages.jobs.collect_views", q_options=options)
    job = OrmQ.objects.latest("id")
    began = timezone.now() - age
    job.payload = SignedPackage.dumps({**job.task, "started": began})
    job.lock = began
    job.save()
    return job


def hidden_for(job):
    return OrmQ.objects.get(pk=job.pk).lock - timezone.now()


def nearly(delta, expected):
    return abs(delta - expected) < timedelta(seconds=10)


def test_a_job_is_queued_with_its_transaction():
    with transaction.atomic():
        async_task("hotpages.jobs.collect_views")
        transaction.set_rollback(True)
    assert not OrmQ.objects.exists()
    with transaction.atomic():
        async_task("hotpages.jobs.collect_views")
    assert OrmQ.objects.count() == 1


def test_our_broker_is_the_one_in_use():
    assert isinstance(get_broker(), PatientBroker)


def test_the_oldest_job_comes_first():
    young, old = queued(timedelta(seconds=1)), queued(timedelta(minutes=1))
    assert get_broker().dequeue()[0][0] == old.pk
    assert get_broker().dequeue()[0][0] == young.pk


def test_a_job_that_was_taken_is_hidden_until_its_time_is_over():
    job = queued(timedelta(seconds=1))
    assert get_broker().dequeue()
    assert not get_broker().dequeue()
    assert nearly(hidden_for(job), timedelta(seconds=150))


def test_a_job_with_a_longer_time_out_is_hidden_longer():
    job = queued(timedelta(seconds=1), timeout=900)
    get_broker().dequeue()
    assert nearly(hidden_for(job), timedelta(seconds=930))


@pytest.mark.parametrize("age", [timedelta(minutes=10), timedelta(hours=5), timedelta(days=2)])
def test_the_wait_doubles_with_every_attempt(age):
    job = queued(age)
    get_broker().dequeue()
    assert nearly(hidden_for(job), age)
