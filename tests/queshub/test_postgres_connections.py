"""Connections that a restart of Postgres ends, as each thread of ours sees it."""

import gc
import threading

import pytest
from django.db import InterfaceError, connection, transaction

from queshub.postgres.losses import Lost
from queshub.postgres.waiting import wait_at_most, wait_for_ever


@pytest.fixture(autouse=True)
def _connections(django_db_setup, django_db_blocker):
    """Real ones. Nothing is written, so that no test has to end with empty tables."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def end_backend():
    """End this thread's connection from another one, as a restart does."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
        )
    other.close()


@pytest.fixture(params=[False, True], ids=["as a command", "as the web"])
def role(request):
    if request.param:
        wait_at_most(connect=5, answer=5)
    yield
    wait_for_ever()


def test_a_connection_that_was_ended_is_seen_without_asking(role):
    connection.ensure_connection()
    assert connection.is_usable()
    end_backend()
    assert not connection.is_usable()


def test_looking_at_a_connection_is_no_query(role):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'the last one'")
    assert connection.is_usable()
    other = connection.copy()
    with other.cursor() as cursor:
        pid = connection.connection.info.backend_pid
        cursor.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid])
        assert cursor.fetchone()[0] == "SELECT 'the last one'"
    other.close()


def test_a_transaction_that_failed_is_not_at_rest(role):
    connection.set_autocommit(False)
    with pytest.raises(Exception, match="nowhere"):
        connection.cursor().execute("SELECT nowhere")
    assert not connection.is_usable()
    connection.rollback()
    connection.set_autocommit(True)


def test_whatever_is_done_with_an_ended_connection_it_is_lost(role):
    connection.ensure_connection()
    end_backend()
    with pytest.raises(Lost), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    with pytest.raises(Lost):
        connection.cursor()
    with pytest.raises(Lost):
        connection.commit()
    with pytest.raises(Lost):
        connection.set_autocommit(False)


def ask():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()


@pytest.mark.parametrize("steps", [(end_backend, ask), (ask, end_backend), (ask, end_backend, ask)])
def test_a_transaction_whose_connection_ends_is_lost_and_the_next_one_is_not(role, steps):
    @transaction.atomic
    def work():
        for step in steps:
            step()

    with pytest.raises(Lost):
        work()
    assert transaction.atomic(ask)() == (1,)


def test_a_cursor_closed_by_mistake_is_no_loss(role):
    cursor = connection.cursor()
    cursor.close()
    with pytest.raises(InterfaceError):
        cursor.execute("SELECT 1")


def test_rows_are_fetched_in_chunks_while_hurried(role):
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute("SELECT generate_series(1, 5000)")
        assert len(list(cursor)) == 5_000


def test_a_thread_that_ends_leaves_no_connection_behind():
    """Whether or not the collector has come by."""
    kept = []

    def ask():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        kept.append(connection.connection)

    gc.disable()
    try:
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        assert kept[0].closed
    finally:
        gc.enable()


def test_another_connection_of_the_same_thread_is_left_alone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        with connection._nodb_cursor() as other:
            other.execute("SELECT 1")
        cursor.execute("SELECT 1")
