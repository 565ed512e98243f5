"""bin/run on servers a person names: nothing embedded starts."""

import os

import psycopg2
import pytest

from queshub.embedded.prepare import about_memory
from tests.run.installation import Installation

pytestmark = pytest.mark.processes

NAME = "own_by_a_person"


def test_with_servers_of_ones_own_nothing_embedded_starts(installation: Installation):
    start, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    with_test_database = psycopg2.connect(**connection_arguments())
    with_test_database.autocommit = True
    with_test_database.cursor().execute(f"CREATE DATABASE {NAME}")
    own = {"DATABASE_URL": f"{start}/{NAME}", "REDIS_URL": os.environ["REDIS_URL"]}
    try:
        installation.start(**own)
        installation.wait_until_ready()
        assert installation.get("/") == 200
        assert not (installation.root / "var" / "servers").exists()
        # A command without those variables joins them while the site runs.
        name = "from django.db import connection as c; print(c.settings_dict['NAME'])"
        assert installation.python(name) == NAME
        assert installation.end() < 10
    finally:
        with_test_database.cursor().execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        with_test_database.close()


def connection_arguments() -> dict[str, str]:
    """The tests' own server, as psycopg2 wants it."""
    user, _, rest = os.environ["DATABASE_URL"].removeprefix("postgres://").partition("@/")
    name, _, password = user.partition(":")
    folder, _, database = rest.replace("%2F", "/").rpartition("/")
    return {"user": name, "password": password, "host": folder, "dbname": database}


@pytest.mark.parametrize(
    ("policy", "most", "said"),
    [
        ("volatile-lfu", 64_000_000, ""),
        ("allkeys-lru", 64_000_000, "maxmemory-policy allkeys-lru"),
        ("volatile-lfu", 0, "maxmemory is not set"),
    ],
)
def test_a_redis_that_makes_room_otherwise_is_named(policy: str, most: int, said: str):
    line = about_memory({"maxmemory_policy": policy, "maxmemory": most})
    assert said in line
    assert bool(line) == bool(said)
    assert "\n" not in line
