"""A protection keeps answers of new members away from a question."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import Act
from accounts.privileges import level
from questions.jobs import lift_restrictions
from tests import cast
from tests.questions.locked import WHY, now
from tests.standing import standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def question():
    return cast.question(cast.ada())


def test_it_takes_ten_points_of_reputation_as_the_site_is_set():
    assert level("answer protected") == 10


def test_a_new_member_is_refused_and_told_what_is_missing(question, mo):
    question.protect(by=mo, **WHY)
    with pytest.raises(PermissionDenied, match="need 10 reputation to answer protected questions"):
        cast.answer(cast.bo(), question)
    assert now(question).answer_count == 0


def test_members_with_the_privilege_the_asker_and_moderators_answer(question, mo):
    question.protect(by=mo, **WHY)
    for member in (standing(cast.bo(), 10), question.author, mo):
        cast.answer(member, question)
    assert now(question).answer_count == 3


def test_it_keeps_nothing_else_away(question, mo):
    answer = cast.answer(cast.bo(), question)
    question.protect(by=mo, **WHY)
    answer.edit(by=answer.author, body=cast.own_words())
    cast.comment(answer.author, answer)
    assert answer.accept(by=question.author)


def test_it_is_lifted_and_the_log_has_both(question, mo):
    assert question.protect(by=mo, **WHY)
    assert not question.protect(by=mo, **WHY)
    assert now(question).open_protection.because == WHY["because"]
    assert question.unprotect(by=mo)
    assert not question.unprotect(by=mo)
    cast.answer(cast.bo(), question)
    kinds = Act.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["protected", "unprotected"]


def test_its_time_runs_out(question, mo):
    until = timezone.now() + timedelta(hours=1)
    question.protect(by=mo, until=until, **WHY)
    question.lock(by=mo, **WHY)
    with time_machine.travel(until):
        lift_restrictions()
    assert now(question).protected_at is None
    assert now(question).locked_at, "the lock has no end"


def test_only_moderators_protect_with_a_reason_and_an_end_to_come(question, mo):
    for verb in (question.protect, question.unprotect):
        with pytest.raises(PermissionDenied):
            verb(by=question.author, **(WHY if verb == question.protect else {}))
    with pytest.raises(ValidationError, match="Say why"):
        question.protect(by=mo, because=" ")
    with pytest.raises(ValidationError, match="in the future"):
        question.protect(by=mo, until=timezone.now(), **WHY)
