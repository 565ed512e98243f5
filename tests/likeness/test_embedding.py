"""Vectors of questions: who gets one when, whatever breaks off, and who works at it."""

import pytest
from django.db import connections

from likeness import embedding, storage
from likeness.asking import Away
from likeness.embedding import embed_some
from likeness.installing import install
from questions.models import Question
from search.jobs import embed_questions
from tests import cast

TITLES = ["Do I need a transit visa?", "Which bread needs no oven?", "What is a visa run?"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def three(tables, ada):
    return [cast.question(ada, title=title) for title in TITLES]


def kept():
    return dict(storage.run("SELECT question_id, vector::text FROM likeness_vector"))


def edit(question, by, **content):
    content = {"title": question.title, "body": question.body, **content}
    question.edit(by=by, category=None, tags=["depression"], **content)


def test_the_job_gives_each_question_a_vector(three, model):
    embed_questions()
    assert set(kept()) == {question.pk for question in three}
    assert embed_some() == []


def test_questions_from_before_the_tables_get_theirs_too(ada, model, request):
    question = cast.question(ada)
    request.getfixturevalue("tables")
    embed_questions()
    assert set(kept()) == {question.pk}


@pytest.mark.parametrize("new", [{"title": "Is a visa enough?"}, {"body": cast.LONG_ENOUGH * 2}])
def test_a_new_text_makes_it_due_again(three, ada, model, new):
    embed_questions()
    edit(three[0], ada, **new)
    assert set(storage.due(10)) == {three[0].pk}
    embed_questions()
    assert storage.due(10) == {}


def test_other_changes_do_not(three, ada, model):
    embed_questions()
    edit(three[0], ada)
    Question.objects.filter(pk=three[1].pk).update(view_count=9, active_at=three[0].created_at)
    assert storage.due(10) == {}


def test_an_edit_while_the_vector_is_made_is_not_lost(three, ada, model, monkeypatch):
    asked = embedding.vector_of

    def interrupted(title, body, **kwargs):
        if title == TITLES[0]:
            edit(three[0], ada, title="Is a visa enough?")
        return asked(title, body, **kwargs)

    monkeypatch.setattr(embedding, "vector_of", interrupted)
    embed_some()
    assert set(storage.due(10)) == {three[0].pk}


def test_without_the_process_the_job_ends_and_nothing_is_lost(three, address):
    embed_questions()
    assert kept() == {}
    assert len(storage.due(10)) == 3


def test_what_breaks_off_half_way_is_done_again_whole(three, model, monkeypatch):
    asked = embedding.vector_of

    def breaking(title, body, **kwargs):
        if title == TITLES[1]:
            raise Away
        return asked(title, body, **kwargs)

    monkeypatch.setattr(embedding, "vector_of", breaking)
    embed_questions()
    assert len(storage.due(10)) == 3
    monkeypatch.undo()
    embed_questions()
    assert len(kept()) == 3


def test_a_text_that_the_model_fails_at_does_not_stop_the_others(three, model, monkeypatch):
    asked = embedding.vector_of

    def failing(title, body, **kwargs):
        return "" if title == TITLES[0] else asked(title, body, **kwargs)

    monkeypatch.setattr(embedding, "vector_of", failing)
    embed_questions()
    assert set(kept()) == {question.pk for question in three[1:]}
    assert storage.due(10) == {}


def test_while_another_worker_is_at_it_there_is_nothing_to_do(three, model):
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [storage._LOCK])
        assert embed_some() == []
    finally:
        other.close()


def test_many_are_done_some_at_a_time(three, model):
    assert [len(embed_some(most=2)) for _ in range(3)] == [2, 1, 0]


def test_installing_again_makes_nothing_due_but_vectors_of_an_older_recipe(three, model):
    embed_questions()
    install()
    assert storage.due(10) == {}
    storage.run("UPDATE likeness_vector SET recipe = 0 WHERE question_id = %s", [three[0].pk])
    install()
    install()
    assert list(storage.due(10)) == [three[0].pk]
    assert len(kept()) == 3


def test_a_question_that_is_gone_takes_its_vector_along(three, model):
    embed_questions()
    three[0].delete()
    assert three[0].pk not in kept()
