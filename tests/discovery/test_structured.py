"""What search engines are told of a question's page, by the requirements that Google publishes."""

import json
import re
from datetime import datetime

import html5lib
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db

REQUIRED = {
    "Question": {"name", "text", "answerCount", "url", "upvoteCount", "datePublished"},
    "Answer": {"text", "url", "upvoteCount", "datePublished"},
    "Person": {"name"},
}


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def answers(question):
    """Bo's, which is accepted, and Cy's."""
    answers = cast.answer(cast.bo(), question), cast.answer(cast.cy(), question)
    answers[0].accept(by=question.author)
    return answers


def said(client, question):
    """The question as the page describes it, or None where the page says nothing."""
    page = html5lib.parse(client.get(address(question)).text, namespaceHTMLElements=False)
    found = [script.text for script in page.iter("script") if script.get("type") == KIND]
    if not found:
        return None
    [text] = found
    data = json.loads(text)
    assert (data["@context"], data["@type"]) == ("https://schema.org", "QAPage")
    judge(data["mainEntity"])
    return data["mainEntity"]


KIND = "application/ld+json"


def address(question):
    return Question.objects.get(pk=question.pk).get_absolute_url()


def judge(thing):
    """That each part has what is required of its kind, and nothing empty."""
    assert REQUIRED[thing["@type"]] <= set(thing), thing
    assert all(value not in ("", None, []) for value in thing.values()), thing
    for name in {"datePublished", "dateModified"} & set(thing):
        assert datetime.fromisoformat(thing[name]).tzinfo
    if thing["@type"] == "Question":
        assert {"acceptedAnswer", "suggestedAnswer"} & set(thing)
    parts = [thing.get("author"), thing.get("acceptedAnswer"), *thing.get("suggestedAnswer", [])]
    for part in filter(None, parts):
        judge(part)


def test_it_tells_the_question_and_its_answers(client, question, answers):
    accepted, other = answers
    told, page = said(client, question), settings.SITE_URL + question.get_absolute_url()
    assert (told["name"], told["url"]) == (question.title, page)
    assert told["text"] == cast.LONG_ENOUGH
    assert told["answerCount"] == 2
    assert told["acceptedAnswer"]["text"] == accepted.body
    assert told["acceptedAnswer"]["url"] == f"{page}#answer-{accepted.pk}"
    assert [each["text"] for each in told["suggestedAnswer"]] == [other.body]
    bo = accepted.author
    assert told["acceptedAnswer"]["author"]["name"] == bo.name
    assert told["acceptedAnswer"]["author"]["url"] == settings.SITE_URL + bo.get_absolute_url()


def test_votes_and_edits_are_told(client, question, answers):
    Question.objects.filter(pk=question.pk).update(score=7)
    assert "dateModified" not in said(client, question)
    place = {"title": question.title, "category": None, "tags": ["depression"]}
    question.edit(by=question.author, body=cast.own_words(), **place)
    told = said(client, question)
    assert told["upvoteCount"] == 7
    assert told["dateModified"] >= told["datePublished"]


def test_of_a_question_without_answers_nothing_is_told(client, question):
    assert said(client, question) is None


def test_whoever_is_signed_in_needs_none_of_it(client, question, answers):
    client.force_login(answers[0].author)
    assert KIND not in client.get(address(question)).text


def test_a_removed_answer_is_not_told(client, question, answers):
    answers[1].remove(by=cast.mo(), because="It only says thank you.")
    told = said(client, question)
    assert told["answerCount"] == 1
    assert "suggestedAnswer" not in told


def test_a_deleted_member_is_named_by_nobody(client, question, answers):
    User.objects.get(pk=answers[1].author_id).delete_account()
    told = said(client, question)
    assert "author" not in told["suggestedAnswer"][0]
    assert "Cy Stranger" not in json.dumps(told)


def test_no_text_ends_the_element_early(client, question):
    hostile = "</script><script>alert(1)</script><!-- & ]]> \u2028 “”"
    cast.answer(cast.member("Eve </script>"), question, body=f"`{hostile}` {cast.own_words()}")
    Question.objects.filter(pk=question.pk).update(title=hostile)
    told = said(client, question)
    assert told["name"] == hostile
    assert "</script><script>alert(1)</script><!--" in told["suggestedAnswer"][0]["text"]
    raw = re.search(f'<script type="{re.escape(KIND)}">(.*?)</script>', page_of(client, question))
    assert not set("<>&") & set(raw[1])


def test_it_costs_no_query(client, question):
    path = address(question)
    client.get(path)
    with CaptureQueriesContext(connection) as without:
        client.get(path)
    for n in range(3):
        cast.answer(cast.member(f"Dee Number {n}"), question)
    with CaptureQueriesContext(connection) as within:
        assert KIND in client.get(path).text
    assert len(within) == len(without)


def page_of(client, question):
    return client.get(address(question)).text
