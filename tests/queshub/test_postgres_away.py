"""A Postgres that refuses, says nothing, or goes in the middle; tests/outages/ has a real one."""

import socket
import threading
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection

from queshub.database import ANSWER_SECONDS, CONNECT_SECONDS, TIMEOUTS
from queshub.postgres import breaker as breaking
from queshub.postgres.breaker import breaker
from queshub.postgres.losses import Lost
from queshub.postgres.waiting import wait_at_most, wait_for_ever

SHORT = 0.2  # seconds, for what is longer in the web


@pytest.fixture(autouse=True)
def _connections(django_db_setup, django_db_blocker):
    """Real ones. Nothing is written, so that no test has to end with empty tables."""
    with django_db_blocker.unblock():
        yield
        connection.close()


@pytest.fixture
def hurried():
    """This process waits as the web does, but shorter."""
    wait_at_most(connect=SHORT, answer=SHORT)
    yield
    wait_for_ever()


@pytest.fixture
def clock(monkeypatch):
    """The breaker's clock, to be moved by hand."""
    now = [1_000.0]
    monkeypatch.setattr(breaking.time, "monotonic", lambda: now[0])
    return now


@contextmanager
def listening(*, crowded=False):
    """A server that takes connections and says nothing; crowded, it does not even take them."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0 if crowded else 50)
        server.settimeout(0)
        waiting = [socket.socket() for _ in range(5 if crowded else 0)]
        for client in waiting:
            client.setblocking(False)
            client.connect_ex(server.getsockname())
        yield server
        for client in waiting:
            client.close()


def to(server):
    """A connection that will lead to a server of the test's."""
    other = connection.copy()
    host, port = server.getsockname()
    other.settings_dict.update(HOST=host, PORT=port)
    return other


def seconds_until_refused(other):
    began = time.monotonic()
    with pytest.raises(Lost):
        other.ensure_connection()
    return time.monotonic() - began


def accepted(server):
    """How many connections have arrived."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


@pytest.mark.parametrize("crowded", [False, True])
def test_a_server_that_says_nothing_is_waited_for_once(hurried, crowded):
    with listening(crowded=crowded) as server:
        assert SHORT <= seconds_until_refused(to(server)) < 2 * SHORT + 0.3
        assert [seconds_until_refused(to(server)) < SHORT / 2 for _ in range(3)] == [True] * 3
        if not crowded:
            assert accepted(server) == 1


def test_a_server_that_refuses_is_asked_once(hurried, clock):
    with listening() as server:
        gone = to(server)
    with pytest.raises(Lost, match="refused"):
        gone.ensure_connection()
    with pytest.raises(Lost, match="a moment ago"):
        gone.ensure_connection()
    clock[0] += breaking.REST_SECONDS
    with pytest.raises(Lost, match="refused"):
        gone.ensure_connection()


def test_after_the_rest_one_tries_while_the_others_are_told_at_once(hurried, clock):
    breaker.failed("silence", silent=True)
    clock[0] += breaking.REST_SECONDS
    breaker.check()
    with pytest.raises(psycopg2.OperationalError, match="a moment ago"):
        breaker.check()
    breaker.answered()
    breaker.check()
    breaker.check()


def test_a_try_that_never_ends_is_not_the_last(hurried, clock):
    breaker.failed("silence", silent=True)
    clock[0] += breaking.REST_SECONDS
    breaker.check()
    clock[0] += breaking.LONGEST_TRY
    breaker.check()


def test_when_it_is_back_everybody_connects(hurried, clock):
    breaker.failed("silence", silent=True)
    connection.close()
    with pytest.raises(Lost):
        connection.ensure_connection()
    clock[0] += breaking.REST_SECONDS
    connection.ensure_connection()
    other = connection.copy()
    other.ensure_connection()
    other.close()


def test_a_query_without_an_answer_is_given_up_and_so_is_its_connection(hurried):
    began = time.monotonic()
    with pytest.raises(Lost, match="nothing"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1.5)")
    assert time.monotonic() - began < 2 * SHORT + 0.3
    assert connection.is_gone()
    assert not breaker.trusts_open_connections


def test_an_open_connection_to_a_silent_server_is_not_used(hurried):
    connection.ensure_connection()
    assert connection.is_usable()
    breaker.failed("silence", silent=True)
    assert not connection.is_usable()


def test_an_open_connection_to_a_server_without_room_for_more_is_used(hurried):
    connection.ensure_connection()
    breaker.failed("too many clients")
    assert connection.is_usable()


def test_commands_wait_and_never_give_up():
    breaker.failed("silence", silent=True)
    breaker.check()
    assert breaker.trusts_open_connections


def test_the_web_answers_within_two_seconds_and_leaves_time_outs_to_postgres():
    assert CONNECT_SECONDS < 2
    assert TIMEOUTS["web"]["statement"] / 1000 < ANSWER_SECONDS < 6


def test_threads_that_ask_at_once_try_once(hurried, clock):
    breaker.failed("refused")
    clock[0] += breaking.REST_SECONDS
    tries = []

    def ask():
        try:
            breaker.check()
        except Exception as error:
            return tries.append(error)
        tries.append(None)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(tries) == 8
    assert tries.count(None) == 1
