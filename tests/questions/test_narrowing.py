"""Lists of several tags: `/questions/?tags=…`."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.hurry import run
from questions.lists import Tagged
from questions.lists.narrowing import narrowing
from questions.models import Tag
from questions.views import lists
from tests import cast
from tests.hostile.page_judge import judged
from tests.payloads import naughty_strings
from tests.search.documents import built

__all__ = ["naughty_strings"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    """By their tags."""
    ada = cast.ada()
    tags = (["sleep", "mood"], ["sleep"], ["sleep", "work"], ["mood", "work", "sleep"])
    return {" ".join(names): cast.question(ada, tags=names) for names in tags}


def listed(client, tags, **params):
    page = client.get("/questions/", {"tags": tags, **params}).context["questions"]
    return {question.pk for question in page}


def test_all_of_the_tags_and_none_of_those_with_a_hyphen(client, questions):
    both = {questions["sleep mood"].pk, questions["mood work sleep"].pk}
    assert listed(client, "sleep mood") == both
    assert listed(client, "sleep, mood -work") == {questions["sleep mood"].pk}
    assert listed(client, "-mood -work") == {questions["sleep"].pk}


def test_one_tag_alone_leads_to_its_page(client, questions):
    assert client.get("/questions/?tags=sleep").url == "/tags/sleep/"
    assert client.get("/questions/?tags=sleep&tab=hot").url == "/tags/sleep/?tab=hot"


def test_a_merged_tags_name_means_the_other(questions):
    low, mood = Tag.objects.get(name="work"), Tag.objects.get(name="mood")
    low.merge_into(mood, by=cast.mo(), because="The same.")
    assert narrowing("work sleep").wanted == [mood, Tag.objects.get(name="sleep")]


def test_two_names_of_one_tag_are_that_tag(client, questions):
    low, mood = Tag.objects.get(name="work"), Tag.objects.get(name="mood")
    low.merge_into(mood, by=cast.mo(), because="The same.")
    assert narrowing("work mood -mood -work").wanted == [mood]
    assert narrowing("sleep -mood -work").unwanted == [mood]
    assert client.get("/questions/?tags=work+mood").url == "/tags/mood/"


def test_a_tag_that_is_none_is_said_and_left_out(client, questions):
    page = client.get("/questions/?tags=sleep+dreams+mood")
    assert "There is no tag dreams" in page.text
    assert len(page.context["questions"]) == 2


def test_only_the_first_five_count_and_the_page_says_so(client, questions):
    page = client.get("/questions/?tags=a+b+c+d+e+f")
    assert "Only the first five" in page.text
    assert page.context["asked"].unknown == [*"abcde"]


def test_tabs_and_pages_keep_the_tags(client, questions):
    page = client.get("/questions/?tags=sleep+mood").text
    assert "?tags=sleep%20mood&amp;tab=active" in page
    assert listed(client, "sleep mood", tab="unanswered") == listed(client, "sleep mood")


def test_search_engines_are_told_to_leave_narrowed_lists_alone(client, questions):
    assert "noindex" in client.get("/questions/?tags=sleep+mood").text
    assert "noindex" not in client.get("/questions/").text


def test_no_string_is_an_error(client, questions, settings, naughty_strings):
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/s")
    for text in naughty_strings:
        assert client.get("/questions/", {"tags": text}).status_code in {200, 302}


@pytest.mark.parametrize(("page", "status"), [("1", 200), ("2", 200), ("20", 200), ("21", 404)])
def test_the_first_twenty_pages_have_numbers(client, questions, page, status):
    assert client.get("/questions/", {"page": page}).status_code == status


@pytest.mark.parametrize("page", ["0", "-1", "x", "٢", "1e1", "020", "9" * 50, ""])
def test_a_number_that_is_no_page_is_404(client, questions, page):
    assert client.get("/questions/", {"page": page}).status_code == 404


# --- What takes too long


@pytest.fixture
def _endless(monkeypatch):
    """As where two large tags never meet."""
    monkeypatch.setattr(lists, "_NARROWED_MILLISECONDS", 20)
    monkeypatch.setattr(Tagged, "along", lambda *_args: run("SELECT pg_sleep(60)"))


@pytest.mark.usefixtures("_endless")
def test_what_takes_too_long_leads_on_and_keeps_what_was_asked(client, questions):
    page = client.get("/questions/?tags=sleep+mood+-work&tab=active")
    assert judged(page, 422) == []
    assert "This list takes too long" in page.text
    assert 'value="sleep mood -work"' in page.text
    assert '<input type="hidden" name="tab" value="active">' in page.text
    assert "?tags=sleep%20mood%20-work&amp;tab=unanswered" in page.text
    assert "noindex" in page.text


@pytest.mark.usefixtures("_endless")
def test_the_search_that_it_leads_to_means_the_same_tags(client, questions):
    built()
    page = client.get("/questions/?tags=sleep+mood+-work")
    address = f"/search/{page.context['asked'].as_search}"
    assert f'href="{address}"' in page.text
    found = client.get(address).context["results"].questions
    assert found == [questions["sleep mood"]]


def test_a_narrowed_list_has_so_long_and_what_follows_it_the_usual_time(client, questions):
    before = run("SHOW statement_timeout")
    with CaptureQueriesContext(connection) as queries:
        client.get("/questions/?tags=sleep+mood")
    assert "SET LOCAL statement_timeout = 2000" in [each["sql"] for each in queries]
    assert run("SHOW statement_timeout") == before
