"""What stands below a removed question is shown to nobody by an address of its own."""

import pytest
from django.urls import reverse

from tests import cast
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
