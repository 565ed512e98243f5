"""Questions that look like a text, and the box that shows them below a title being typed."""

import pytest
from django.db import connection
from django.urls import reverse

from accounts.hurry import TooSlow
from search.similar import similar
from tests import cast
from tests.payloads import naughty_strings
from tests.search.documents import built

__all__ = ["naughty_strings"]

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
TITLES = [
    "How do I keep bread fresh in a humid kitchen?",
    "Why does my bread go mouldy after two days?",
    "Which wood is best for a garden bench?",
    "Can I paint a garden bench in the rain?",
    "How do I learn to whistle loudly?",
]


@pytest.fixture
def questions():
    """By their titles; Postgres has looked at their words."""
    ada = cast.ada()
    asked = {title: cast.question(ada, title=title, body=cast.own_words()) for title in TITLES}
    built()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_document")
    return asked


def titles(questions, numbers):
    return [title for number in numbers for title, each in questions.items() if each.pk == number]


def test_the_most_alike_comes_first_and_common_words_weigh_little(questions):
    found = titles(questions, similar("How does bread become mouldy?"))
    assert found[:2] == [TITLES[1], TITLES[0]]
    assert titles(questions, similar("How do I paint a bench?"))[:2] == [TITLES[3], TITLES[2]]


def test_the_question_itself_and_later_ones_are_left_out(questions):
    bread, second = questions[TITLES[0]], questions[TITLES[1]]
    assert bread.pk not in similar(TITLES[0], besides=bread.pk)
    assert set(similar("Bread that is mouldy or fresh", before=second.pk)) == {bread.pk}


def test_what_is_out_of_sight_is_not_there(questions):
    questions[TITLES[1]].remove(by=cast.mo(), because="Spam.")
    assert TITLES[1] not in titles(questions, similar("How does bread become mouldy?"))


def test_a_tag_in_common_counts(questions):
    asked = cast.question(cast.bo(), title="What do you think of kettles?", tags=["kettle"])
    built()
    tag = asked.tags.get().pk
    assert similar("Nothing in common at all", tags=[tag])[0] == asked.pk


def test_words_that_nobody_used_find_nothing(questions):
    assert similar("Zeppelin xylophone quark") == []
    assert similar("") == []
    assert similar("the of and") == []


def test_of_very_many_only_those_with_the_rarest_words_are_looked_at(questions, monkeypatch):
    assert set(titles(questions, similar("bread that is mouldy"))) == {TITLES[0], TITLES[1]}
    monkeypatch.setattr("search.similar.MOST_TYPED", 1)
    assert titles(questions, similar("bread that is mouldy")) == [TITLES[1]]


def test_no_string_is_an_error(questions, naughty_strings):
    for text in naughty_strings:
        text = text.replace("\x00", "")
        similar(text, text)


def test_the_box_shows_what_looks_alike_and_whether_it_is_answered(client, questions):
    bo = cast.bo()
    cast.answer(bo, questions[TITLES[1]]).accept(by=questions[TITLES[1]].author)
    built()
    client.force_login(bo)
    url = reverse("similar_questions")
    box = client.get(url, {"title": "Mouldy bread after days"}, headers=HTMX).text
    assert box.index(TITLES[1]) < box.index(TITLES[0])
    assert "Solved" in box
    assert "0 answers" in box
    assert client.get(url, {"title": "Mould"}, headers=HTMX).text.strip() == ""


def test_when_it_takes_too_long_the_box_stays_empty(client, questions, monkeypatch):
    def slow(title):
        raise TooSlow

    monkeypatch.setattr("search.alike.similar", slow)
    client.force_login(cast.bo())
    answer = client.get(
        reverse("similar_questions"), {"title": "Mouldy bread after days"}, headers=HTMX
    )
    assert (answer.status_code, answer.text.strip()) == (200, "")


def test_by_meaning_where_the_model_answers_and_else_by_words(client, questions, monkeypatch):
    client.force_login(cast.bo())
    url, typed = reverse("similar_questions"), {"title": "Mouldy bread after days"}
    monkeypatch.setattr("search.alike.nearest", lambda title: [(questions[TITLES[4]].pk, 0.9)])
    box = client.get(url, typed, headers=HTMX).text
    assert (TITLES[4] in box, TITLES[1] in box) == (True, False)
    monkeypatch.setattr("search.alike.nearest", lambda title: None)
    assert TITLES[1] in client.get(url, typed, headers=HTMX).text


def test_opened_by_itself_it_leads_to_the_search(client):
    client.force_login(cast.bo())
    opened = client.get(reverse("similar_questions"), {"title": "Mouldy bread"})
    assert (opened.status_code, opened.url) == (302, "/search/?q=Mouldy+bread")
