"""Which of very many questions are looked at."""

import pytest
from django.db import connection

from accounts.hurry import TooSlow
from search import finding, tiers
from search.finding import Found, find
from search.grammar import read
from search.meaning import meaning_of
from search.models import Document
from tests import cast
from tests.search.documents import built

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents():
    """Forty questions with one word, each a little better than the one before."""
    question = cast.question(cast.ada(), title="Where is the zeppelin?")
    built()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH made AS (INSERT INTO questions_question SELECT (jsonb_populate_record(q, "
            "jsonb_build_object('id', q.id + n, 'score', 2 * n, 'once_key', NULL))).* "
            "FROM questions_question q, generate_series(1, 39) n RETURNING id) "
            "SELECT count(*) FROM made"
        )
        built()
        cursor.execute("ANALYZE search_document")
    return list(Document.objects.order_by("-quality").values_list("pk", flat=True)), question


def found(text="zeppelin"):
    return find(meaning_of(read(text)))


def test_few_are_all_looked_at(documents):
    numbers, _question = documents
    assert found().numbers == numbers
    assert (found().count, found().is_wide) == (40, False)


def test_of_many_the_best_are_looked_at(documents, monkeypatch):
    numbers, _question = documents
    monkeypatch.setattr(finding, "MOST", 10)
    monkeypatch.setattr(finding, "estimate", lambda *where: 40)
    monkeypatch.setattr(finding, "BEST", 5)
    assert found().numbers == numbers[:5]
    assert 10 <= found().count < 20
    assert found().is_wide


def test_it_begins_at_a_tier_and_goes_down_until_there_are_enough(documents, monkeypatch):
    numbers, question = documents
    monkeypatch.setattr(finding, "MOST", 10)
    asked = tiers.tiers_down(0.1)
    assert asked[-1] == 0
    assert asked == sorted(set(asked), reverse=True)
    assert len(asked) > 1
    # The planner does not know that only the worst has these words.
    Document.objects.filter(pk=question.pk).update(words="'gondola':1A 'zeppelin':2A")
    monkeypatch.setattr(finding, "estimate", lambda *where: 40)
    assert found("gondola").numbers == [question.pk]
    monkeypatch.setattr(finding, "BEST", 5)
    best = found("zeppelin")
    assert best.numbers == numbers[:5]
    assert 5 <= best.count < 20
    assert best.is_wide


def test_what_the_best_gave_is_kept_when_the_others_take_too_long(db, monkeypatch):
    def ranked(where, words, tier):
        if not tier:
            raise TooSlow
        return best

    best = Found([3], 1, "", is_wide=True)
    monkeypatch.setattr(finding, "_tiers", lambda *where: [20, 0])
    monkeypatch.setattr(finding, "_ranked", ranked)
    assert found() == best
    best = Found([], 0, "", is_wide=True)
    with pytest.raises(TooSlow):
        found()


@pytest.fixture
def shares(monkeypatch):
    """The shares of all documents that were asked for, on a site where every word is common."""
    asked = []
    monkeypatch.setattr(finding, "estimate", lambda *where: asked.append("?") or 500_000)
    monkeypatch.setattr(finding, "tiers_down", lambda share: asked.append(share) or [0])
    return asked


def test_words_are_taken_to_stand_together_more_often_than_the_planner_thinks(shares):
    for text in ("zeppelin", "zeppelin gondola", "zeppelin gondola anchor", "zeppelin or gondola"):
        find(meaning_of(read(text)))
    one, two, three, either = [share for share in shares if share != "?"]
    assert 10_000 / 500_000 < one < 1.1 * 10_000 / 500_000
    assert one > two > three > one / 2
    assert either == one


def test_the_planner_is_asked_again_only_for_the_words_alone(shares):
    find(meaning_of(read("zeppelin")))
    assert shares.count("?") == 1
    find(meaning_of(read("zeppelin is:accepted")))
    assert shares.count("?") == 3


def test_without_statistics_all_are_looked_at(monkeypatch):
    monkeypatch.setattr(tiers, "_qualities", lambda: None)
    assert tiers.tiers_down(0.1) == [0]
