"""A statement as a file for spreadsheets."""

from datetime import UTC, datetime

import pytest
import time_machine

from pages.statement.export import safe
from rewards.models import MINT
from rewards.models.transfer import Reason
from tests import cast
from tests.pages.coins import address, file_for, moved

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


def test_the_file_has_every_row_with_times_in_utc(client, ada, bo, settings):
    question = cast.question(ada)
    moved(MINT, ada, 2_000, note='A, "start"')
    with time_machine.travel(AT, tick=False):
        moved(ada, bo, 1_100, Reason.PLEDGE, ("question", question.pk))
    last, first = file_for(client, ada, ada)
    assert last == {
        "time (UTC)": "2026-03-30T15:04:05Z",
        "what": "pledged",
        "about": question.title,
        "address": settings.SITE_URL + question.get_absolute_url(),
        "with whom": "Bo Answers",
        "coins": "-1100",
        "balance after": "900",
        "note": "",
    }
    assert (first["note"], first["coins"]) == ('A, "start"', "2000")


def test_the_file_is_read_piece_by_piece(client, ada, monkeypatch):
    monkeypatch.setattr("rewards.statements.PIECE", 10)
    for coins in range(1, 36):
        moved(MINT, ada, coins)
    client.force_login(ada)
    response = client.get(address(ada, "statement_csv"))
    assert response.streaming
    assert response["Content-Disposition"] == 'attachment; filename="statement.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = [piece.decode().count("\r\n") for piece in response.streaming_content]
    assert lines == [1, 10, 10, 10, 5]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_of_the_file_is_a_formula(client, ada, bo, evil):
    assert safe(evil) == f"'{evil}"
    moved(MINT, ada, 5, note=evil)
    [row] = file_for(client, ada, ada)
    assert row["note"].startswith("'")
    assert (safe(-5), safe("a=1"), safe("")) == (-5, "a=1", "")


def test_files_are_made_so_many_an_hour(client, ada, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"export": "2/h"}
    client.force_login(ada)
    statuses = [client.get(address(ada, "statement_csv")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
