"""The first ten members of an empty site, with the levels as they are by default."""

import pytest
from django.test import Client
from django.urls import reverse

from comments.models import Comment
from moderation.models import Flag
from questions.models import Question
from tests import cast
from votes.models import Vote

pytestmark = pytest.mark.django_db

TEN = 10


@pytest.fixture(autouse=True)
def _forms_may_be_sent_at_once(settings):
    settings.SCREENING_SECONDS = 0


@pytest.fixture
def clients():
    """One for each of ten members who have joined just now."""
    clients = [Client() for _ in range(TEN)]
    for number, client in enumerate(clients):
        client.force_login(cast.newcomer(f"Member {number}"))
    return clients


def send(client, name, pk, **form):
    response = client.post(reverse(name, args=[pk]), form)
    assert response.status_code == 302, response.text


def test_ten_new_members_ask_answer_comment_vote_and_flag(clients):
    category = cast.category()
    for number, client in enumerate(clients):
        ask = {"title": f"How do I mend chair number {number}?", "body": cast.own_words()}
        ask |= {"tags": "chairs", "category": category.pk}
        assert client.post(reverse("ask"), ask).status_code == 302
    questions = list(Question.objects.visible().order_by("pk"))
    assert len(questions) == TEN
    for n, question in enumerate(questions):
        asker, answerer, flagger = (clients[(n + step) % TEN] for step in range(3))
        send(answerer, "answer_question", question.pk, body=cast.own_words())
        answer = question.answers.get()
        send(asker, "answer_comments", answer.pk, body=f"That did help with number {n}.")
        send(answerer, "answer_comments", answer.pk, body=f"I am glad, for number {n} too.")
        send(asker, "answer_vote", answer.pk, value="1")
        send(answerer, "question_vote", question.pk, value="1")
        send(flagger, "answer_flag", answer.pk, kind="rude")
    assert Comment.objects.visible().count() == 2 * TEN
    assert Vote.objects.counted().count() == 2 * TEN
    assert Flag.objects.count() == TEN


def test_what_they_have_not_reached_is_said(clients):
    question = cast.question(cast.ada())
    response = clients[0].post(reverse("question_vote", args=[question.pk]), {"value": "-1"})
    assert not Vote.objects.exists()
    text = clients[0].get(response.url).text
    assert "You need 6 reputation to vote down" in text
