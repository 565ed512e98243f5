"""Who earned most: in a week, in a month, ever."""

import re
from datetime import UTC, datetime

import html5lib
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rewards import leaderboards
from rewards.models import MINT, Account
from rewards.models.transfer import Reason
from tests import cast
from tests.pages.coins import moved

pytestmark = pytest.mark.django_db

# A Wednesday.
NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_a_wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


def earned(member, coins, at=NOW):
    with time_machine.travel(at, tick=False):
        moved(MINT, member, coins, Reason.ACCEPTED)


def page(client, period=""):
    return client.get(reverse("leaders") + (period and f"?period={period}"))


def board(response):
    """Place, name and coins of each row."""
    rows = re.findall(r'<li class="leader\b.*?</li>', response.text, re.DOTALL)
    return [
        (
            int(re.search(r'leader__place">.*?</span>(\d+)<', row)[1]),
            re.search(r'person__name"[^>]*>([^<]+)', row)[1],
            int(re.search(r"</svg>([\d,]+)<", row)[1].replace(",", "")),
        )
        for row in rows
    ]


def text_of(response):
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    return " ".join(" ".join(document.itertext()).split())


def test_each_tab_counts_its_own_time(client):
    ada, bo, cy = cast.ada(), cast.bo(), cast.cy()
    earned(ada, 20)
    earned(bo, 30, datetime(2026, 3, 30, 0, 1, tzinfo=UTC))  # Monday, last month
    earned(cy, 1_400, datetime(2026, 3, 29, 23, 59, tzinfo=UTC))
    assert board(page(client)) == board(page(client, "week"))
    assert board(page(client, "week")) == [(1, "Bo Answers", 30), (2, "Ada Asks", 20)]
    assert board(page(client, "month")) == [(1, "Ada Asks", 20)]
    names = [name for _, name, _ in board(page(client, "ever"))]
    assert names == ["Cy Stranger", "Bo Answers", "Ada Asks"]
    assert board(page(client, "nonsense")) == board(page(client, "week"))


def test_a_row_shows_who_it_is(client):
    bo = cast.bo()
    earned(bo, 1_400)
    words = text_of(page(client))
    assert "Bo Answers Works at the Harbour Bakery, Lives in Lower Fennel 1,400 coins" in words
    assert f'href="{bo.get_absolute_url()}"' in page(client).text


def test_of_equal_ones_the_older_account_stands_first(client):
    ada, bo = cast.ada(), cast.bo()
    for member in (bo, ada):
        earned(member, 20)
    assert [name for _, name, _ in board(page(client))] == ["Bo Answers", "Ada Asks"]


def test_who_is_gone_and_who_has_nothing_left_is_not_listed(client):
    gone, left, closed, zero = (cast.member(f"Member {n}") for n in "abcd")
    for member, coins in ((gone, 90), (left, 80), (closed, 70), (zero, 60)):
        earned(member, coins)
    moved(zero, left, 60, Reason.REVERSAL)
    earned(cast.ada(), 1)
    gone.remove(by=cast.mo(), because="Advertising.")
    left.delete()
    Account.objects.filter(owner=closed).update(closed_at=NOW)
    assert board(page(client)) == [(1, "Ada Asks", 1)]


def test_fifty_are_listed_and_the_reader_learns_their_own_place(client):
    ada = cast.ada()
    for number in range(52):
        earned(cast.member(f"Earner {number}"), 1_000 + number)
    earned(ada, 7)
    assert len(board(page(client))) == 50
    assert "You earned" not in text_of(page(client))
    client.force_login(ada)
    assert "You earned 7 coins. That is place 53." in text_of(page(client))


def test_places_are_counted_up_to_a_bound(client, monkeypatch):
    monkeypatch.setattr("pages.views.leaderboard.MOST", 2)
    monkeypatch.setattr(leaderboards, "MOST_COUNTED", 3)
    ada, cy = cast.ada(), cast.cy()
    for number in range(2):
        earned(cast.member(f"Earner {number}"), 50)
    earned(ada, 7)
    earned(cy, 7)
    client.force_login(ada)
    assert "You earned 7 coins. That is place 3." in text_of(page(client))
    client.force_login(cy)
    assert "You earned 7 coins." in text_of(page(client))
    assert "That is place" not in text_of(page(client))


def test_the_reader_is_marked_in_the_list_not_told_twice(client):
    ada = cast.ada()
    earned(ada, 7)
    client.force_login(ada)
    words = text_of(page(client))
    assert "Ada Asks you 7 coins" in words
    assert "You earned" not in words


def test_a_reader_who_earned_nothing_is_told_nothing(client):
    earned(cast.ada(), 7)
    client.force_login(cast.cy())
    assert "You earned" not in text_of(page(client))


def test_before_anybody_earned_it_offers_the_next_step(client):
    assert "Nobody has earned coins yet" in text_of(page(client))


def test_fifty_rows_cost_as_many_queries_as_one_and_the_ledger_is_not_asked(client):
    counts = []
    for wanted in (1, 49):
        for number in range(wanted):
            earned(cast.member(f"Earner {wanted} {number}"), 10)
        with CaptureQueriesContext(connection) as queries:
            page(client)
        counts.append(len(queries))
        assert not any("rewards_transfer" in query["sql"] for query in queries)
    assert counts == [1, 1]


def test_names_and_credentials_go_their_own_way(client):
    earned(cast.member("שרה לוי", works_at="בית החולים"), 5)
    text = page(client).text
    assert re.search(r'person__name" href="[^"]+" dir="auto">שרה לוי<', text)
    assert '<p class="leader__line" dir="auto">' in text
