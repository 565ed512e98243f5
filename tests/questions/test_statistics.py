"""A question's statistics: for its asker and for moderators."""

import re
from datetime import timedelta

import html5lib
import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import Question, ViewDay
from questions.views.statistics import share_of
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


def ago(days):
    return timezone.now().date() - timedelta(days=days)


def keep(question, days, views, hits=0):
    ViewDay.objects.create(question=question, day=ago(days), views=views, crawler_hits=hits)


def address(question):
    return reverse("question_statistics", args=[question.pk])


def page_for(client, member, question):
    client.force_login(member)
    return client.get(address(question))


def text_of(response):
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    return " ".join(" ".join(document.itertext()).split())


def test_days_without_a_view_stand_between_the_others(question):
    keep(question, 0, 3)
    keep(question, 2, 5, 1)
    keep(question, 4, 7)
    keep(cast.question(cast.bo()), 1, 9)
    days = question.view_days.last_days(4)
    assert [(each.day, each.views, each.crawler_hits) for each in days] == [
        (ago(3), 0, 0),
        (ago(2), 5, 1),
        (ago(1), 0, 0),
        (ago(0), 3, 0),
    ]


def test_the_asker_and_a_moderator_see_them(client, question):
    assert page_for(client, question.author, question).status_code == 200
    assert page_for(client, cast.mo(), question).status_code == 200


@pytest.mark.parametrize("who", ["bo", "cy", "sue"])
def test_for_everyone_else_there_is_no_such_page(client, question, who):
    cast.answer(cast.member("Another Answerer"), question)
    assert page_for(client, getattr(cast, who)(), question).status_code == 404


def test_whoever_is_signed_out_is_led_to_sign_in(client, question):
    there = f"/account/login/?next={address(question)}"
    assert client.get(address(question))["Location"] == there
    unknown = reverse("question_statistics", args=[12345])
    assert client.get(unknown)["Location"] == there.replace(str(question.pk), "12345")


def test_a_question_that_never_was_has_none(client, question):
    client.force_login(cast.mo())
    for pk in (12345, 10**20):
        assert client.get(reverse("question_statistics", args=[pk])).status_code == 404


def test_a_suspended_asker_still_reads(client):
    sue = cast.member("Sue Asks")
    question = cast.question(sue)
    sue.suspend(by=None, because="Repeated advertising.")
    response = page_for(client, sue, question)
    assert response.status_code == 200
    assert address(question) in client.get(question.get_absolute_url()).text


def test_a_removed_question_keeps_its_statistics_for_those_who_see_it(client, question):
    question.remove(by=cast.mo(), because="An advertisement.")
    assert page_for(client, question.author, question).status_code == 200
    assert page_for(client, cast.cy(), question).status_code == 404


def test_nobody_has_the_statistics_of_a_deleted_member_s_question_but_moderators(client, question):
    question.author.delete()
    assert page_for(client, cast.cy(), question).status_code == 404
    assert page_for(client, cast.mo(), question).status_code == 200


def test_the_figures_are_there_to_read_and_to_see(client, question):
    Question.objects.update(view_count=121_458)
    keep(question, 0, 30)
    keep(question, 1, 1_200)
    keep(question, 29, 10)
    keep(question, 30, 500)
    page = page_for(client, question.author, question)
    text = text_of(page)
    assert "Views in all 121,458" in text
    assert "Views, last 30 days 1,240" in text
    assert len(re.findall("<rect class=.chart__bar", page.text)) == 30
    assert len(re.findall("<th scope=.row", page.text)) == 30
    assert f"{ago(1):%-d %b %Y}: 1,200 views" in page.text
    assert f"{ago(0):%-d %b %Y} (so far): 30 views" in page.text
    assert re.search(rf"{ago(0):%-d %b %Y} so far 30 {ago(1):%-d %b %Y} 1,200 ", text)


def test_the_bars_are_numbers_that_a_drawing_understands_in_every_language(
    client, question, settings
):
    settings.USE_THOUSAND_SEPARATOR = True
    settings.LANGUAGE_CODE = "de"
    keep(question, 0, 1_000)
    keep(question, 3, 333)
    page = page_for(client, question.author, question).text
    drawing = re.search("<svg class=.chart__drawing.*?</svg>", page, re.DOTALL)[0]
    assert 'height="200"' in drawing
    figures = re.findall(r' (?:x|y|width|height)="([^"]*)"', drawing)
    assert len(figures) == 30 * 7
    assert all(figure.isdecimal() for figure in figures)


def test_crawler_hits_are_for_moderators(client, question):
    keep(question, 1, 30, 10)
    page = page_for(client, cast.mo(), question)
    assert "Crawler hits, last 30 days 10 25% of views and hits" in text_of(page)
    assert "<td>10</td>" in page.text
    page = page_for(client, question.author, question)
    assert "rawler hits" not in page.text
    assert "<td>10</td>" not in page.text


@pytest.mark.parametrize(
    ("part", "rest", "share"),
    [(0, 0, 0), (0, 9, 0), (9, 0, 100), (1, 3, 25), (1, 9_999, 1), (9_999, 1, 99)],
)
def test_only_nothing_is_no_share_and_only_all_is_the_whole(part, rest, share):
    assert share_of(part, rest) == share


def test_a_question_that_nobody_read_says_so(client, question):
    keep(question, 30, 5)
    page = page_for(client, question.author, question)
    assert "Nobody has read it in the last 30 days" in text_of(page)
    assert "chart__drawing" not in page.text
    assert "<table" not in page.text


def test_hits_alone_are_a_table_for_moderators_only(client, question):
    keep(question, 1, 0, 8)
    page = page_for(client, cast.mo(), question)
    assert "Nobody has read it in the last 30 days" in text_of(page)
    assert "<td>8</td>" in page.text
    assert "<table" not in page_for(client, question.author, question).text


def test_the_page_costs_as_much_for_thirty_days_as_for_none(
    client, question, django_assert_max_num_queries
):
    client.force_login(question.author)
    for _ in range(2):
        with django_assert_max_num_queries(4):  # session, member, question, days
            assert client.get(address(question)).status_code == 200
        for day in range(30):
            ViewDay.objects.get_or_create(question=question, day=ago(day), views=day)


def test_the_ask_page_leads_there_whom_it_lets_in(client, question):
    page = client.get(question.get_absolute_url())
    assert address(question) not in page.text
    for member, led in ((cast.cy(), False), (question.author, True), (cast.mo(), True)):
        client.force_login(member)
        assert (address(question) in client.get(question.get_absolute_url()).text) is led


def test_a_title_that_is_this_word_does_not_hide_the_question():
    question = cast.question(cast.ada(), title="Statistics ?????")
    assert question.get_absolute_url() == f"/questions/{question.pk}/statistics-question/"


def test_the_days_go_with_their_question(question):
    keep(question, 0, 1)
    question.delete()
    assert not ViewDay.objects.exists()
