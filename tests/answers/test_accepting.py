import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from answers.models import Acceptance, Answer
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def answer(question):
    return cast.answer(cast.bo(), question)


def accepted():
    return list(Answer.objects.exclude(accepted_at=None))


def test_the_asker_accepts_on_the_page(client, question, answer):
    client.force_login(question.author)
    url = reverse("acceptance", args=[answer.pk])
    assert client.post(url, {"value": "1"}).status_code == 302
    assert accepted() == [answer]
    assert Question.objects.get().accepted_at == Acceptance.objects.get().at
    client.post(url, {"value": "0"})
    assert accepted() == []
    assert Question.objects.get().accepted_at is None


@pytest.mark.parametrize("who", ["cy", "mo"])
def test_only_the_asker_may_accept(client, answer, who):
    client.force_login(getattr(cast, who)())
    url = reverse("acceptance", args=[answer.pk])
    assert client.post(url, {"value": "1"}).status_code == 403
    assert accepted() == []


def test_a_suspended_asker_may_not_accept(question, answer):
    question.author.suspend(by=None, because="Repeated advertising.")
    with pytest.raises(PermissionDenied):
        answer.accept(by=question.author)


def test_accepting_twice_is_one_acceptance(question, answer):
    assert answer.accept(by=question.author)
    assert not answer.accept(by=question.author)
    assert Acceptance.objects.count() == 1


def test_an_acceptance_moves_and_leaves_its_history(question, answer):
    other = cast.answer(cast.cy(), question)
    answer.accept(by=question.author)
    other.accept(by=question.author)
    assert accepted() == [other]
    assert Acceptance.objects.get(withdrawn_at=None).answer == other
    assert Acceptance.objects.exclude(withdrawn_at=None).get().answer == answer


def test_ones_own_answer_may_be_accepted_after_48_hours_only(question):
    own = cast.answer(question.author, question)
    with pytest.raises(ValidationError):
        own.accept(by=question.author)
    own.created_at = timezone.now() - timedelta(hours=48)
    own.save()
    assert own.accept(by=question.author)


def test_a_removed_answer_cannot_be_accepted_and_loses_its_acceptance(question, answer):
    mo = cast.mo()
    answer.accept(by=question.author)
    answer.remove(by=mo, because="Copied from elsewhere.")
    assert accepted() == []
    assert Question.objects.get().accepted_at is None
    with pytest.raises(ValidationError):
        answer.accept(by=question.author)


def test_the_author_of_the_accepted_answer_cannot_remove_it(question, answer):
    answer.accept(by=question.author)
    with pytest.raises(ValidationError):
        answer.remove(by=answer.author, because="I want it gone.")


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_the_same_moment_leave_one(question):
    answers = [cast.answer(cast.member(f"Answerer {n}"), question) for n in range(4)]
    start, failures = threading.Barrier(4), []

    def accept(answer):
        start.wait()
        try:
            answer.accept(by=question.author)
        except Exception as failure:
            failures.append(failure)
        connection.close()

    threads = [threading.Thread(target=accept, args=[answer]) for answer in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(accepted()) == 1
    assert Acceptance.objects.get(withdrawn_at=None).answer == accepted()[0]


def test_accepting_has_its_limit(client, settings, question, answer):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "accept": "1/h"}
    client.force_login(question.author)
    url = reverse("acceptance", args=[answer.pk])
    assert client.post(url, {"value": "1"}).status_code == 302
    assert client.post(url, {"value": "0"}).status_code == 429
