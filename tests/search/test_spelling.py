"""What a mistyped word may have meant."""

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from search import gathering
from search.jobs import gather_words
from search.models import Word
from search.spelling import distance, neighbours
from tests import cast
from tests.search.documents import built

WORDS = st.text("abcd", min_size=1, max_size=7)
SLIPS = {
    ("depression", "depression"): 0,
    ("depresion", "depression"): 1,
    ("deperssion", "depression"): 1,
    ("deprassion", "depression"): 1,
    ("depressoin", "depression"): 1,
    ("depresiom", "depression"): 2,
    ("chair", "church"): 4,
}


@pytest.mark.parametrize(("words", "slips"), SLIPS.items())
def test_slips_between_words_are_counted(words, slips):
    assert distance(*words) == slips


@given(WORDS, WORDS)
def test_words_a_slip_apart_have_a_neighbour_in_common(one, other):
    if distance(one, other) <= 1:
        assert set(neighbours(one)) & set(neighbours(other))
    assert distance(one, other) == distance(other, one)


@pytest.fixture
def site(db):
    ada = cast.ada()
    for n in range(4):
        cast.question(ada, title=f"Does the zeppelin {n} come from Lisbon?")
    built()
    gather_words()


def meant(client, query):
    return client.get(reverse("search"), {"q": query}).context["results"].meant


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("zepelin", "zeppelin"),
        ("Zeppelni", "zeppelin"),
        ("zepelim", ""),
        ("lisbom", "lisbon"),
        ("lizbom", ""),
        ("zeppelin", ""),
        ("xylophone", ""),
        ('zepelin "come from" -chair', 'zeppelin "come from" -chair'),
        ("zepelin from nowhere", ""),
    ],
)
def test_a_word_of_the_site_is_offered(client, site, typed, right):
    assert meant(client, typed) == right


def test_the_offer_is_a_link(client, site):
    assert 'href="/search/?q=zeppelin"' in client.get(reverse("search"), {"q": "zepelin"}).text


def test_a_word_that_is_being_typed_is_found_already(client, site):
    typed = client.get(reverse("search"), {"q": "lisbon zepp"}, HTTP_HX_REQUEST="true")
    assert typed.context["results"].found.count == 4
    assert client.get(reverse("search"), {"q": "zepp"}).context["results"].found.count == 0


def test_each_question_is_counted_once(site, monkeypatch):
    assert Word.objects.get(pk="zeppelin").questions == 4
    monkeypatch.setattr(gathering, "BATCH", 1)
    gather_words()
    cast.question(cast.bo(), title="Is the zeppelin a zeppelin?")
    gather_words()
    assert Word.objects.get(pk="zeppelin").questions == 5


def test_what_is_no_word_is_not_gathered(db):
    body = f"{cast.LONG_ENOUGH} x9y 12345 https://zeppelin.example/ab {'w' * 31} an"
    cast.question(cast.ada(), body=body)
    gather_words()
    words = set(Word.objects.values_list("pk", flat=True))
    assert {"tried", "everyone"} <= words
    assert all(word.isalpha() and 3 <= len(word) <= 30 for word in words)


def test_both_sides_know_the_same_neighbours(db):
    for word in ("zeppelin", "aa", "犬と猫", "öffnen"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT search_neighbours(%s)", [word])
            assert set(cursor.fetchone()[0]) == set(neighbours(word))
