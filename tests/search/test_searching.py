"""What readers find, by words and by operators."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questions.models import Question
from search import snippets
from tests import cast
from tests.search.documents import built

pytestmark = pytest.mark.django_db


class Site:
    """Some questions that searches tell apart."""

    def __init__(self):
        self.ada, self.bo = cast.ada(), cast.bo()
        self.category = cast.category()
        self.back = self._ask("Why does my lower back hurt?", ["back-pain"], category=self.category)
        self.chair = self._ask("Which chair is good?", ["furniture"])
        self.tree = self._ask("How do I plant a tree?", ["garden"], by=self.bo)
        answer = cast.answer(self.bo, self.back, body=f"{cast.own_words()} Ask a physician.")
        answer.accept(by=self.ada)
        Question.objects.filter(pk=self.chair.pk).update(score=7, pot_coins=40)
        Question.objects.filter(pk=self.tree.pk).update(created_at="2023-05-24T12:00Z")
        built()

    def _ask(self, title, tags, by=None, category=None):
        return cast.question(by or self.ada, title=title, tags=tags, category=category)


@pytest.fixture
def site():
    return Site()


def search(client, query, **params):
    return client.get(reverse("search"), {"q": query, **params})


def titles(client, query):
    response = search(client, query)
    assert response.status_code == 200
    return {question.title for question in response.context["results"].questions}


BACK, CHAIR, TREE = "Why does my lower back hurt?", "Which chair is good?", "How do I plant a tree?"
ALL = {BACK, CHAIR, TREE}
FOUND = {
    "hurting": {BACK},
    "back hurt": {BACK},
    "back chair": set(),
    "back or chair": {BACK, CHAIR},
    '"lower back"': {BACK},
    '"back lower"': set(),
    "things -chair": {BACK, TREE},
    "physician": {BACK},
    "garden": {TREE},
    "[garden]": {TREE},
    "tag:garden": {TREE},
    "[garden] or [furniture]": {TREE, CHAIR},
    "things -[garden]": {BACK, CHAIR},
    "category:health": {BACK},
    "category:Depression": {BACK},
    "-category:health": {CHAIR, TREE},
    'user:"Bo Answers"': {TREE},
    'things -user:"Bo Answers"': {BACK, CHAIR},
    "is:answered": {BACK},
    "is:unanswered": {CHAIR, TREE},
    "-is:answered": {CHAIR, TREE},
    "is:accepted": {BACK},
    "has:bounty": {CHAIR},
    "score:5": {CHAIR},
    "score:..5": {BACK, TREE},
    "score:8..6": {CHAIR},
    "created:2023": {TREE},
    "created:2023-05": {TREE},
    "created:2023-05-24..2023-05-24": {TREE},
    "created:2024..": {BACK, CHAIR},
    "created:..2023-05-23": set(),
    "the": set(),
    "the [garden]": {TREE},
    "back or the": {BACK},
}


@pytest.mark.parametrize(("query", "expected"), FOUND.items(), ids=FOUND)
def test_queries_find(client, site, query, expected):
    assert titles(client, query) == expected


UNDERSTOOD = {
    "[nowhere]": "There is no tag “nowhere”: it was read as words.",
    "user:nobody back": "There is no member “nobody”: this was left out.",
    "category:nowhere back": "There is no category “nowhere”: this was left out.",
    "score:many": "“score:many” was read as words.",
    "created:2024-13": "“created:2024-13” was read as words.",
    "is:blue": "“is:blue” was read as words.",
    '"lower back': "A quotation mark was not closed: the phrase goes to the end.",
    "or is:answered": "“or” stands between words, phrases and tags: one was left out.",
    "a " * 60: "It is long: only its first 40 parts were read.",
    '"lower back" -chair or [garden] score:2..8': (
        "“lower back” and without chair — or — [garden]; score 2 to 8"
    ),
    "-is:answered -has:bounty": "not answered; not with coins in the pot",
    "created:2024 user:bo-answers": "asked from 2024-01-01, before 2025-01-01; asked by Bo Answers",
    "category:health": "in Health",
}


@pytest.mark.parametrize(("query", "said"), UNDERSTOOD.items(), ids=UNDERSTOOD)
def test_the_page_says_how_it_was_understood(client, site, query, said):
    assert said in search(client, query).text


def test_words_that_every_text_has_are_told_from_those_that_none_has(client, site):
    common = "These words are in almost every text"
    assert common in search(client, "the").text
    assert common not in search(client, "zeppelin").text


def test_plain_words_are_not_explained(client, site):
    assert "Understood as" not in search(client, "lower back").text


def test_a_title_with_the_word_stands_before_a_text_with_it(client, site):
    cast.question(site.ada, title="What else?", body=f"{cast.LONG_ENOUGH} A chair?")
    cast.question(site.ada, title="Is a chair a chair?")
    built()
    found = [q.title for q in search(client, "chair").context["results"].questions]
    assert found[-1] == "What else?"


def test_quality_orders_what_fits_alike(client, site):
    found = [q.title for q in search(client, "things").context["results"].questions]
    assert found == [CHAIR, BACK, TREE]


def test_words_are_marked_and_html_stays_text(client):
    cast.question(cast.ada(), body=f"{cast.LONG_ENOUGH} `<b>zeppelin</b>` & more.")
    built()
    text = search(client, "zeppelins").text
    assert "<mark>zeppelin</mark>" in text
    assert "<b>zeppelin" not in text


def test_a_text_cannot_mark_itself(client, site):
    html = "<p>\x02Look:\x03 a chair.</p>"
    Question.objects.filter(pk=site.chair.pk).update(body_html=html)
    assert "Look: a <mark>chair</mark>" in search(client, "chair").text


def test_of_a_long_text_no_tag_is_cut_in_half(client, site, monkeypatch):
    html = '<p>It is a chair. <a href="https://example.org/">More</a></p>'
    Question.objects.filter(pk=site.chair.pk).update(body_html=html)
    monkeypatch.setattr(snippets, "_HTML", html.index("example"))
    text = search(client, "chair").text
    assert "<mark>chair</mark>" in text
    assert "&lt;a href" not in text


def test_words_of_an_answer_are_shown_where_the_question_has_them_not(client, site):
    assert "Ask a <mark>physician</mark>" in search(client, "physician").text
    assert "I have tried the things" in search(client, "garden").text


def test_removed_questions_are_not_found(client, site):
    site.back.remove(by=cast.mo(), because="Off the subject.")
    assert titles(client, "lower back") == set()


def test_pages_go_on_to_the_twentieth(client):
    ada = cast.ada()
    for n in range(16):
        cast.question(ada, title=f"Is the zeppelin number {n} late?")
    built()
    first = search(client, "zeppelin")
    assert first.context["results"].next_url == "?q=zeppelin&page=2"
    second = search(client, "zeppelin", page=2)
    assert len(second.context["results"].questions) == 1
    for page in ("3", "21", "0", "x", "-1", "9" * 50):
        assert search(client, "zeppelin", page=page).status_code == 404


def test_a_page_costs_the_same_however_much_it_finds(client, site):
    with CaptureQueriesContext(connection) as few:
        search(client, "things")
    for n in range(10):
        cast.question(site.ada, title=f"Is the zeppelin number {n} late?")
    built()
    with CaptureQueriesContext(connection) as many:
        search(client, "things")
    assert len(few) == len(many)
    assert len(many) <= 20


def test_a_browser_keeps_the_page_and_the_results_alone_apart(client, site):
    whole = search(client, "chair")
    part = client.get(reverse("search"), {"q": "chair"}, headers={"HX-Request": "true"})
    for response in (whole, part):
        assert "HX-Request" in response["Vary"]


def test_it_is_no_page_for_search_engines(client, site):
    for query in ("", "chair"):
        assert '<meta name="robots" content="noindex">' in search(client, query).text


def test_while_typing_the_results_come_alone_from_the_third_letter(client, site):
    typing = {"HTTP_HX_REQUEST": "true"}
    assert client.get(reverse("search"), {"q": "ch"}, **typing).status_code == 204
    response = client.get(reverse("search"), {"q": "chair"}, **typing)
    assert CHAIR in response.text
    assert "<html" not in response.text
