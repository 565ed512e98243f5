"""A statement page by page and reason by reason, what it costs, and its chart."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.statement.paging import StatementPage
from rewards.models import MINT, SINK, Account
from rewards.models.transfer import Reason
from tests import cast
from tests.pages.coins import address, file_for, moved, page_for, rows_of, text_of

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 30, 15, 4, 5, tzinfo=UTC)


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def bo():
    return cast.bo()


@pytest.fixture
def mo():
    return cast.mo()


def test_pages_follow_each_other_and_back(client, ada):
    for coins in range(1, 63):
        moved(MINT, ada, coins)
    first = page_for(client, ada, ada)
    second = client.get(address(ada) + first.context["page"].next_url)
    third = client.get(address(ada) + second.context["page"].next_url)
    back = client.get(address(ada) + third.context["page"].previous_url)
    numbers = [[line.coins for line in each.context["page"].lines] for each in (first, second)]
    assert numbers == [list(range(62, 32, -1)), list(range(32, 2, -1))]
    assert [line.coins for line in third.context["page"].lines] == [2, 1]
    assert third.context["page"].next_url is None
    assert rows_of(back) == rows_of(second)
    assert first.context["page"].previous_url is None


@pytest.mark.parametrize("query", ["?after=x", "?before=-1", f"?after={10**20}", "?reason=x"])
def test_a_page_that_cannot_be_is_not_found(client, ada, query):
    moved(MINT, ada, 1)
    assert page_for(client, ada, ada, query).status_code == 404


def test_a_reason_filters_the_page_its_neighbours_and_the_file(client, ada):
    for coins in range(1, 34):
        moved(MINT, ada, coins)
        moved(MINT, ada, 1, Reason.WELCOME)
    page = page_for(client, ada, ada, "?reason=grant")
    assert len(rows_of(page)) == 30
    assert all(" grant " in row for row in rows_of(page))
    assert '<option value="grant" selected>' in page.text
    assert len(rows_of(client.get(address(ada) + page.context["page"].next_url))) == 3
    assert f'{address(ada, "statement_csv")}?reason=grant"' in page.text
    assert len(file_for(client, ada, ada, "?reason=grant")) == 33
    none = page_for(client, ada, ada, "?reason=tip")
    assert "No coins have moved for this reason" in text_of(none)


def queries_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_fifty_rows_cost_as_many_queries_as_one(client, ada, bo, mo, monkeypatch):
    monkeypatch.setattr(StatementPage, "size", 50)
    client.force_login(ada)
    counts = []
    for wanted in (1, 49):
        for number in range(wanted):
            member = cast.member(f"Giver {wanted} {number}")
            question = cast.question(member)
            answer = cast.answer(ada, question)
            moved(MINT, member, 9, Reason.AWARD, ("question", question.pk), earned=9)
            moved(member, ada, 1, Reason.TIP, ("answer", answer.pk), by=Account.of(member).pk)
        counts.append(queries_of(client, address(ada)))
    assert len(rows_of(client.get(address(ada)))) == 50
    assert counts[0] == counts[1] <= 10


def test_the_chart_is_there_to_see_and_to_hear(client, ada):
    with time_machine.travel(AT.replace(day=1), tick=False):
        moved(MINT, ada, 1_200)
    with time_machine.travel(AT, tick=False):
        moved(ada, SINK, 200, Reason.FINE)
        page = page_for(client, ada, ada)
    drawing = re.search("<svg class=.chart__drawing.*?</svg>", page.text, re.DOTALL)[0]
    words = "From 0 on 31 Dec 2025 to 1,000 today; at least 0, at most 1,200 coins."
    assert f'<desc id="balance-words">{words}</desc>' in drawing
    assert re.search(r'd="M0 100V100H10[VH0-9]+V17H900"', drawing)


def test_the_chart_s_figures_are_numbers_in_every_language(client, ada, settings):
    settings.USE_THOUSAND_SEPARATOR = True
    settings.LANGUAGE_CODE = "de"
    moved(MINT, ada, 123_456)
    page = page_for(client, ada, ada)
    drawing = re.search("<svg class=.chart__drawing.*?</svg>", page.text, re.DOTALL)[0]
    assert all(re.fullmatch(r"[MHVZ\d ]+", path) for path in re.findall(' d="([^"]*)"', drawing))
    assert 'viewBox="0 0 900 100"' in drawing
