"""An account's transfers as its owner reads them, and its balance day by day."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rewards import balances
from rewards.balances import closing_balances
from rewards.models import MINT, SINK, Account, Entry, Reward, Transfer
from rewards.models.transfer import Reason, move
from rewards.statements import Statement, withheld
from tests import cast

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture
def ada():
    return Account.of(cast.ada())


@pytest.fixture
def bo():
    return Account.of(cast.bo())


def moved(from_, to, coins, reason=Reason.GRANT, **fields):
    number = Transfer.objects.count()
    entry = Entry(from_, to, coins, reason, ("grant", 1), f"key {number}", **fields)
    return move(entry)[0]


def seen(lines):
    return [(line.coins, line.after, line.other) for line in lines]


def test_a_line_is_what_came_or_went_and_what_was_there_then(ada, bo):
    moved(MINT, ada.pk, 100)
    moved(ada.pk, bo.pk, 30, Reason.PLEDGE)
    moved(ada.pk, SINK, 5, Reason.FINE)
    assert seen(Statement(ada).older(most=9)) == [
        (-5, 65, SINK),
        (-30, 70, bo.pk),
        (100, 100, MINT),
    ]
    assert seen(Statement(bo).older(most=9)) == [(30, 30, ada.pk)]


def test_a_page_goes_on_where_the_last_one_ended_in_both_directions(ada, bo):
    moved(MINT, ada.pk, 100)
    rows = [moved(*pair, coins) for coins in (1, 2, 3) for pair in ((MINT, bo.pk), (ada.pk, bo.pk))]
    rows += [moved(bo.pk, ada.pk, 4)]
    statement = Statement(bo)
    whole = [line.transfer.pk for line in statement.older(most=99)]
    assert whole == sorted((row.pk for row in rows), reverse=True)
    older = [line.transfer.pk for line in statement.older(whole[2], most=3)]
    assert older == whole[3:6]
    newer = [line.transfer.pk for line in statement.newer(whole[4], most=3)]
    assert newer == whole[1:4][::-1]


def test_a_statement_of_one_reason_leaves_the_others_out(ada, bo):
    moved(MINT, ada.pk, 100)
    moved(ada.pk, bo.pk, 30, Reason.PLEDGE)
    moved(bo.pk, ada.pk, 10, Reason.PLEDGE)
    assert seen(Statement(ada, Reason.PLEDGE).older(most=9)) == [(10, 80, bo.pk), (-30, 70, bo.pk)]
    assert Statement(ada, Reason.TIP).older(most=9) == []


def test_in_pieces_it_is_the_same_statement(ada, bo, monkeypatch):
    monkeypatch.setattr("rewards.statements.PIECE", 2)
    moved(MINT, ada.pk, 100)
    for coins in (1, 2, 3, 4):
        moved(ada.pk, bo.pk, coins, Reason.PLEDGE)
    pieces = list(Statement(ada).in_pieces())
    assert [len(piece) for piece in pieces] == [2, 2, 1]
    assert [line for piece in pieces for line in piece] == Statement(ada).older(most=9)
    assert [len(piece) for piece in Statement(ada, Reason.GRANT).in_pieces()] == [1]


def test_in_pieces_only_what_is_read_is_fetched(ada, monkeypatch):
    monkeypatch.setattr("rewards.statements.PIECE", 2)
    for coins in range(1, 9):
        moved(MINT, ada.pk, coins)
    made = []
    monkeypatch.setattr("rewards.statements.Statement._line", lambda _, row: made.append(row))
    next(Statement(ada).in_pieces())
    assert len(made) == 2


def many(bo, count=3_000):
    """A ledger in which an account's transfers are few among many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO rewards_transfer (from_account_id, to_account_id, coins, earned, reason,"
            " about_kind, about_id, at, key, note) SELECT 1, %s, 1, 0, 'grant', 'grant', 1, now(),"
            " 'many ' || n, '' FROM generate_series(1, %s) n",
            [bo.pk, count],
        )
        cursor.execute("ANALYZE rewards_transfer")


