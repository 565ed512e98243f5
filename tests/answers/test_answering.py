import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from answers.models import Answer
from questions.models import Question, Tagging
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada())


def test_a_member_answers_and_arrives_at_the_answer(client, question):
    client.force_login(cast.bo())
    url = reverse("answer_question", args=[question.pk])
    response = client.post(url, {"body": cast.LONG_ENOUGH, "once_key": str(uuid.uuid4())})
    answer = Answer.objects.get()
    assert response["Location"] == answer.get_absolute_url()
    assert Question.objects.get().answer_count == 1
    assert set(Tagging.objects.values_list("answer_count", flat=True)) == {1}
    assert client.get(answer.get_absolute_url())["Location"] == (
        f"{question.get_absolute_url()}#answer-{answer.pk}"
    )


def test_the_same_form_sent_twice_leads_to_the_first_answer(client, question):
    client.force_login(cast.bo())
    form = {"body": cast.LONG_ENOUGH, "once_key": str(uuid.uuid4())}
    url = reverse("answer_question", args=[question.pk])
    assert client.post(url, form)["Location"] == client.post(url, form)["Location"]
    assert Question.objects.get().answer_count == 1


def test_a_mistake_keeps_what_was_typed(client, question):
    client.force_login(cast.bo())
    response = client.post(reverse("answer_question", args=[question.pk]), {"body": "Too short."})
    assert response.status_code == 422
    assert "Too short." in response.content.decode()


def test_a_closed_question_takes_no_answers(client, question):
    mo, bo = cast.mo(), cast.bo()
    question.close(by=mo, because="It asks for opinions.")
    with pytest.raises(ValidationError):
        cast.answer(bo, question)
    client.force_login(bo)
    response = client.post(
        reverse("answer_question", args=[question.pk]), {"body": cast.LONG_ENOUGH}
    )
    assert response.status_code == 422
    assert not Answer.objects.exists()
    question.reopen(by=mo)
    assert cast.answer(bo, question).pk


def test_a_suspended_member_cannot_answer(client, question):
    client.force_login(cast.sue())
    url = reverse("answer_question", args=[question.pk])
    assert client.post(url, {"body": cast.LONG_ENOUGH}).status_code == 403
    assert not Answer.objects.exists()


def test_its_author_and_a_moderator_edit_an_answer(client, question):
    answer = cast.answer(cast.bo(), question)
    for editor in (answer.author, cast.mo()):
        client.force_login(editor)
        words = f"{cast.LONG_ENOUGH} Seen by {editor.name}."
        form = {"body": words, "because": "It was not clear."}
        client.post(reverse("edit_answer", args=[answer.pk]), form)
        assert f"Seen by {editor.name}." in Answer.objects.get().body_html


@pytest.mark.parametrize("who", ["cy", "sue"])
def test_others_may_not_edit_an_answer(client, question, who):
    answer = cast.answer(cast.bo(), question)
    client.force_login(getattr(cast, who)())
    url = reverse("edit_answer", args=[answer.pk])
    assert client.post(url, {"body": cast.LONG_ENOUGH + " Mine now."}).status_code == 403
    assert Answer.objects.get().body == answer.body


def test_a_removed_answer_no_longer_counts_until_it_is_restored(question):
    answer, mo = cast.answer(cast.bo(), question), cast.mo()
    answer.remove(by=mo, because="It answers something else.")
    assert Question.objects.get().answer_count == 0
    answer.restore(by=mo)
    assert Question.objects.get().answer_count == 1
    assert set(Tagging.objects.values_list("answer_count", flat=True)) == {1}
