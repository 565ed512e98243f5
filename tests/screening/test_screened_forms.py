"""What happens to a member's text on its way through a form."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from answers.models import Answer
from questions.models import Category, Question
from screening.models import Block, Phrase, Trace
from tests import cast

pytestmark = pytest.mark.django_db
LINK = " https://a.example/b"


@pytest.fixture
def cy(client):
    cy = cast.cy()
    client.force_login(cy)
    return cy


def opened(client, address):
    """What the form of a page carries about when it was opened."""
    return re.search(r'name="opened" value="([^"]+)"', client.get(address).text)[1]


def ask(client, body=cast.LONG_ENOUGH, **more):
    form = {"title": "Where do I find a good watchmaker?", "body": body, "tags": "watches"}
    form["category"] = (Category.objects.last() or cast.category()).pk
    return client.post(reverse("ask"), form | more)


def test_an_ordinary_question_is_published_with_a_trace(client, cy):
    ask(client)
    question = Question.objects.get()
    assert question.removed_at is None
    trace = Trace.objects.get()
    assert (trace.member, trace.about_kind, trace.about_id) == (cy, "question", question.pk)
    assert trace.address == "127.0.0.1"


def test_a_suspicious_question_is_held_and_its_author_told(client, cy):
    response = ask(client, body=cast.LONG_ENOUGH + LINK * 3)
    assert Question.objects.get().is_held
    assert "Held for review" in client.get(response.url).text


def test_what_is_refused_stands_there_again(client, cy):
    Phrase.objects.create(words="cheap watches", action="refuse")
    response = ask(client, body=cast.LONG_ENOUGH + " Buy cheap watches!")
    assert response.status_code == 422
    assert "Write it in other words" in response.text
    assert "Buy cheap watches!" in response.text
    assert not Question.objects.exists()


def test_a_filled_trap_is_refused(client, cy):
    assert "hidden field" in ask(client, homepage="https://a.example/").text
    assert not Question.objects.exists()


def test_a_form_that_was_open_for_a_moment_only_can_be_sent_again(client, cy):
    with time_machine.travel(timezone.now(), tick=False) as now:
        carried = opened(client, reverse("ask"))
        assert "very fast" in ask(client, opened=carried).text
        now.shift(3)
        assert ask(client, opened=carried).status_code == 302


def test_a_suspicious_answer_is_held(client, cy):
    question = cast.question(cast.ada())
    client.post(
        reverse("answer_question", args=[question.pk]), {"body": cast.LONG_ENOUGH + LINK * 3}
    )
    assert Answer.objects.get().is_held


def test_a_suspicious_comment_is_held(client):
    ada = cast.ada()
    question = cast.question(ada)
    client.force_login(ada)
    body = "Look there:" + LINK * 3
    client.post(reverse("question_comments", args=[question.pk]), {"body": body})
    assert question.comments.get().is_held


def test_the_comment_form_carries_when_it_was_opened_and_the_trap(client):
    ada = cast.ada()
    question = cast.question(ada)
    client.force_login(ada)
    page = client.get(question.get_absolute_url()).text
    form = re.search(r'<form class="form comments__form".*?</form>', page, re.DOTALL)[0]
    assert 'name="opened" value="' in form
    assert 'name="homepage"' in form


def sign_up(client, **more):
    form = {"email": "new@cast.invalid", "name": "Nan New", "password1": cast.PASSWORD}
    return client.post(reverse("account_signup"), form | more)


def test_a_program_does_not_join(client):
    assert "hidden field" in sign_up(client, homepage="x").text
    assert "very fast" in sign_up(client, opened=opened(client, reverse("account_signup"))).text
    assert not User.objects.exists()


def test_a_blocked_domain_does_not_join(client):
    Block.objects.create(kind="domain", value="cast.invalid", because="A flood.")
    assert "Use another address" in sign_up(client).text


def test_from_a_blocked_range_nobody_joins_until_it_ends(client):
    until = timezone.now() + timedelta(days=1)
    Block.objects.create(kind="address", value="127.0.0.0/24", because="A flood.", until=until)
    assert "Sign-up is closed" in sign_up(client).text
    assert not User.objects.exists()
    with time_machine.travel(until + timedelta(seconds=1)):
        assert sign_up(client).status_code == 302


def edit(client, answer, body):
    form = {"body": body, "because": "Better words."}
    return client.post(reverse("edit_answer", args=[answer.pk]), form)


def test_an_edit_is_screened_like_a_new_text(client, cy):
    Phrase.objects.create(words="cheap watches", action="refuse")
    answer = cast.answer(cy, cast.question(cast.ada()))
    assert "other words" in edit(client, answer, cast.LONG_ENOUGH + " Buy cheap watches!").text
    assert edit(client, answer, cast.LONG_ENOUGH + " And why?").status_code == 302
    assert Answer.objects.get().removed_at is None
    edit(client, answer, cast.LONG_ENOUGH + LINK * 3)
    assert Answer.objects.get().is_held


@pytest.mark.parametrize("answers", [0, 1])
def test_an_edit_never_hides_what_others_have_answered(client, cy, answers):
    category = cast.category()
    question = cast.question(cy, category=category)
    for _ in range(answers):
        cast.answer(cast.bo(), question)
    form = {"title": question.title, "tags": "mood", "category": category.pk}
    form["body"] = cast.own_words() + LINK * 3
    response = client.post(reverse("edit_question", args=[question.pk]), form)
    question.refresh_from_db()
    assert bool(question.removed_at) == (not answers)
    assert response.status_code == (422 if answers else 302)
    assert question.body != form["body"] or not answers


def test_an_edit_of_a_comment_is_screened_too(client):
    ada = cast.ada()
    question = cast.question(ada)
    comment = cast.comment(ada, question)
    client.force_login(ada)
    client.post(reverse("edit_comment", args=[comment.pk]), {"body": "Look there:" + LINK * 3})
    assert question.comments.get().is_held


def test_what_would_be_held_is_not_suggested(client, cy):
    question = cast.question(cast.ada())
    address = reverse("suggest_question_edit", args=[question.pk])
    form = {"title": question.title, "tags": "back-pain", "because": "Some sources for it."}
    form["category"] = cast.category().pk
    response = client.post(address, form | {"body": cast.LONG_ENOUGH + LINK * 3})
    assert "Take out links" in response.text
    assert not question.suggested_edits.exists()
