"""What stands below a removed question is shown to nobody by an address of its own."""

import pytest
from django.urls import reverse

from moderation.merging import merge
from tests import cast
from tests.coins import fresh
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer():
    question = cast.question(cast.ada())
    answer = cast.answer(cast.bo(), question)
    answer.comment = cast.comment(question.author, answer)
    words = {"body": cast.own_words(), "because": "In other words.", "based_on": 0}
    answer.edit_suggested = answer.suggest_edit(by=cast.member("Dee Suggests"), **words)
    question.remove(by=cast.mo(), because="Private things in it.")
    return answer


@pytest.mark.parametrize(
    ("name", "args", "method"),
    [
        ("edit_answer", lambda answer: [answer.pk], "get"),
        ("edit_answer", lambda answer: [answer.pk], "post"),
        ("improvement", lambda answer: ["answer", answer.edit_suggested.pk], "get"),
        ("comment_flag", lambda answer: [answer.comment.pk], "get"),
        ("edit_comment", lambda answer: [answer.comment.pk], "post"),
        ("answer_flag", lambda answer: [answer.pk], "get"),
    ],
)
def test_neither_title_nor_text_is_shown(client, answer, name, args, method):
    client.force_login(standing(cast.cy(), 1_000))
    response = getattr(client, method)(reverse(name, args=args(answer)))
    assert response.status_code in {403, 404, 410}
    assert answer.question.title not in response.text


def test_the_queue_of_one_post_is_not_found_either(client, answer):
    client.force_login(standing(cast.cy(), 1_000))
    assert client.get(reverse("suggested_edits") + f"?answer={answer.pk}").status_code == 404


def test_where_a_question_was_merged_to_is_told_while_that_is_in_sight(client):
    ada, mo = cast.ada(), cast.mo()
    question = cast.question(ada)
    other = cast.question(ada, title="What does my neighbour in Elm Street do?")
    merge(question, into=other, by=mo, because="Both ask the same.")
    assert client.get(question.get_absolute_url()).status_code == 301
    fresh(other).remove(by=mo, because="It names somebody.")
    response = client.get(question.get_absolute_url())
    assert response.status_code == 410
    assert "elm-street" not in str(response.headers).lower()
