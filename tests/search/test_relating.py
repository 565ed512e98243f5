"""Related questions: found by a job, kept, and shown on the page."""

from threading import Event

import pytest
from django.db import connection, transaction

from accounts.hurry import TooSlow
from hotpages.models import Drop
from questions.models import Question, Related
from search import alike, relating
from search.jobs import relate_questions
from search.models import Document
from tests import cast
from tests.at_once import at_once, failures
from tests.coins import fresh
from tests.search.documents import built

pytestmark = pytest.mark.django_db

BREAD = "How do I keep bread fresh in a humid kitchen?"
MOULD = "Why does my bread go mouldy after two days?"
BENCH = "Which wood is best for a garden bench?"


@pytest.fixture
def questions():
    ada = cast.ada()
    asked = [
        cast.question(ada, title=title, body=cast.own_words(), tags=[tag])
        for title, tag in ((BREAD, "bread"), (MOULD, "bread"), (BENCH, "garden"))
    ]
    relate()
    return asked


def relate():
    """Do what is due, at what would be the end of a transaction."""
    built()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_document")
    relate_questions()


def titles(question):
    found = Related.objects.filter(question=question).order_by("place")
    return list(found.values_list("other__title", flat=True))


def test_the_page_points_to_what_looks_most_like_it(client, questions):
    assert titles(questions[0]) == [MOULD]
    page = client.get(questions[0].get_absolute_url()).text
    assert "Related questions" in page
    assert MOULD in page
    assert BENCH not in page


def test_a_question_among_strangers_points_to_none(client, questions):
    assert titles(questions[2]) == []
    assert "Related questions" not in client.get(questions[2].get_absolute_url()).text


def test_what_says_much_the_same_is_no_stranger_under_another_tag(questions):
    mould = questions[1]
    again = cast.question(cast.cy(), title=mould.title, body=cast.own_words(), tags=["kitchen"])
    relate()
    assert titles(again)[0] == MOULD


def test_a_tag_in_common_is_enough(questions):
    saw = cast.question(cast.cy(), title="Who sharpens a saw?", body="x " * 40, tags=["garden"])
    relate()
    assert titles(saw) == [BENCH]


def test_nothing_is_left_to_do_until_words_change(questions, monkeypatch):
    compared = []
    real = alike.similar
    monkeypatch.setattr(
        alike, "similar", lambda *a, **k: compared.append(k["besides"]) or real(*a, **k)
    )
    relate()
    assert compared == []
    bench = questions[2]
    text = {"title": "Which flour for bread that stays fresh?", "body": bench.body}
    fresh(bench).edit(by=bench.author, category=None, tags=["bread"], **text)
    Question.objects.filter(pk=questions[0].pk).update(view_count=7)
    relate()
    assert compared == [bench.pk]
    assert set(titles(bench)[:2]) == {BREAD, MOULD}


def test_what_was_changed_while_it_was_compared_is_compared_again(questions, monkeypatch):
    bread, real = questions[0], alike.similar
    Document.objects.filter(pk=bread.pk).update(changed_at="2026-01-01T00:00Z")

    def meanwhile(*args, **more):
        Document.objects.filter(pk=bread.pk).update(changed_at="2026-01-02T00:00Z")
        return real(*args, **more)

    monkeypatch.setattr(alike, "similar", meanwhile)
    relating.relate_some()
    assert Document.objects.get(pk=bread.pk).changed_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_verb_and_the_job_do_not_wait_for_each_other(monkeypatch):
    ada = cast.ada()
    question = cast.question(ada, title=BREAD, body=cast.own_words())
    other = cast.question(ada, title=MOULD, body=cast.own_words())
    held, written = Event(), Event()
    monkeypatch.setattr(alike, "similar", lambda *a, **k: held.wait() and [other.pk])
    real = Related.write
    monkeypatch.setattr(Related, "write", lambda *a: (real(*a), written.set()))

    @transaction.atomic
    def verb():
        question.locked()
        held.set()
        written.wait(0.5)  # Where the job has come so far, it holds the document.
        Question.objects.filter(pk=question.pk).update(title=BENCH)

    Document.objects.filter(pk=other.pk).update(changed_at=None)
    assert failures(at_once(verb, relate_questions)) == []
    assert fresh(question).title == BENCH


def test_one_that_takes_too_long_keeps_what_it_had(questions, monkeypatch):
    def slow(*args, **more):
        raise TooSlow

    monkeypatch.setattr(alike, "similar", slow)
    Document.objects.filter(pk=questions[0].pk).update(changed_at="2026-01-01T00:00Z")
    before = titles(questions[0])
    relate()
    assert titles(questions[0]) == before != []
    assert not Document.objects.exclude(changed_at=None).exists()


def test_what_was_deleted_while_it_was_compared_is_not_pointed_to(questions, monkeypatch):
    bread, bench = questions[0], questions[2]
    monkeypatch.setattr(alike, "similar", lambda *text, **more: [bench.pk + 100, bench.pk])
    Document.objects.filter(pk=bread.pk).update(changed_at="2026-01-01T00:00Z")
    relating.relate_some()
    assert list(Related.objects.filter(question=bread).values_list("other", "place")) == [
        (bench.pk, 0)
    ]


def test_a_removed_question_is_pointed_to_by_none(client, questions):
    questions[1].remove(by=cast.mo(), because="Spam.")
    assert MOULD not in client.get(questions[0].get_absolute_url()).text


def test_pointing_costs_the_page_no_query_more(client, questions, django_assert_num_queries):
    url = questions[0].get_absolute_url()
    client.get(url)
    with django_assert_num_queries(2):
        client.get(url)


def test_a_new_title_makes_the_pages_old_that_show_it(questions):
    mould = fresh(questions[1])
    text = {"title": "Why does bread go green after two days?", "body": mould.body}
    mould.edit(by=mould.author, category=None, tags=["bread"], **text)
    assert f"title:{mould.pk}" in Drop.objects.latest("pk").keys
    mould.edit(by=mould.author, category=None, tags=["bread"], **text | {"body": cast.own_words()})
    assert f"title:{mould.pk}" not in Drop.objects.latest("pk").keys


def test_by_meaning_where_there_is_a_vector(questions, monkeypatch):
    bread, bench = questions[0], questions[2]
    monkeypatch.setattr(alike, "nearest_of", lambda question, limit: [(bench.pk, 0.9)])
    Document.objects.filter(pk=bread.pk).update(changed_at="2026-01-01T00:00Z")
    relate()
    assert titles(bread) == [BENCH]
