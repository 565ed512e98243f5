"""Whatever is typed is a query: nothing is an error, and nothing stays past its time."""

import pytest
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from accounts import hurry
from accounts.hurry import TooSlow, hurried, run
from search import finding
from search.grammar import MOST_PIECES, read
from search.results import results_of
from tests import cast
from tests.payloads import naughty_strings
from tests.search.documents import built

__all__ = ["naughty_strings"]

PIECES = st.lists(
    st.sampled_from(
        [
            *('"', "“", "[", "]", "-", "--", "or", "|", "..", ":", " ", "'", "\\", "&", "!"),
            *("(", "%s"),
            *("tag:", "user:", "category:", "is:", "has:", "score:", "created:", "#1", ":*", "<->"),
            *("answered", "bounty", "2024", "-02", "0000", "9999", "5", "99999999999", "½", "٣"),
            *("back", "the", "犬", "שלום", "\u0301", "\u202e", "x" * 100),
        ]
    ),
    max_size=30,
).map("".join)


# What a view lets through: neither NUL nor halves of pairs.
TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))


@given(st.one_of(st.text(max_size=200), PIECES))
@settings(max_examples=500, deadline=None)
def test_reading_never_fails_and_leaves_no_empty_term(text):
    query = read(text)
    assert all(query.alternatives) or query.alternatives == [[]]
    for term in query.terms:
        assert any(sign.isalnum() for sign in term.text)


@given(st.lists(st.text("abc犬", min_size=3, max_size=6), max_size=MOST_PIECES))
@example(["abc"] * MOST_PIECES)
@settings(deadline=None)
def test_reading_loses_no_word(words):
    assert [term.text for term in read(" ".join(words)).terms] == words


@pytest.mark.django_db
@given(st.one_of(TEXTS, PIECES))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_query_has_results(text):
    assert not results_of(text[:200], 1).too_slow


@pytest.mark.django_db
def test_naughty_strings_are_queries_too(naughty_strings):
    cast.question(cast.ada())
    built()
    for text in naughty_strings:
        clean = text.replace("\x00", "").strip()[:200]
        results_of(clean, 1)
        results_of(f"back {clean}", 1)
        results_of(f"user:{clean} [{clean}] score:{clean} created:{clean}", 1)


@pytest.mark.django_db
def test_a_search_that_takes_too_long_keeps_the_query(client, monkeypatch):
    cast.question(cast.ada())
    built()
    slow = finding._FIND.replace("FROM best", "FROM pg_sleep(30), best")
    monkeypatch.setattr(hurry, "MILLISECONDS", 50)
    monkeypatch.setattr(finding, "_FIND", slow)
    response = client.get(reverse("search"), {"q": "back pain"})
    assert response.status_code == 422
    assert 'value="back pain"' in response.text
    assert "Make it narrower" in response.text
    typed = client.get(reverse("search"), {"q": "back pain"}, HTTP_HX_REQUEST="true")
    assert typed.status_code == 200
    assert "Make it narrower" in typed.text


@pytest.mark.django_db(transaction=True)
def test_the_time_out_ends_with_the_search(monkeypatch):
    before = run("SHOW statement_timeout")
    with hurried():
        assert run("SHOW statement_timeout") == [("500ms",)]
    assert run("SHOW statement_timeout") == before
    monkeypatch.setattr(hurry, "MILLISECONDS", 20)
    with pytest.raises(TooSlow), hurried():
        run("SELECT pg_sleep(30)")
    assert run("SHOW statement_timeout") == before
    with transaction.atomic(), hurried():
        pass
    assert not connection.failure
