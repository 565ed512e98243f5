"""The life of one installation, in order: each test goes on where the one before ended."""

import os
import signal
import stat
import time

import psutil
import pytest

from tests.run.installation import LONGEST_STOP, Installation

pytestmark = pytest.mark.processes

COUNT = "from questions.models import Question; print(Question.objects.count())"
starts: list[float] = []


def test_the_first_start_answers_and_shows_the_demo_sign_ins(installation: Installation):
    installation.start()
    said = installation.wait_until_ready()
    assert f"http://127.0.0.1:{installation.port}" in said
    assert (installation.root / "var" / "demo-signins").read_text().splitlines()[0] in said
    assert installation.get("/") == 200


def test_what_is_secret_is_for_its_owner_only(installation: Installation):
    secret = ("secrets.json", "environment", "demo-signins")
    modes = {
        name: stat.S_IMODE((installation.root / "var" / name).stat().st_mode) for name in secret
    }
    assert modes == dict.fromkeys(secret, 0o600)


def test_no_password_can_be_read_from_the_list_of_processes(installation: Installation):
    assert not [line for line in installation.processes() if "pass" in line.split("QUESHUB")[0]]


def test_a_second_run_says_that_one_runs_already(installation: Installation):
    second = installation.tell("bin/run", PORT="8999")
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "runs here already: bin/run (process" in second.stderr


def test_a_command_joins_the_servers_that_run(installation: Installation):
    assert int(installation.python(COUNT)) > 30
    assert installation.get("/") == 200


def test_a_web_server_that_dies_is_started_again(installation: Installation):
    [web] = [
        process
        for process in psutil.Process(installation.running.pid).children()
        if "granian" in " ".join(process.cmdline())
    ]
    web.kill()
    deadline = time.monotonic() + 30
    while "starting it again" not in installation.said() or installation.get("/") != 200:
        assert time.monotonic() < deadline, installation.said()
        time.sleep(0.05)


def test_sigterm_ends_everything_in_time(installation: Installation):
    seconds = installation.end(signal.SIGTERM)
    assert seconds < LONGEST_STOP
    assert installation.running.returncode == 0
    assert installation.processes() == []


def test_a_command_starts_the_servers_it_needs_and_ends_them(installation: Installation):
    assert int(installation.python(COUNT)) > 30
    assert installation.processes() == []


def test_what_was_there_is_there_after_a_restart(installation: Installation):
    starts.append(installation.start())
    assert "demo community" not in installation.wait_until_ready()
    assert int(installation.python(COUNT)) > 30


def test_ctrl_c_ends_everything_in_time(installation: Installation):
    assert installation.end(signal.SIGINT) < LONGEST_STOP
    assert installation.processes() == []


def test_a_restart_ends_what_a_killed_run_left(installation: Installation):
    starts.append(installation.start())
    installation.wait_until_ready()
    installation.end(signal.SIGKILL)
    left = len(installation.processes())
    assert left > 3  # the web server, its workers, the worker, the databases
    installation.start()
    said = installation.wait_until_ready()
    assert "ended what it left" in said
    assert int(installation.python(COUNT)) > 30
    assert installation.end() < LONGEST_STOP
    assert installation.processes() == []


def test_a_second_start_takes_less_than_5_seconds():
    assert starts
    busy = max(1, os.getloadavg()[0] / os.cpu_count())  # other tests run beside this one
    assert min(starts) < 5 * busy


def test_a_half_migrated_database_is_told_in_a_line(installation: Installation):
    break_off = (
        "from django.db import connection as c;"
        "c.cursor().execute(\"DELETE FROM django_migrations WHERE app = 'answers'\");"
    )
    installation.python(break_off)
    refused = installation.tell("bin/run")
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database is half-migrated (")
    assert refused.stderr.count("\n") == 1
    assert installation.processes() == []


def test_a_later_version_s_database_is_told_in_a_line(installation: Installation):
    installation.python(
        "from django.db import connection as c;"
        'c.cursor().execute("INSERT INTO django_migrations (app, name, applied)'
        " VALUES ('questions', '0999_later', now())\");"
    )
    refused = installation.tell("bin/run")
    assert "migrated by a later QuesHub (questions.0999_later)" in refused.stderr
