"""The background worker itself, started, killed and stopped."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_q.models import Failure, OrmQ, Success
from django_q.tasks import async_task

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.processes]

PATIENCE = 30


def eventually(true):
    """Look until something is true; the test fails when that takes too long."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


def family(process):
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process.pid).children(recursive=True)
    return []


@pytest.fixture
def worker():
    """`manage.py work` on the tests' database, with all its processes up."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}"},
    )
    # The sentinel, two workers, the monitor and the pusher.
    eventually(lambda: len(family(process)) == 5)
    yield process
    left = family(process)
    process.kill()
    process.wait(PATIENCE)
    psutil.wait_procs(left, PATIENCE)


def done():
    return Success.objects.count()


def is_taken():
    return OrmQ.objects.filter(lock__gt=timezone.now()).exists()


def test_jobs_go_on_when_waiting_processes_are_killed(worker):
    async_task("time.sleep", 0)
    eventually(lambda: done() == 1)
    sentinel = psutil.Process(worker.pid).children()[0]
    for child in sentinel.children():
        child.kill()
    for _ in range(4):
        async_task("time.sleep", 0)
    eventually(lambda: done() == 5)
    assert not OrmQ.objects.exists()


def test_what_fails_can_be_seen(worker, client, django_user_model):
    async_task("math.sqrt", -1)
    eventually(lambda: Failure.objects.count() == 1)
    admin = django_user_model.objects.create_superuser("mo@cast.invalid", "Mo", "x")
    client.force_login(admin, "accounts.backend.MemberBackend")
    assert "math domain error" in client.get("/admin/django_q/failure/").text
    # It waits for its next attempt.
    assert OrmQ.objects.count() == 1


def test_stopping_lets_a_running_job_finish(worker):
    async_task("time.sleep", 2)
    eventually(is_taken)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(10) == 0
    assert done() == 1


def test_stopping_does_not_wait_for_a_long_job_and_keeps_it(worker):
    async_task("time.sleep", 60)
    eventually(is_taken)
    left = family(worker)
    worker.send_signal(signal.SIGTERM)
    worker.wait(10)
    assert psutil.wait_procs(left, 5)[1] == []
    assert OrmQ.objects.count() == 1


def test_nobody_is_left_behind_by_a_kill(worker):
    left = family(worker)
    worker.kill()
    assert psutil.wait_procs(left, 10)[1] == []
