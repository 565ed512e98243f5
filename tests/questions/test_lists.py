from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F, Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from questions.models import Question, Tag, Tagging
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def many():
    """Thirty-five questions, three of them in each moment, so that ids must break the ties."""
    ada, category = cast.ada(), cast.category()
    start = timezone.now() - timedelta(days=40)
    questions = [
        cast.question(ada, title=f"Question number {n:02} of the series", category=category)
        for n in range(35)
    ]
    for n, question in enumerate(questions):
        at = start + timedelta(days=n // 3)
        Question.objects.filter(pk=question.pk).update(created_at=at, active_at=at)
        question.mirror()
    return [question.pk for question in reversed(questions)]


def walk(client, url, link="next_url"):
    """The ids on every page, following the links as a reader would."""
    pages = []
    while url:
        page = client.get(url).context["questions"]
        pages.append([question.pk for question in page])
        base = url.partition("?")[0]
        following = getattr(page, link)
        url = following and base + following
    return pages


@pytest.mark.parametrize("where", ["home", "questions", "tag", "category"])
def test_pages_follow_each_other_without_gap_or_repeat(client, many, where):
    url = {
        "tag": Tag.objects.get(name="depression").get_absolute_url(),
        "category": Question.objects.first().category.path[0].get_absolute_url(),
    }.get(where) or reverse(where)
    first, second = walk(client, url)
    assert first + second == many


def test_the_way_back_shows_the_same_pages(client, many):
    url = reverse("questions")
    second = url + client.get(url).context["questions"].next_url
    assert walk(client, second, "previous_url") == [many[30:], many[:30]]


@pytest.mark.parametrize("tab", ["newest", "active"])
def test_the_links_of_a_page_cost_no_query(client, many, django_assert_num_queries, tab):
    with django_assert_num_queries(3):  # the number of questions, the rows, their tags
        assert client.get(reverse("questions"), {"tab": tab}).context["questions"].next_url


def test_a_new_question_does_not_move_the_second_page(client, many):
    url = reverse("questions")
    second = url + client.get(url).context["questions"].next_url
    cast.question(cast.bo())
    assert [question.pk for question in client.get(second).context["questions"]] == many[30:]


def test_a_category_that_was_renamed_leads_to_the_same_page_of_its_list(client):
    category = cast.category()
    moved = client.get(f"/categories/{category.pk}/an-older-name/?tab=unanswered&after=1-1")
    assert (moved.status_code, moved.url) == (
        301,
        category.get_absolute_url() + "?tab=unanswered&after=1-1",
    )


@pytest.mark.parametrize("key", ["x", "1", "1-", "-1-1", "9" * 40 + "-1", "1-" + "9" * 40, "١-٢"])
def test_a_key_that_is_none_is_404_or_an_empty_page(client, key):
    for side in ("after", "before"):
        assert client.get(reverse("questions"), {side: key}).status_code in {200, 404}


def test_unanswered_means_open_and_without_answer(client):
    ada, mo = cast.ada(), cast.mo()
    answered, closed, waiting = (cast.question(ada) for _ in range(3))
    cast.answer(cast.bo(), answered)
    closed.close(by=mo, because="It asks for opinions.")
    for url in (reverse("questions"), Tag.objects.get(name="depression").get_absolute_url()):
        page = client.get(url, {"tab": "unanswered"}).context["questions"]
        assert [question.pk for question in page] == [waiting.pk]


@pytest.mark.parametrize("where", ["home", "questions", "tag", "category"])
def test_the_number_of_queries_does_not_grow_with_the_rows(client, where):
    category = cast.category()
    url = {
        "tag": "/tags/depression/",
        "category": category.get_absolute_url(),
    }.get(where) or reverse(where)

    def count(rows):
        for n in range(rows):
            asker = cast.member(f"Asker {Question.objects.count()} {n}")
            cast.question(asker, category=category)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    count(1)  # What a tag's page keeps for an hour is there from now on.
    assert count(10) == count(10)


def test_taggings_repeat_what_their_question_says(many):
    for ours, its in Tagging.MIRRORED.items():
        same = Q(**{ours: F(f"content_object__{its}")})
        both_empty = Q(**{ours: None, f"content_object__{its}": None})
        assert not Tagging.objects.exclude(same | both_empty).exists(), ours
