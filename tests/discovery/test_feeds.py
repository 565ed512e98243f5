"""Feeds, as a reader of feeds sees them."""

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from questions.models import Question, Tag
from tests import cast

pytestmark = pytest.mark.django_db

NEWEST = "/feeds/questions.atom"


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def question(ada):
    return cast.question(ada, category=cast.category())


def read(client, path):
    """A feed that is well-formed, as feedparser reads it."""
    response = client.get(path)
    assert response.status_code == 200
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def ask(by, number, **fields):
    return cast.question(by, title=f"What is number {number} of them all?", **fields)


def test_the_newest_questions_come_first(client, ada):
    asked = [ask(ada, n) for n in range(33)]
    entries = read(client, NEWEST).entries
    assert [each.title for each in entries] == [each.title for each in asked[:2:-1]]
    first = entries[0]
    assert first.link == settings.SITE_URL + asked[-1].get_absolute_url()
    assert first.author_detail == {
        "name": ada.name,
        "href": settings.SITE_URL + ada.get_absolute_url(),
    }
    assert {tag.term for tag in first.tags} == {"depression", "back-pain"}
    assert first.summary == asked[-1].first_words


def test_each_list_has_a_feed_that_its_page_names(client, ada, question):
    other = ask(ada, 1, tags=["chair"])
    answer = cast.answer(cast.bo(), question)
    tag, category = Tag.objects.get(name="depression"), question.category
    pages = {
        question.get_absolute_url(): [answer.pk],
        tag.get_absolute_url(): [question.pk],
        category.get_absolute_url(): [question.pk],
        category.path[0].get_absolute_url(): [question.pk],
        ada.get_absolute_url(): [other.pk, question.pk],
        answer.author.get_absolute_url(): [answer.pk],
        "/questions/": [other.pk, question.pk],
        "/": [other.pk, question.pk],
    }
    for page, expected in pages.items():
        named = feedparser.parse(client.get(page).content).feed.links
        [path] = [each.href for each in named if each.type == "application/atom+xml"]
        feed = read(client, path)
        assert [int(each.id.strip("/").rpartition("/")[2]) for each in feed.entries] == expected
        assert feed.feed.link == settings.SITE_URL + ("/questions/" if page == "/" else page)


def test_an_entry_stays_the_same_under_another_title(client, ada, question):
    before = read(client, NEWEST).entries[0]
    content = {"body": question.body, "category": None, "tags": ["mood"]}
    question.edit(by=ada, title="Is a sore back a sign of low mood?", **content)
    after = read(client, NEWEST).entries[0]
    assert after.id == before.id
    assert after.link != before.link
    assert after.updated_parsed >= before.updated_parsed


def test_whoever_has_it_already_is_told_so(client, ada, question):
    etag = client.get(NEWEST)["ETag"]
    again = client.get(NEWEST, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    ask(ada, 2)
    assert client.get(NEWEST, headers={"If-None-Match": etag}).status_code == 200


def test_what_is_removed_leaves_and_readers_hear_of_it(client, ada, question):
    ask(ada, 3)
    etag = client.get(NEWEST)["ETag"]
    question.remove(by=cast.mo(), because="Off the subject.")
    assert client.get(NEWEST, headers={"If-None-Match": etag}).status_code == 200
    assert len(read(client, NEWEST).entries) == 1


def test_an_empty_feed_is_a_feed_and_stays_as_it_is(client, question):
    path = reverse("question_feed", args=[question.pk])
    assert read(client, path).entries == []
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_nobody_sees_more_than_who_is_signed_out(client, ada, question):
    mo = cast.mo()
    cast.answer(cast.bo(), question).remove(by=mo, because="It only says thank you.")
    held = ask(ada, 4, held="Three links.")
    client.force_login(mo)
    assert read(client, reverse("question_feed", args=[question.pk])).entries == []
    assert [each.title for each in read(client, NEWEST).entries] == [question.title]
    assert client.get(reverse("question_feed", args=[held.pk])).status_code == 404


def test_what_is_gone_is_gone(client, ada, question):
    mo, tag = cast.mo(), question.tags.first()
    question.remove(by=mo, because="Off the subject.")
    assert client.get(reverse("question_feed", args=[question.pk])).status_code == 410
    tag.remove(by=mo, because="It says nothing.")
    assert client.get(reverse("tag_feed", args=[tag.slug])).status_code == 404
    ada.remove(by=mo, because="A name like that.")
    assert client.get(reverse("member_feed", args=[ada.pk])).status_code == 410


def test_the_feed_of_a_merged_tag_leads_on(client, question):
    tag, other = question.tags.order_by("pk")
    tag.merge_into(other, by=cast.mo(), because="They mean the same.")
    moved = client.get(reverse("tag_feed", args=[tag.slug]))
    assert (moved.status_code, moved["Location"]) == (301, reverse("tag_feed", args=[other.slug]))


def test_a_deleted_member_is_named_by_nobody(client, question):
    bo = cast.bo()
    cast.answer(bo, question)
    User.objects.get(pk=bo.pk).delete_account()
    entry = read(client, reverse("question_feed", args=[question.pk])).entries[0]
    assert entry.author == "deleted member"
    assert "Bo Answers" not in str(entry)


def test_signs_that_xml_cannot_hold_are_left_out(client, ada):
    question = ask(ada, 5)
    odd = "One\x0b <two> & \x1b[31mthree\ufffe ]]>"
    Question.objects.filter(pk=question.pk).update(title=odd, first_words=odd)
    entry = read(client, NEWEST).entries[0]
    assert entry.title_detail.value == "One <two> & [31mthree ]]>"
    assert "&lt;two&gt;" in entry.summary


def test_who_asks_too_often_is_told_when_to_come_again(client, settings, question):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"feed": "2/m"}
    codes = [client.get(NEWEST).status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert 0 < int(client.get(NEWEST)["Retry-After"]) <= 60


def test_ten_entries_cost_what_one_does(client, ada, question):
    bo, paths = cast.bo(), [NEWEST, reverse("question_feed", args=[question.pk])]
    cast.answer(bo, question)
    few = [queries_of(client, path) for path in paths]
    for n in range(9):
        ask(cast.member(f"Dee Number {n}"), n, tags=[f"tag-{n}"])
        cast.answer(cast.member(f"Eve Number {n}"), question)
    assert [queries_of(client, path) for path in paths] == few == [2, 2]


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)
