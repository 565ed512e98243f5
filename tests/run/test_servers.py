"""The embedded servers themselves: what they promise, and the odd places they live in."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import environ
import psycopg2
import pytest
import redis

from queshub.embedded.environment import poll
from queshub.embedded.place import Place
from queshub.embedded.servers import Servers

pytestmark = pytest.mark.processes


@contextmanager
def running(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Servers as bin/run starts them, on a folder; yields their URLs."""
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")
    place = Place(root)
    place.make()
    servers = Servers(place)
    try:
        servers.start(poll)
        yield servers.environment()
    finally:
        servers.stop()
        shutil.rmtree(place.servers.resolve(), ignore_errors=True)


def connect(url: str, **changes: str):
    """Connect as the site does: through django-environ's reading of the URL."""
    read = environ.Env.db_url_config(url)
    arguments = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    return psycopg2.connect(**({key: read[value] for key, value in arguments.items()} | changes))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other accounts can pass through, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="queshub-servers-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_they_are_careful(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with running(folder / "var", monkeypatch) as urls:
        with connect(urls["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync',"
                " 'listen_addresses', 'TimeZone', 'password_encryption', 'server_version_num')"
            )
            settings = dict(cursor.fetchall())
            cursor.execute("SELECT datlocprovider, datlocale FROM pg_database")
            locales = set(cursor.fetchall())
        assert int(settings.pop("server_version_num")) >= 180000
        assert settings == {
            "data_checksums": "on",
            "fsync": "on",
            "listen_addresses": "",
            "TimeZone": "UTC",
            "password_encryption": "scram-sha-256",
        }
        assert locales == {("b", "C.UTF-8")}
        with redis.Redis.from_url(urls["REDIS_URL"], decode_responses=True) as client:
            kept = client.config_get("append*", "maxmemory-policy", "port")
        assert (kept["appendonly"], kept["appendfsync"]) == ("yes", "everysec")
        assert (kept["maxmemory-policy"], kept["port"]) == ("volatile-lfu", "0")


def test_every_database_of_theirs_may_keep_vectors(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with (
        running(folder / "var", monkeypatch) as urls,
        connect(urls["DATABASE_URL"]) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT '[3,0]'::vector <=> '[0,4]'")
        assert cursor.fetchone() == (1.0,)


def test_the_log_names_no_values_of_a_statement_that_fails(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    with running(folder / "var", monkeypatch) as urls:
        with connect(urls["DATABASE_URL"]) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE members (email text UNIQUE)")
            cursor.execute("INSERT INTO members VALUES ('ada@cast.invalid')")
            with pytest.raises(psycopg2.errors.UniqueViolation):
                cursor.execute("INSERT INTO members VALUES ('ada@cast.invalid')")
        log = Place(folder / "var").log("postgres").read_text()
        assert "duplicate key" in log
        assert "ada@cast.invalid" not in log


def test_only_the_password_opens_them(folder: Path, monkeypatch: pytest.MonkeyPatch):
    with running(folder / "var", monkeypatch) as urls:
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            connect(urls["DATABASE_URL"], password="wrong")
        with pytest.raises(psycopg2.OperationalError, match="no pg_hba"):
            connect(urls["DATABASE_URL"], user="postgres", dbname="postgres")
        without = urls["REDIS_URL"].replace(urls["REDIS_URL"].split("@")[0] + "@", "unix://")
        with redis.Redis.from_url(without) as client, pytest.raises(redis.AuthenticationError):
            client.ping()


@pytest.mark.parametrize(
    "name",
    ["a folder", "100% \"odd\" + 'ö' #?&", "long" * 40],
    ids=["space", "signs", "too long for a socket"],
)
def test_they_live_in_any_folder(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch):
    with running(folder / name, monkeypatch) as urls:
        connect(urls["DATABASE_URL"]).close()
        with redis.Redis.from_url(urls["REDIS_URL"]) as client:
            assert client.ping()
            sockets = Path(client.connection_pool.connection_kwargs["path"]).parent
            assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert not (sockets / "valkey.sock").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as someone else")
def test_where_their_account_cannot_go_they_live_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    home = folder / "root's home"
    home.mkdir(mode=0o700)
    with running(home / "checkout" / "var", monkeypatch) as urls:
        elsewhere = (home / "checkout" / "var" / "servers").resolve()
        assert home not in elsewhere.parents
        connect(urls["DATABASE_URL"]).close()
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o700
    assert not elsewhere.exists()
