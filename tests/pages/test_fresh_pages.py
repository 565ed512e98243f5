"""What is changed shows at once, however many pieces of the page are kept."""

import re
from datetime import UTC, datetime

import pytest
from django.db import models

from answers.models import Answer
from answers.models.answer import READ as OF_ANSWERS
from hotpages.fragments import store
from interchange.models import Source
from posts.models import SHOWN
from questions.models import Category, Tag
from questions.models.question_queries import READ as OF_QUESTIONS
from questions.models.question_queries import ROW
from tests import cast
from tests.coins import rich

pytestmark = pytest.mark.django_db

# Columns that lead to rows or say what a reader may see at all; each has tests of its own.
NOT_SHOWN = {
    *("removed_at", "question", "slug", "category__parent__parent__parent"),
    *("author__removed_at", "author__name_key"),
    # One says to whom the form is offered, the other where further rows begin.
    *("protected_at", "active_at"),
}


@pytest.fixture(autouse=True)
def _always_made(settings):
    settings.HOT_PAGES = False
    store.clear()


@pytest.fixture
def question():
    question = cast.question(cast.ada(), category=cast.category())
    question.pledge(by=rich(cast.cy()), coins=40, once_key="one")
    question.refresh_from_db()
    answer = cast.answer(cast.bo(), question)
    for number, post in enumerate((question, answer)):
        kind = post._meta.model_name
        Source.objects.create(
            site_url="https://before.example",
            url=f"https://before.example/{number}",
            author_name="Before Us",
            author_url="https://before.example/them",
            kind=kind,
            external_id=number,
            digest=b"",
            **{kind: post},
        )
    return question


def shown(client, path):
    page = client.get(path)
    assert page.status_code == 200
    return re.sub(r'<p class="timing">.*?</p>', "", page.content.decode())


def change(row, path):
    """Give the column at `path`, which may be a related row's, another value."""
    *relations, name = path.split("__")
    for relation in relations:
        row = getattr(row, relation)
    field = row._meta.get_field(name)
    type(row)._base_manager.filter(pk=row.pk).update(**{name: another(field, row)})


def another(field, row):
    if field.name == "licence":
        return "CC BY-SA 3.0"
    if field.is_relation:
        return None
    kinds = {
        models.DateTimeField: datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC),
        models.IntegerField: 4_321,
        models.URLField: "https://changed.example/",
    }
    return next((value for kind, value in kinds.items() if isinstance(field, kind)), "Changed-7")


@pytest.mark.parametrize("path", [p for p in [*SHOWN, *OF_QUESTIONS] if p not in NOT_SHOWN])
def test_a_change_to_the_question_shows_at_once(client, question, path):
    before = shown(client, question.get_absolute_url())
    assert shown(client, question.get_absolute_url()) == before
    change(question, path)
    assert shown(client, question.get_absolute_url()) != before


@pytest.mark.parametrize("path", [p for p in [*SHOWN, *OF_ANSWERS] if p not in NOT_SHOWN])
def test_a_change_to_an_answer_shows_at_once(client, question, path):
    before = shown(client, question.get_absolute_url())
    assert shown(client, question.get_absolute_url()) == before
    change(Answer.objects.get(), path)
    assert shown(client, question.get_absolute_url()) != before


@pytest.mark.parametrize("path", [p for p in ROW if p not in NOT_SHOWN])
def test_a_change_to_the_question_shows_in_lists_at_once(client, question, path):
    before = shown(client, "/")
    assert shown(client, "/") == before
    change(question, path)
    assert shown(client, "/") != before


@pytest.mark.parametrize("column", ["name", "slug"])
@pytest.mark.parametrize("path", ["/", "page"])
def test_a_change_to_a_tag_shows_at_once(client, question, path, column):
    path = question.get_absolute_url() if path == "page" else path
    before = shown(client, path)
    Tag.objects.filter(name="back-pain").update(**{column: "lower-back"})
    assert shown(client, path) != before
    assert "lower-back" in shown(client, path)


def test_a_removed_tag_and_a_renamed_category_show_at_once(client, question):
    path = question.get_absolute_url()
    assert ">back-pain<" in shown(client, path)
    Tag.objects.get(name="back-pain").remove(by=cast.mo(), because="A test.")
    Category.objects.filter(level=1).update(name="Good Health")
    assert ">back-pain<" not in shown(client, path)
    assert "Good Health" in shown(client, path)
    assert "Good Health" in shown(client, "/")


def test_what_the_verbs_do_shows_at_once(client, question):
    path = question.get_absolute_url()
    answer = Answer.objects.get()
    shown(client, path)
    answer.edit(by=answer.author, body=cast.LONG_ENOUGH + " Quite another text.")
    assert "Quite another text." in shown(client, path)
    answer.accept(by=question.author)
    assert 'class="accepted"' in shown(client, path)
    answer.withdraw_acceptance(by=question.author)
    assert 'class="accepted"' not in shown(client, path)
    answer.remove(by=answer.author, because="")
    assert "Quite another text." not in shown(client, path)
    assert "No answers yet" in shown(client, path)
