"""The buttons below a post, with and without JavaScript."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bookmarks.models import Bookmark
from questions.models import Follow
from tests import cast

HTMX = {"HX-Request": "true"}


def buttons(response):
    """What each of the two kinds of button would send, in the order of the page, by its id."""
    found = re.findall(r'id="((?:bookmark|follow)[\w-]*)" name="value" value="(\d)"', response.text)
    assert len({each for each, _ in found}) == len(found)
    return dict(found)


def test_a_plain_form_keeps_and_leads_back(client, answer, cy):
    client.force_login(cy)
    address = reverse("answer_bookmark", args=[answer.pk])
    response = client.post(address, {"value": "1"}, follow=True)
    assert response.redirect_chain[-1][0].endswith(f"#answer-{answer.pk}")
    assert buttons(response) == {
        "follow": "1",
        f"bookmark-question-{answer.question_id}": "1",
        f"bookmark-answer-{answer.pk}": "0",
    }
    client.post(address, {"value": "0"})
    assert not Bookmark.objects.exists()


def test_htmx_gets_the_changed_button_alone(client, question, cy):
    client.force_login(cy)
    address = reverse("question_bookmark", args=[question.pk])
    response = client.post(address, {"value": "1"}, headers=HTMX)
    assert response.text.lstrip().startswith("<form")
    assert "Bookmarked" in response.text
    assert buttons(response) == {f"bookmark-question-{question.pk}": "0"}


def test_a_note_comes_back_with_a_bookmark_that_was_taken_away_by_mistake(client, question, cy):
    Bookmark.put(by=cy, post=question, note='Read "this".')
    client.force_login(cy)
    address = reverse("question_bookmark", args=[question.pk])
    response = client.post(address, {"value": "0"}, headers=HTMX)
    assert 'name="note" value="Read &quot;this&quot;."' in response.text
    client.post(address, {"value": "1", "note": 'Read "this".'}, headers=HTMX)
    assert cy.bookmarks.get().note == 'Read "this".'


def test_pressing_bookmark_in_another_tab_keeps_the_note(client, question, cy):
    Bookmark.put(by=cy, post=question, note="Mine.")
    client.force_login(cy)
    client.post(reverse("question_bookmark", args=[question.pk]), {"value": "1"})
    assert cy.bookmarks.get().note == "Mine."


@pytest.mark.parametrize("name", ["question_bookmark", "follow"])
@pytest.mark.parametrize("value", ["", "2", "-1", "yes"])
def test_a_value_that_is_none_is_refused(client, question, cy, name, value):
    client.force_login(cy)
    address = reverse(name, args=[question.pk])
    assert client.post(address, {"value": value}).status_code == 400
    assert not Bookmark.objects.exists()
    assert not cy.follows.exists()


def test_what_is_removed_has_no_buttons_and_takes_none(client, question, answer, bo):
    question.remove(by=cast.mo(), because="Advertising.")
    client.force_login(question.author)
    assert buttons(client.get(question.get_absolute_url())) == {}
    for name, post in (("question", question), ("answer", answer)):
        address = reverse(f"{name}_bookmark", args=[post.pk])
        assert client.post(address, {"value": "1"}).status_code == 404
    assert client.post(reverse("follow", args=[question.pk]), {"value": "1"}).status_code == 404


def test_who_is_signed_out_sees_neither_buttons_nor_followers(client, question):
    page = client.get(question.get_absolute_url())
    assert buttons(page) == {}
    assert "follower" not in page.text


def test_a_member_follows_by_a_plain_form_and_sees_how_many_do(client, question, cy):
    client.force_login(cy)
    address = reverse("follow", args=[question.pk])
    page = client.post(address, {"value": "1"}, follow=True)
    assert buttons(page)["follow"] == "0"
    assert re.search(r'quiet__count">2<span class="sr-only"> followers', page.text)
    page = client.post(address, {"value": "0"}, headers=HTMX)
    assert page.text.lstrip().startswith("<form")
    assert re.search(r'quiet__count">1<span class="sr-only"> follower<', page.text)


def test_nobodys_following_is_not_counted(client, question, ada, cy):
    Follow.stop(by=ada, question=question)
    client.force_login(cy)
    assert "quiet__count" not in client.get(question.get_absolute_url()).text


def test_both_cost_a_member_one_query_and_a_signed_out_reader_none(client, question, cy):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(question.get_absolute_url()).status_code == 200
        sql = [each["sql"] for each in queries]
        return [each for each in sql if "bookmarks_" in each or "questions_follow" in each]

    assert asked() == []
    client.force_login(cy)
    for number in range(12):
        Bookmark.put(by=cy, post=cast.answer(cast.member(f"Answerer {number}"), question))
    assert len(asked()) == 1
