import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import User
from answers.models import Answer
from comments.forms import CommentForm
from comments.models import Comment
from questions.models import Question
from tests import cast
from tests.hostile.page_judge import judged

pytestmark = pytest.mark.django_db

BODY = "Since when, and *where* exactly?"


def url_of(post):
    return reverse(f"{post._meta.model_name}_comments", args=[post.pk])


def send(client, post, body=BODY, **more):
    return client.post(url_of(post), {"body": body, "once_key": str(uuid.uuid4()), **more})


@pytest.mark.parametrize("kind", ["question", "answer"])
def test_a_member_comments_and_arrives_at_the_comment(client, question, answer, kind):
    post = {"question": question, "answer": answer}[kind]
    client.force_login(question.author)
    response = send(client, post)
    comment = Comment.objects.get()
    assert response["Location"] == comment.get_absolute_url()
    place = f"{question.get_absolute_url()}#comment-{comment.pk}"
    assert client.get(response["Location"])["Location"] == place
    assert (comment.post, comment.author, comment.body) == (post, question.author, BODY)
    assert comment.body_html == "Since when, and <em>where</em> exactly?"


def test_only_the_post_s_own_counter_counts_it(question, answer):
    cast.comment(question.author, question)
    for _ in range(2):
        cast.comment(question.author, answer)
    assert Question.objects.get().comment_count == 1
    assert Answer.objects.get().comment_count == 2


def test_the_same_form_sent_twice_leads_to_the_first_comment(client, question, ada):
    client.force_login(ada)
    key = str(uuid.uuid4())
    first, second = send(client, question, once_key=key), send(client, question, once_key=key)
    assert first["Location"] == second["Location"]
    assert Question.objects.get().comment_count == 1
    send(client, question)
    assert Question.objects.get().comment_count == 2


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "required"),
        ("   Too short.   ", "at least 15 characters; so far there are 10"),
        ("x" * 601, "600 characters or fewer; it has 601"),
        ("Half a pair \ud800 of two", "control characters"),
        ("<span></span> <b></b>", "Nothing of this text would be seen"),
        ("![](https://x.example/y.png)", "Nothing of this text would be seen"),
    ],
)
def test_what_cannot_be_a_comment_is_refused_and_said_why(question, ada, body, said):
    form = CommentForm({"body": body})
    assert form.carry_out(Comment.write, by=ada, post=question) is None
    assert said in form.errors["body"][0]
    assert Question.objects.get().comment_count == 0


def test_space_around_a_comment_does_not_count(question, ada):
    assert cast.comment(ada, question, body="\r\n  " + "x" * 600 + " \n").body == "x" * 600
    with pytest.raises(ValidationError):
        cast.comment(ada, question, body="x" * 14 + " " * 20)


def test_a_refused_comment_is_given_back_with_a_new_key(client, question, ada):
    client.force_login(ada)
    key = str(uuid.uuid4())
    response = send(client, question, "<b>Short", once_key=key)
    assert judged(response, 422) == []
    assert "&lt;b&gt;Short</textarea>" in response.text
    assert "at least 15 characters" in response.text
    assert key not in response.text
    assert 'aria-invalid="true"' in response.text


def test_a_key_that_is_none_is_refused_without_an_error(client, question, ada):
    client.force_login(ada)
    assert send(client, question, once_key="x").status_code == 422


def test_who_was_signed_out_gets_the_text_back(client, question):
    response = send(client, question)
    assert response.status_code == 403
    assert "Since when, and *where* exactly?" in response.text
    assert not Comment.objects.exists()


def test_what_is_removed_takes_no_comments(client, answer, ada, bo):
    answer.remove(by=cast.mo(), because="Not an answer.")
    with pytest.raises(ValidationError, match="removed"):
        cast.comment(ada, answer)
    User.objects.filter(pk=bo.pk).update(reputation=2)
    client.force_login(bo)
    response = send(client, answer)
    assert response.status_code == 410
    assert "Since when, and *where* exactly?" in response.text


def test_a_text_is_kept_when_its_post_is_removed_in_that_moment(client, question, ada, monkeypatch):
    """Seen by the verb, which holds the question, and not by the view before it."""
    monkeypatch.setattr("comments.views.commenting.is_gone", lambda post: False)
    question.remove(by=ada, because="A mistake.")
    client.force_login(ada)
    response = send(client, question)
    assert judged(response, 422) == []
    assert "This post has been removed." in response.text
    assert "Since when, and *where* exactly?</textarea>" in response.text


@pytest.mark.parametrize("kind", ["question", "answer"])
def test_nothing_below_a_removed_question_takes_comments(client, question, answer, bo, kind):
    question.remove(by=cast.mo(), because="Off the subject.")
    client.force_login(bo)
    response = send(client, {"question": question, "answer": answer}[kind])
    assert response.status_code == 410
    assert "Since when, and *where* exactly?" in response.text
    with pytest.raises(ValidationError, match="removed"):
        cast.comment(bo, answer)


def test_a_closed_question_and_its_answers_still_take_comments(question, answer, ada):
    question.close(by=cast.mo(), because="Opinions only.")
    assert cast.comment(ada, question).pk
    assert cast.comment(ada, answer).pk


def test_a_comment_is_on_exactly_one_post(question, answer, ada):
    fields = {"author": ada, "body": "x", "body_html": "x", "renderer_version": 1}
    with pytest.raises(IntegrityError, match="comment_on_exactly_one"):
        Comment.objects.create(question=question, answer=answer, **fields)


def test_a_comment_on_nothing_is_refused_by_the_database(ada):
    with pytest.raises(IntegrityError, match="comment_on_exactly_one"):
        Comment.objects.create(author=ada, body="x", body_html="x", renderer_version=1)


def test_members_are_kept_from_flooding(client, question, ada, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"comment": {"member": "2/h", "address": "9/h"}}
    client.force_login(ada)
    statuses = [send(client, question).status_code for _ in range(3)]
    assert statuses == [302, 302, 429]
    assert client.get(url_of(question)).status_code == 200
