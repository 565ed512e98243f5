"""Who sees which list, and what a list costs."""

import pytest
from django.contrib import admin as django_admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import MODERATORS_MAY
from answers.models import Answer
from interchange.models import Source
from questions.models import Category, Question, Tag
from tests import cast
from tests.admin.pages import change_of, list_of, shown

pytestmark = pytest.mark.django_db
LISTS = [Question, Answer, Tag, Category, Source, User]


@pytest.mark.parametrize("model", LISTS)
def test_staff_without_a_permission_sees_nothing(client, question, model):
    client.force_login(cast.mo())
    assert client.get(list_of(model)).status_code == 403
    assert client.get(change_of(question)).status_code == 403


@pytest.mark.parametrize("model", LISTS)
def test_members_and_readers_are_led_away(client, question, model):
    assert client.get(list_of(model)).status_code == 302
    client.force_login(question.author)
    assert client.get(list_of(model)).status_code in {302, 403}


@pytest.mark.parametrize("model", LISTS)
def test_a_moderator_sees_every_list(admin, model):
    assert admin.get(list_of(model)).status_code == 200


def test_a_moderator_sees_every_kind_of_row_that_our_rooms_register():
    rooms = {"accounts", "questions", "answers", "interchange"}
    registered = {
        (model._meta.app_label, model._meta.model_name)
        for model in django_admin.site._registry
        if model.__module__.split(".")[0] in rooms
    }
    allowed = {(room, name) for room, models in MODERATORS_MAY.items() for name in models}
    assert registered <= allowed


def fill(start):
    """Ten more of everything, each with people, tags and categories of its own."""
    for n in range(start, start + 10):
        parent = Category.objects.create(name=f"Category {n}")
        category = Category.objects.create(name="Below", parent=parent)
        asker, answerer = cast.member(f"Asker {n}"), cast.member(f"Answerer {n}")
        title = f"What is the question number {n}?"
        question = cast.question(asker, title=title, category=category, tags=[f"word-{n}"])
        cast.answer(answerer, question)
        Source.objects.create(
            site_url="https://elsewhere.invalid",
            kind="question",
            external_id=n,
            question=question,
            url=f"https://elsewhere.invalid/questions/{n}",
            digest=b"",
        )


@pytest.mark.parametrize("model", LISTS)
def test_a_list_asks_as_much_for_ten_rows_as_for_twenty(admin, model):
    counts = []
    for start in (10, 20):
        fill(start)
        admin.get(list_of(model))
        with CaptureQueriesContext(connection) as queries:
            assert len(shown(admin.get(list_of(model)))) >= 10
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def test_the_dates_above_a_list_lead_to_its_rows(admin, question):
    year = question.created_at.year
    page = admin.get(list_of(Question)).content.decode()
    assert f"?created_at__year={year}" in page
    month = f"?created_at__month={question.created_at.month}&created_at__year={year}"
    page = admin.get(list_of(Question, f"?created_at__year={year}")).content.decode()
    assert month.replace("&", "&amp;") in page
    assert shown(admin.get(list_of(Question, month))) == [question]
    day = f"{month}&created_at__day={question.created_at.day}"
    assert shown(admin.get(list_of(Question, day))) == [question]
    assert shown(admin.get(list_of(Question, "?created_at__year=2001"))) == []


@pytest.mark.parametrize("year", ["x", "0", "99999"])
def test_a_date_that_is_none_does_not_break_the_list(admin, question, year):
    for day in ("", "&created_at__month=2&created_at__day=31", "&created_at__month=13"):
        response = admin.get(list_of(Question, f"?created_at__year={year}{day}"))
        assert response.status_code in {200, 302}


def test_a_source_is_only_read_and_found_by_its_address(admin, question):
    fill(10)
    source = Source.objects.get(external_id=13)
    assert "https://elsewhere.invalid/questions/13" in admin.get(change_of(source)).content.decode()
    assert admin.post(change_of(source), {"url": "https://x.invalid"}).status_code == 403
    found = admin.get(list_of(Source), {"q": "https://elsewhere.invalid/questions/13/some-title"})
    assert shown(found) == [source]
    assert shown(admin.get(list_of(Source), {"q": "some words"})) == []
