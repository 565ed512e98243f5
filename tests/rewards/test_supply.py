"""The coins in circulation: their figures, the days that are rolled up, and the page."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import html5lib
import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from rewards.jobs import roll_up_supply
from rewards.leaving import leave
from rewards.models import Pot, Reward, SupplyDay
from rewards.supply import MOST, history, supply
from tests import cast

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def bo():
    return cast.bo()


def welcome(*members):
    """100 coins each."""
    for member in members:
        Reward.of_welcome(member, complete=False)


def pledge(member, coins):
    """Coins of the member's in a pot of its own."""
    Pot.open(by=member, about=("question", 1)).pledge(by=member, coins=coins, once_key=1)


def figures(supply):
    return supply.minted, supply.with_members, supply.in_pots, supply.sunk


def days():
    names = ("day", "minted", "with_members", "in_pots", "sunk")
    rows = SupplyDay.objects.order_by("day").values_list(*names)
    return {f"{day:%a}": tuple(rest) for day, *rest in rows}


def text_of(response):
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    return " ".join(" ".join(document.itertext()).split())


def test_without_a_coin_all_adds_up():
    assert figures(supply()) == (0, 0, 0, 0)
    assert supply().surplus == 0


def test_the_supply_says_where_all_coins_are_and_what_they_were_minted_for(ada, bo):
    welcome(ada, bo)
    Reward.of_acceptance(question=1, asker=ada, answerer=bo)
    pledge(ada, 40)
    leave(bo)
    assert figures(supply()) == (225, 65, 40, 120)
    assert supply().minted_for == {"welcome": 200, "accepted": 20, "accepting": 5}
    assert (supply().circulating, supply().surplus) == (105, 0)


def test_coins_that_nobody_minted_show(ada):
    welcome(ada)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE rewards_account DISABLE TRIGGER USER")
        cursor.execute("UPDATE rewards_account SET balance = balance + 3 WHERE kind = 'member'")
    assert supply().surplus == 3


def test_the_supply_is_kept_for_a_minute(ada, bo):
    welcome(ada)
    first = supply()
    welcome(bo)
    with CaptureQueriesContext(connection) as queries:
        assert supply() == first
    assert len(queries) == 0


def test_a_day_is_rolled_up_an_hour_after_it_ended(ada, clock):
    welcome(ada)
    clock.move_to(MONDAY + timedelta(hours=12, minutes=59))
    roll_up_supply()
    assert days() == {}
    clock.move_to(MONDAY + timedelta(hours=13))
    roll_up_supply()
    assert days() == {"Mon": (100, 100, 0, 0)}


def test_a_day_tells_its_own_coins_and_where_all_of_them_were_when_it_ended(ada, bo, clock):
    welcome(ada)
    clock.shift(DAY)
    welcome(bo)
    pledge(ada, 40)
    clock.shift(2 * DAY)
    leave(bo)
    clock.shift(DAY)
    roll_up_supply()
    assert days() == {
        "Mon": (100, 100, 0, 0),
        "Tue": (100, 160, 40, 0),
        "Wed": (0, 160, 40, 0),
        "Thu": (0, 60, 40, 100),
    }


def test_the_next_run_goes_on_where_the_last_one_ended(ada, bo, clock):
    welcome(ada)
    pledge(ada, 40)
    clock.shift(DAY)
    roll_up_supply()
    welcome(bo)
    clock.shift(DAY)
    roll_up_supply()
    assert days() == {"Mon": (100, 60, 40, 0), "Tue": (100, 160, 40, 0)}


def test_rolling_up_twice_is_the_same_as_once(ada, clock):
    welcome(ada)
    clock.shift(DAY)
    assert [SupplyDay.roll_up(), SupplyDay.roll_up()] == [1, 0]
    assert days() == {"Mon": (100, 100, 0, 0)}


def test_what_is_rolled_up_counts_once(ada, bo, clock):
    welcome(ada)
    clock.shift(DAY)
    roll_up_supply()
    welcome(bo)
    assert figures(supply()) == (200, 200, 0, 0)
    assert supply().minted_for == {"welcome": 200}


def test_days_that_are_rolled_up_are_not_read_again_from_the_ledger(ada, clock):
    welcome(ada)
    clock.shift(DAY)
    roll_up_supply()
    SupplyDay.objects.update(minted_for={"welcome": 70})
    assert supply().minted == 70


@pytest.mark.django_db(transaction=True)
def test_an_open_transaction_is_noticed_and_its_day_is_not_lost(ada, bo, clock):
    now = time_machine.escape_hatch.datetime.datetime.now(UTC)  # as Postgres has it
    clock.move_to(now)
    welcome(ada)
    with ThreadPoolExecutor(1) as beside, transaction.atomic():
        welcome(bo)
        assert beside.submit(roll_up_to, now + 2 * DAY).result() == 0
    assert roll_up_to(now + 2 * DAY) == 2
    assert SupplyDay.objects.get(day=now.date()).minted == 200


def roll_up_to(now):
    try:
        return SupplyDay.roll_up(now)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_add_each_day_once(ada, clock):
    welcome(ada)
    with ThreadPoolExecutor(4) as pool:
        added = list(pool.map(roll_up_to, [MONDAY + 3 * DAY] * 8))
    assert sorted(added) == [0] * 7 + [3]


def test_a_long_history_becomes_few_periods(clock):
    first = MONDAY.date()
    SupplyDay.objects.bulk_create(
        SupplyDay(day=first + n * DAY, minted=2, sunk=1, with_members=n, in_pots=7)
        for n in range(150)
    )
    clock.shift(150 * DAY)
    *past, today = history(supply())
    assert len(past) < MOST
    assert (past[-1].day, past[-1].with_members) == (first + 149 * DAY, 149)
    assert {(each.minted, each.sunk) for each in past[1:]} == {(6, 3)}
    assert sum(each.minted for each in past) == 300
    assert today.day == first + 150 * DAY


def test_the_page_tells_the_figures_and_that_they_add_up(client, ada, bo, clock):
    welcome(ada, bo)
    clock.shift(DAY)
    roll_up_supply()
    pledge(ada, 40)
    leave(bo)
    page = client.get("/coins/")
    text = text_of(page)
    assert "In circulation 100 With members 60 In pots 40 Minted 200 Sunk 100" in text
    assert "It adds up. 60 with members, 40 in pots and 100 sunk; the mint paid 200." in text
    assert "3 Mar 2026 so far 60 40 0 100 2 Mar 2026 200 0 200 0" in text
    assert "Reason Coins Welcome 200" in text
    assert page.text.count('<g class="chart__day') == 2
    assert not page.cookies


@pytest.mark.parametrize(
    ("change", "words"),
    [(1, "there is 1 coin that nobody minted."), (-2, "2 coins are missing.")],
)
def test_the_page_says_when_it_does_not_add_up(client, ada, clock, change, words):
    welcome(ada)
    clock.shift(DAY)
    roll_up_supply()
    SupplyDay.objects.update(minted_for={"welcome": 100 - change})
    assert f"It does not add up: {words}" in text_of(client.get("/coins/"))


def test_the_page_costs_two_queries_and_then_none(client, ada):
    welcome(ada)
    for expected in (2, 0):
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/coins/").status_code == 200
        assert len(queries) == expected