@pytest.mark.parametrize("whose", ["ada", "bo"])
@pytest.mark.parametrize(
    "read",
    [
        lambda account: Statement(account).older(most=31),
        lambda account: Statement(account, Reason.GRANT).older(10**6, most=31),
        lambda account: Statement(account).newer(1, most=31),
        lambda account: closing_balances(account, 90),
    ],
)
def test_what_a_page_shows_is_read_along_the_two_indexes(ada, bo, whose, read, monkeypatch):
    monkeypatch.setattr(balances, "MOST", 100)
    moved(MINT, ada.pk, 100)
    many(bo)
    with CaptureQueriesContext(connection) as queries:
        read({"ada": ada, "bo": bo}[whose])
    [query] = [each["sql"] for each in queries]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert re.findall(r"(?:Scan|Backward) using (\w+)", plan) == ["transfer_from", "transfer_to"]
    assert "Seq Scan" not in plan


def closings(account, days=5):
    with time_machine.travel(TODAY, tick=False):
        return {each.day.day: each.coins for each in closing_balances(account, days)}


def moved_on(day, *entry):
    with time_machine.travel(datetime(2026, 3, day, 23, 59, tzinfo=UTC), tick=False):
        return moved(*entry)


def test_a_day_closes_with_what_its_last_transfer_left(ada, bo):
    moved_on(10, MINT, ada.pk, 50)
    moved_on(28, MINT, ada.pk, 100)
    moved_on(28, ada.pk, bo.pk, 30)
    moved_on(30, MINT, ada.pk, 5)
    assert closings(ada) == {27: 50, 28: 120, 29: 120, 30: 125, 31: 125}
    assert closings(bo) == {27: 0, 28: 30, 29: 30, 30: 30, 31: 30}


def test_days_end_at_midnight_utc(ada):
    for hour, minute in ((23, 59), (0, 1)):
        at = datetime(2026, 3, 29 if hour else 30, hour, minute, tzinfo=UTC)
        with time_machine.travel(at, tick=False):
            moved(MINT, ada.pk, 10)
    assert closings(ada, 3) == {29: 10, 30: 20, 31: 20}


def test_an_account_without_transfers_has_had_nothing_all_along(ada):
    assert closings(ada, 2) == {30: 0, 31: 0}


def test_what_is_beyond_the_transfers_looked_at_is_not_guessed(ada, monkeypatch):
    monkeypatch.setattr(balances, "MOST", 2)
    for day in (10, 28, 29, 30):
        moved_on(day, MINT, ada.pk, 10)
    assert closings(ada) == {29: 30, 30: 40, 31: 40}


def test_an_old_account_that_rests_has_the_whole_chart(ada, monkeypatch):
    monkeypatch.setattr(balances, "MOST", 2)
    for day in (1, 2, 3):
        moved_on(day, MINT, ada.pk, 10)
    assert closings(ada) == {27: 30, 28: 30, 29: 30, 30: 30, 31: 30}


def test_ninety_days_end_today(ada):
    moved_on(10, MINT, ada.pk, 50)
    with time_machine.travel(TODAY, tick=False):
        [first, *_, last] = days = closing_balances(ada, 90)
    assert len(days) == 90
    assert first == (date(2026, 1, 1), 0)
    assert last == (TODAY.date(), 50)


def test_rewards_that_a_cap_withheld_are_known_for_a_month(ada, bo, settings):
    settings.COINS_A_DAY = settings.COINS["accepted"]
    now = datetime.now(UTC)
    for question, ago in ((1, 40), (2, 40), (3, 10), (4, 10)):
        with time_machine.travel(now - timedelta(days=ago), tick=False):
            Reward.of_acceptance(question=question, asker=ada.owner, answerer=bo.owner)
    assert [each.about_id for each in withheld(bo)] == [4]
    assert list(withheld(ada)) == []
