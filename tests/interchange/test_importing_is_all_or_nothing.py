"""An import that does not come to its end leaves nothing, and only one runs at a time."""

import os
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.core.management import CommandError
from django.db import connection

from accounts.models import User
from answers.models import Answer
from interchange.models import Source
from questions.models import Category, Question, Tag
from tests.interchange.dumps import SITE, bring_in, write

IMPORT = """
import sys
import django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.core.management import call_command
call_command("import_stackexchange", sys.argv[2], site_url=sys.argv[3], category="Knots")
"""
WAITING = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'
"""


def _nothing_is_here():
    models = (User, Question, Answer, Tag, Source, Category)
    return not any(model.objects.exists() for model in models)


@contextmanager
def _another_connection():
    with closing(psycopg2.connect(**connection.get_connection_params())) as other:
        other.autocommit = True
        with other.cursor() as cursor:
            yield cursor


def _wait_for(condition):
    deadline = time.monotonic() + 60
    while not (found := condition()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return found


@pytest.mark.django_db
def test_a_second_import_at_once_is_refused(tmp_path):
    write(tmp_path)
    with _another_connection() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7220702)")
        with pytest.raises(CommandError, match="Another import is running"):
            bring_in(tmp_path)
    assert _nothing_is_here()


@pytest.mark.django_db
def test_what_the_database_refuses_at_the_end_leaves_nothing(tmp_path):
    write(tmp_path)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE answers_acceptance ADD CONSTRAINT never CHECK (by_id < 0)")
    with pytest.raises(CommandError, match=r"The database refused: .*never.*Nothing was written"):
        bring_in(tmp_path, category="Knots")
    assert _nothing_is_here()


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_while_it_writes_leaves_nothing_and_can_be_run_again(tmp_path):
    write(tmp_path)
    with _another_connection() as cursor:
        # It has written members, questions and answers when it comes to the closures.
        cursor.execute("BEGIN; LOCK TABLE questions_closure IN SHARE MODE")
        importing = subprocess.Popen(
            [sys.executable, "-c", IMPORT, connection.settings_dict["NAME"], tmp_path, SITE],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "queshub.settings"},
            stdout=subprocess.DEVNULL,
        )
        try:
            pid = _wait_for(lambda: _one(WAITING))
        finally:
            importing.kill()
            importing.wait()
        cursor.execute("ROLLBACK")
    _wait_for(lambda: not _one("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [pid]))
    assert _nothing_is_here()
    assert "Questions: 2 new" in bring_in(tmp_path)


def _one(sql, params=None):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row = cursor.fetchone()
        return row and row[0]
