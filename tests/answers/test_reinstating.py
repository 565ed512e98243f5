"""An acceptance that a clean-up ended, and what happened to its question meanwhile."""

import pytest

from answers.models import Acceptance
from moderation.merging import merge
from rewards.audit import audit
from tests import cast
from tests.coins import fresh
from tests.standing import reputation
from votes.laws import LAWS

pytestmark = pytest.mark.django_db


def test_an_answer_that_moved_to_another_question_is_not_accepted_there():
    ada, cy, bo, mo = cast.ada(), cast.cy(), cast.bo(), cast.mo()
    question, other = cast.question(ada), cast.question(cy, title="Another question, is it?")
    answer = cast.answer(bo, question)
    answer.accept(by=ada)
    answer.remove(by=mo, because="Spam.")
    merge(question, into=other, by=mo, because="Both ask the same.")
    fresh(answer).restore(by=mo)
    assert not Acceptance.objects.get().reinstate()
    assert fresh(other).accepted_at is None
    assert reputation(bo) == 1
    assert [line for check in audit(LAWS) for line in check.differences] == []
