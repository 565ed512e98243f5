"""Two who edit one question: the second sees both texts, and loses nothing."""

import pytest
from django.urls import reverse

from questions.models import Question
from tests import cast
from tests.hostile.page_judge import judged
from tests.hostile.test_naughty_forms import sent_back
from tests.pages.test_ask_page import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def url(client, question):
    client.force_login(question.author)
    return reverse("edit_question", args=[question.pk])


def opened(client, url):
    """What the form holds when it is opened, as a browser sends it back."""
    names = ["title", "body", "tags", "based_on", "because"]
    values = sent_back(client.get(url))
    return {name: values[name] for name in names} | {"category": Question.objects.get().category_id}


def quicker(question):
    """Mo edits while the form is open."""
    now = question.content
    del now["body_format"]
    more = {"title": "Can a sore back come from low spirits?", "tags": ["mood"]}
    question.edit(by=cast.mo(), because="Clearer.", **(now | more))


def test_the_second_sees_what_is_there_now_and_what_theirs_would_change(client, question, url):
    form = opened(client, url) | {"body": cast.LONG_ENOUGH + " One more word."}
    quicker(question)
    response = client.post(url, form)
    assert judged(response, 409) == []
    text = text_of(response)
    assert "Somebody has changed this post since you opened it." in text
    for words in ("added: One more word", "added: depression", "removed: mood"):
        assert words in text.replace("added:  ", "added: ")
    assert "removed: sore" in text
    assert reverse("question_history", args=[question.pk]) in response.text
    now = Question.objects.get()
    assert now.title == "Can a sore back come from low spirits?"
    assert now.body == cast.LONG_ENOUGH


def test_what_was_typed_is_kept_and_can_be_saved_again(client, question, url):
    form = opened(client, url) | {"body": cast.LONG_ENOUGH + " One more word."}
    quicker(question)
    again = sent_back(client.post(url, form))
    assert again["body"] == form["body"]
    assert again["based_on"] == str(Question.objects.get().version) != form["based_on"]
    second = form | {"based_on": again["based_on"]}
    assert client.post(url, second).status_code == 302
    assert Question.objects.get().body == form["body"]
    assert question.revisions.count() == 3


def test_a_form_without_its_number_is_saved_over_whatever_is_there(client, question, url):
    form = opened(client, url) | {"tags": "spine"}
    quicker(question)
    assert client.post(url, form | {"based_on": ""}).status_code == 302
    assert Question.objects.get().title == question.title


def test_sent_twice_it_leads_to_the_question_both_times(client, question, url):
    form = opened(client, url) | {"tags": "spine"}
    assert [client.post(url, form).status_code for _ in range(2)] == [302, 302]


def test_an_answer_s_second_editor_sees_both_texts_too(client, question):
    answer = cast.answer(cast.bo(), question)
    client.force_login(answer.author)
    url = reverse("edit_answer", args=[answer.pk])
    based_on = sent_back(client.get(url))["based_on"]
    answer.edit(by=cast.mo(), body=cast.LONG_ENOUGH.replace("everyone", "everybody"))
    mine = cast.LONG_ENOUGH.replace("first", "before")
    response = client.post(url, {"body": mine, "based_on": based_on})
    assert judged(response, 409) == []
    text = text_of(response)
    assert "added: before" in text
    assert "removed: everybody" in text
    assert sent_back(response)["body"] == mine
