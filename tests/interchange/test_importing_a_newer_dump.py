"""A real site's dump of March 2017 over its dump of December 2016."""

import pytest
from django.db import connection

from tests.emptying import REFUSING
from tests.interchange.content import visible_content
from tests.interchange.dumps import bring_in, real

pytestmark = pytest.mark.django_db

AI = "https://ai.stackexchange.com"


def test_a_newer_dump_over_an_older_one_gives_the_same_as_the_newer_alone():
    older, newer = real("se-ai-2016-12"), real("se-ai-2017-03")
    bring_in(newer, AI)
    alone = visible_content()
    _empty()
    bring_in(older, AI)
    assert visible_content() != alone
    said = bring_in(newer, AI)
    assert "38 removed" in said
    over = visible_content()
    for kind, rows in alone.items():
        assert over[kind] == rows, kind
    again = bring_in(newer, AI)
    assert "new" not in again.partition("transaction")[2]
    assert visible_content() == alone


def _empty():
    with connection.cursor() as cursor:
        # Ledger and log, which are empty here, refuse it otherwise.
        for table in REFUSING:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("TRUNCATE accounts_user, questions_question, questions_tag CASCADE")
