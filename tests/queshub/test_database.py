"""How long Postgres may take, and whether it has room for all of us."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections
from psycopg2.extensions import get_wait_callback

from queshub.database import TIMEOUTS, check_connections, connections_held, take_role, timeouts
from queshub.embedded.place import CHECKOUT

pytestmark = pytest.mark.django_db(transaction=True)


def shown(name):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setting::int FROM pg_settings WHERE name = %s AND unit = 'ms'", [name]
        )
        return cursor.fetchone()[0]


@pytest.fixture
def role():
    """Takes a role, in a new connection; afterwards this process is what it was."""

    def take(name):
        connection.close()
        take_role(name)

    yield take
    take_role("command")
    connection.close()


@pytest.mark.parametrize("name", TIMEOUTS)
def test_every_connection_has_its_role_s_time_outs(role, name):
    role(name)
    for kind, ms in TIMEOUTS[name].items():
        assert shown(f"{kind}_timeout") == ms


def test_the_web_server_takes_the_web_s_role():
    # In a process of its own: what else the web server starts would go on beside the tests.
    show = "from django.db import connections as c; print(c.settings['default']['OPTIONS'])"
    command = [sys.executable, "-c", f"import queshub.wsgi; {show}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=CHECKOUT)
    assert timeouts("web") in done.stdout


def test_only_the_web_gives_up_a_postgres_that_says_nothing(role):
    role("web")
    assert get_wait_callback() is not None
    for name in ("worker", "command"):
        role(name)
        assert get_wait_callback() is None


def test_the_web_s_are_the_shortest():
    for kind in ("statement", "lock", "idle_in_transaction_session"):
        assert TIMEOUTS["web"][kind] < TIMEOUTS["worker"][kind] < TIMEOUTS["command"][kind]


def test_a_statement_that_takes_too_long_is_ended(role):
    role("web")
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 5")
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("SELECT pg_sleep(60)")


def test_connections_are_kept_and_looked_at_before_use():
    assert connections.settings["default"]["CONN_MAX_AGE"] > 0
    assert connections.settings["default"]["CONN_HEALTH_CHECKS"]


def test_it_is_still_postgres_to_django():
    assert connection.settings_dict["ENGINE"] == "queshub.postgres"
    assert connection.vendor == "postgresql"


def test_connections_are_counted(settings):
    settings.WEB_PROCESSES, settings.WEB_THREADS, settings.JOB_WORKERS = 2, 8, 2
    assert connections_held() == 2 * 8 + 2 + 3


def test_as_delivered_postgres_has_room_for_all():
    assert check_connections(databases=["default"]) == []


def test_more_threads_than_postgres_has_room_for_are_an_error(settings):
    settings.WEB_THREADS = 5_000
    with pytest.raises(CommandError, match=r"queshub\.E001"):
        call_command("check", databases=["default"])


def test_no_room_to_spare_is_a_warning(settings):
    with connection.cursor() as cursor:
        cursor.execute("SHOW max_connections")
        most = int(cursor.fetchone()[0])
        cursor.execute("SHOW superuser_reserved_connections")
        room = most - int(cursor.fetchone()[0])
    settings.WEB_PROCESSES, settings.WEB_THREADS = 1, room - settings.JOB_WORKERS - 3
    assert [found.id for found in check_connections(databases=["default"])] == ["queshub.W001"]
