"""Which of very many questions are looked at."""

from math import floor

import pytest
from django.db import connection

from accounts.hurry import TooSlow
from search import finding, tiers
from search.finding import Found, find
from search.grammar import read
from search.meaning import meaning_of
from search.models import Document
from search.tsquery import either
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
    assert 10 <= found().count <= 12
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
    assert 5 <= best.count <= 12
    assert best.is_wide


@pytest.fixture
def titled(documents, monkeypatch):
    """Every fourth has its word in the text alone; every fifth has another besides."""
    texts = {0: "'gondola':1A 'zeppelin':9C", 1: "'gondola':1A 'zeppelin':2A"}
    for number in documents[0]:
        if number % 4 == 0 or number % 5 == 0:
            words = texts[number % 4 != 0]
            title = " ".join(word for word in words.split() if word.endswith("A"))
            Document.objects.filter(pk=number).update(words=words, title_words=title)
    monkeypatch.setattr(finding, "BEST", 5)
    return documents[0]


TEXTS = ["zeppelin", "zeppelin gondola", "zeppelin or gondola", "zeppelin -gondola", "-gondola"]


@pytest.mark.parametrize("text", [*TEXTS, '"gondola zeppelin"', "zeppelin -balloon"])
def test_the_best_are_the_same_without_a_look_at_all(titled, text):
    words = finding._words(meaning_of(read(text)))
    where = [("words @@ %s::tsquery", [words])]
    whole = finding._ranked(where, words, 1)
    matching = Document.objects.extra(where=["words @@ %s::tsquery"], params=[words])
    fifth = matching.order_by("-quality")[4]
    quick = finding._ranked(where, words, 1, top=floor(64 * fifth.quality))
    assert quick.numbers == whole.numbers
    assert len(quick.numbers) == 5


def test_of_those_without_a_word_in_the_title_only_the_best_are_fetched(titled):
    words = finding._words(meaning_of(read("zeppelin")))
    where = [("words @@ %s::tsquery", [words])]
    there = [number for number in titled if number % 4 == 0]
    top = floor(64 * quality(there[1]))
    bodies_only = [*where, ("NOT title_words @@ %s::tsquery", [words])]
    assert finding._ranked(bodies_only, words, 1, top=top).numbers == there[:2]


def test_where_too_few_are_of_the_quality_the_whole_tier_is_looked_at(titled, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 10)
    top = floor(64 * quality(titled[3]))
    monkeypatch.setattr(finding, "_attempts", lambda *where: [(1, top), (1,)])
    looked = []
    ranked = finding._ranked
    monkeypatch.setattr(finding, "_ranked", lambda *asked: looked.append(asked) or ranked(*asked))
    assert found().count == 40
    assert len(looked) == 2


def test_a_word_is_looked_for_in_titles_only_where_words_are_all_that_is_asked(titled, monkeypatch):
    monkeypatch.setattr(finding, "MOST", 10)
    monkeypatch.setattr(finding, "estimate", lambda *where: 40)
    monkeypatch.setattr(finding, "tiers_down", lambda share: [9, 5, 3, 0])
    matching, other = [("words", [])], [("score > 1", [])]
    assert finding._attempts(matching, matching, 0) == [(5, 9), (5,), (3,), (0,)]
    assert finding._attempts([*other, *matching], matching, 0) == [(5,), (3,), (0,)]
    monkeypatch.setattr(finding, "tiers_down", lambda share: [9, 0])
    assert finding._attempts(matching, matching, 0) == [(0,)]


def test_any_word_of_a_query_is_one_whatever_it_looks_like():
    lexemes = ["it's", "a\\b", "x | y", "& !", "'", "\\"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote, ' & ') FROM (SELECT array_to_tsvector(ARRAY[each])::text"
            " FROM unnest(%s) AS each) AS q (quote)",
            [lexemes],
        )
        [(words,)] = cursor.fetchall()
        for lexeme in lexemes:
            cursor.execute(
                "SELECT array_to_tsvector(ARRAY[%s]) @@ %s::tsquery", [lexeme, either(words)]
            )
            assert cursor.fetchone() == (True,), lexeme


def quality(number):
    return Document.objects.get(pk=number).quality


def test_what_the_best_gave_is_kept_when_the_others_take_too_long(db, monkeypatch):
    def ranked(where, words, tier, top=None):
        if not tier:
            raise TooSlow
        return best

    best = Found([3], 1, "", is_wide=True)
    monkeypatch.setattr(finding, "_attempts", lambda *where: [(20,), (0,)])
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
    monkeypatch.setattr(finding, "tiers_down", lambda share: asked.append(4 * share) or [0])
    return asked


def test_words_are_taken_to_stand_together_more_often_than_the_planner_thinks(shares):
    for text in ("zeppelin", "zeppelin gondola", "zeppelin gondola anchor", "zeppelin or gondola"):
        find(meaning_of(read(text)))
    one, two, three, one_of_two = [share for share in shares if share != "?"]
    assert 10_000 / 500_000 < one < 1.1 * 10_000 / 500_000
    assert one > two > three > one / 2
    assert one_of_two == one


def test_the_planner_is_asked_again_only_for_the_words_alone(shares):
    find(meaning_of(read("zeppelin")))
    assert shares.count("?") == 1
    find(meaning_of(read("zeppelin is:accepted")))
    assert shares.count("?") == 3


def test_without_statistics_all_are_looked_at(monkeypatch):
    monkeypatch.setattr(tiers, "_qualities", lambda: None)
    assert tiers.tiers_down(0.1) == [0]
