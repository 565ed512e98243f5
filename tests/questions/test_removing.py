import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from questions.models import Question, Tag, Tagging
from tests import cast
from tests.search.documents import built

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


def test_a_removed_question_is_gone_from_every_list(client, question):
    built()
    pages = [
        reverse("home"),
        reverse("questions"),
        question.category.get_absolute_url(),
        Tag.objects.get(name="depression").get_absolute_url(),
        question.author.get_absolute_url() + "?tab=questions",
        reverse("search") + "?q=depression",
    ]
    assert all(question.title in client.get(page).content.decode() for page in pages)
    question.remove(by=cast.mo(), because="Off the subject.")
    assert not any(question.title in client.get(page).content.decode() for page in pages)


def test_its_address_answers_410_to_others(client, question):
    question.remove(by=cast.mo(), because="Off the subject.")
    assert client.get(question.get_absolute_url()).status_code == 410
    client.force_login(cast.cy())
    assert client.get(question.get_absolute_url()).status_code == 410


def test_its_author_still_sees_it_with_the_reason(client, question):
    question.remove(by=cast.mo(), because="Off the subject.")
    client.force_login(question.author)
    response = client.get(question.get_absolute_url())
    assert response.status_code == 200
    assert "Off the subject." in response.content.decode()


def test_restoring_brings_back_list_and_counters(question):
    mo = cast.mo()
    question.remove(by=mo, because="By mistake.")
    assert Tag.objects.get(name="depression").question_count == 0
    assert Tagging.objects.exclude(removed_at=None).count() == 2
    question.restore(by=mo)
    assert Tag.objects.get(name="depression").question_count == 1
    assert Tagging.objects.exclude(removed_at=None).count() == 0
    assert Question.objects.visible().get().removals.get().restored_by == mo


def test_removing_twice_counts_once(question):
    mo = cast.mo()
    assert question.remove(by=mo, because="Once.")
    assert not Question.objects.get().remove(by=mo, because="Twice.")
    assert question.removals.count() == 1
    assert Tag.objects.get(name="depression").question_count == 0


def test_the_asker_may_remove_it_while_nobody_has_answered(question):
    cast.answer(cast.bo(), question)
    with pytest.raises(ValidationError):
        Question.objects.get().remove(by=question.author, because="Changed my mind.")


def test_a_stranger_may_not_remove_or_restore(question):
    cy = cast.cy()
    with pytest.raises(PermissionDenied):
        question.remove(by=cy, because="I do not like it.")
    question.remove(by=cast.mo(), because="Off the subject.")
    for other in (cy, question.author):
        with pytest.raises(PermissionDenied):
            Question.objects.get().restore(by=other)


def test_the_page_removes_and_restores(client, question):
    client.force_login(question.author)
    url = reverse("question_removal", args=[question.pk])
    assert client.post(url, {"value": "1"}).status_code == 302
    assert Question.objects.get().removed_at
    assert client.post(url, {"value": "0"}).status_code == 302
    assert not Question.objects.get().removed_at
    assert client.post(url, {"value": "2"}).status_code == 400


def test_who_removes_what_another_wrote_says_why(client, question):
    url = reverse("question_removal", args=[question.pk])
    client.force_login(cast.mo())
    client.post(url, {"value": "1", "because": " "})
    assert not Question.objects.get().removed_at
    client.post(url, {"value": "1", "because": "Off the subject."})
    assert Question.objects.get().removal.because == "Off the subject."


def test_what_one_removed_oneself_one_restores_but_not_while_suspended(question):
    asker = question.author
    question.remove(by=asker, because="Not yet.")
    asker.suspend(by=None, because="Repeated advertising.")
    with pytest.raises(PermissionDenied):
        Question.objects.get().restore(by=asker)
    asker.lift_suspension(by=cast.mo())
    assert Question.objects.get().restore(by=asker)


def test_a_removal_that_changed_hands_meanwhile_is_judged_as_it_is_now(question):
    mo = cast.mo()
    question.remove(by=question.author, because="Not yet.")
    stale = Question.objects.get()
    question.restore(by=mo)
    question.remove(by=mo, because="Off the subject.")
    with pytest.raises(PermissionDenied):
        stale.restore(by=question.author)


def test_nothing_below_a_removed_question_is_accepted_edited_or_told(client, question):
    answer = cast.answer(cast.bo(), question)
    question.remove(by=cast.mo(), because="Off the subject.")
    with pytest.raises(ValidationError):
        answer.accept(by=question.author)
    with pytest.raises(ValidationError):
        answer.edit(by=answer.author, body=cast.LONG_ENOUGH + " More.")
    response = client.get(answer.get_absolute_url())
    assert response.status_code == 410
    assert "Location" not in response


def test_a_suspended_moderator_neither_closes_nor_reopens(question):
    mo = cast.mo()
    mo.suspend(by=cast.member("Root Admin", is_superuser=True), because="A dispute.")
    with pytest.raises(PermissionDenied):
        question.close(by=mo, because="It asks for opinions.")
    with pytest.raises(PermissionDenied):
        question.reopen(by=mo)


def test_a_moderators_removal_takes_the_place_of_the_authors_own(question):
    author, mo = question.author, cast.mo()
    question.remove(by=author, because="Changed my mind.")
    assert Question.objects.get().remove(by=mo, because="Advertising.")
    assert Question.objects.get().removal.by == mo
    assert Tag.objects.get(name="depression").question_count == 0
    with pytest.raises(PermissionDenied):
        Question.objects.get().restore(by=author)


def test_a_text_for_a_question_that_was_just_removed_is_given_back(client, question):
    question.remove(by=cast.mo(), because="Off the subject.")
    client.force_login(cast.bo())
    url = reverse("answer_question", args=[question.pk])
    assert client.get(url).status_code == 410
    response = client.post(url, {"body": cast.LONG_ENOUGH})
    assert response.status_code == 410
    assert cast.LONG_ENOUGH in response.content.decode()
    assert question.title not in response.content.decode()
