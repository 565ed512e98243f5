"""A document's quality in the index of words, and from where on it is looked for."""

import re

import pytest
from django.db import connection

from accounts.hurry import run
from search import finding, tiers
from search.finding import find
from search.grammar import read
from search.meaning import meaning_of
from search.tiers import steps_from, tiers_down
from tests import cast
from tests.search.documents import built

pytestmark = pytest.mark.django_db

TIERS_A_STEP, HIGHEST = 64, 20


def test_steps_name_exactly_the_documents_from_a_tier_upwards():
    qualities = [number / 128 for number in range(-128, 128 * (HIGHEST + 1))]
    rows = run("SELECT quality, search_steps(quality) FROM unnest(%s) AS quality", [qualities])
    for tier in range(1, TIERS_A_STEP * HIGHEST + 1):
        asked = steps_from(tier)
        there = {quality for quality, steps in rows if not set(asked).isdisjoint(steps)}
        # The highest tier is open upwards.
        assert there == {quality for quality in qualities if quality * TIERS_A_STEP >= tier}


def test_few_steps_are_asked_for_and_borne():
    assert max(len(steps_from(tier)) for tier in range(1, TIERS_A_STEP * HIGHEST)) == 4
    [(most,)] = run("SELECT cardinality(search_steps(7.9999))")
    assert most == 7 + 3 * 3


def test_a_tier_lies_between_two_known_qualities(monkeypatch):
    monkeypatch.setattr(tiers, "_qualities", lambda: [0.0, 1.0, 2.0, 3.0, 5.0])
    assert tiers_down(0.125) == [4 * TIERS_A_STEP, 2 * TIERS_A_STEP, 0]
    monkeypatch.setattr(tiers, "_qualities", lambda: [-3.0, -2.0, 1e9])
    assert tiers_down(0.1) == [HIGHEST * TIERS_A_STEP, 0]


def test_the_index_answers_for_words_and_steps(monkeypatch):
    cast.question(cast.ada(), title="Where is the zeppelin?")
    built()
    asked = []
    monkeypatch.setattr(finding, "run", lambda *query: asked.append(query) or run(*query))
    monkeypatch.setattr(finding, "_attempts", lambda *where: [(90, 95)])
    find(meaning_of(read("zeppelin")))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
    statement, params = asked[-1]
    plan = "\n".join(line for (line,) in run(f"EXPLAIN {statement}", params))
    titled, others = re.findall(r"Bitmap Index Scan on search_ranking .*\n(.*)", plan)
    for condition in (titled, others):
        assert "search_steps(quality) &&" in condition
        assert "(words @@" in condition
    assert "title_words @@" in titled
