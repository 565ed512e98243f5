"""Merges that arrive at the same moment as others, and as what members write there."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F

from answers.laws import LAWS
from answers.models import Acceptance, Answer
from comments.models import Comment
from moderation.merging import merge
from questions.models import Merge, Question
from questions.models.originals import NotTheOriginal
from rewards.audit import audit
from tests import cast
from tests.at_once import at_once, failures
from tests.coins import fresh
from tests.questions.closers import another
from votes.laws import LAWS as LAWS_OF_REPUTATION

pytestmark = pytest.mark.django_db(transaction=True)
WHY = {"because": "Both ask the same."}


@pytest.fixture(autouse=True)
def _all_adds_up():
    yield
    checks = [*audit(LAWS), *audit(LAWS_OF_REPUTATION)]
    assert [line for check in checks for line in check.differences] == []
    for question in Question.objects.all():
        assert question.answer_count == question.answers.visible().count()
        assert question.comment_count == question.comments.visible().count()


@pytest.fixture
def moderators():
    return [cast.member(f"Moderator {n}", is_staff=True) for n in range(4)]


def merging(question, into, by):
    return lambda: merge(fresh(question), into=fresh(into), by=by, **WHY)


@pytest.mark.parametrize("turn", range(4))
def test_each_into_the_other_leaves_one(moderators, turn):
    one, two = another(1), another(2)
    verbs = [merging(one, two, moderators[0]), merging(two, one, moderators[1])]
    results = at_once(*(verbs if turn % 2 else reversed(verbs)))
    assert failures(results, NotTheOriginal) == []
    assert results.count(True) == 1
    assert Question.objects.visible().count() == 1


def test_the_same_merge_four_times_is_one(moderators):
    one, two = another(1), another(2)
    cast.answer(cast.bo(), one)
    results = at_once(*[merging(one, two, by) for by in moderators])
    assert failures(results) == []
    assert results.count(True) == 1
    assert fresh(two).answer_count == 1


@pytest.mark.parametrize("turn", range(3))
def test_a_ring_leaves_one_to_which_all_lead(moderators, turn):
    ring = [another(n) for n in range(3)]
    results = at_once(*[merging(ring[n], ring[n - 1], moderators[n]) for n in range(3)])
    assert failures(results, NotTheOriginal, ValidationError) == []
    assert not Merge.objects.filter(into__removed_at__isnull=False).exists()
    assert not Merge.objects.filter(question=F("into")).exists()
    assert Question.objects.visible().count() >= 1


def test_a_merge_and_a_closure_as_a_duplicate_make_no_circle(moderators):
    one, two = another(1), another(2)
    close = lambda: fresh(two).close(by=moderators[1], kind="duplicate", original=fresh(one))  # noqa: E731
    results = at_once(merging(one, two, moderators[0]), close)
    assert failures(results, NotTheOriginal) == []
    assert results.count(True) == 1


@pytest.mark.parametrize("turn", range(3))
def test_what_is_written_meanwhile_moves_along_or_is_refused(moderators, turn):
    one, two, bo = another(1), another(2), cast.bo()
    before = cast.answer(bo, one)
    verbs = [
        merging(one, two, moderators[0]),
        lambda: cast.answer(bo, fresh(one)),
        lambda: cast.comment(one.author, fresh(one)),
        lambda: cast.comment(bo, fresh(before)),
    ]
    results = at_once(*verbs)
    assert failures(results, ValidationError) == []
    assert results[0] is True
    assert not Answer.objects.filter(question=one).exists()
    assert not Comment.objects.filter(question=one).exists()
    assert fresh(before).question == two


@pytest.mark.parametrize("turn", range(3))
def test_an_acceptance_meanwhile_ends_or_is_refused(moderators, turn):
    one, two = another(1), another(2)
    answer = cast.answer(cast.bo(), one)
    accept = lambda: fresh(answer).accept(by=one.author)  # noqa: E731
    results = at_once(merging(one, two, moderators[0]), accept)
    assert [type(each) for each in failures(results, ValidationError)] in ([], [PermissionDenied])
    assert results[0] is True
    assert not Acceptance.objects.filter(withdrawn_at=None).exists()
    assert (fresh(answer).accepted_at, fresh(two).accepted_at) == (None, None)


def test_an_answer_read_before_its_question_was_merged_is_edited_where_it_is(moderators):
    one, two, bo = another(1), another(2), cast.bo()
    stale = cast.answer(bo, one)
    mine = cast.comment(bo, one)
    merge(one, into=two, by=moderators[0], **WHY)
    stale.edit(by=bo, body=cast.own_words())
    assert fresh(two).active_at == fresh(stale).edited_at
    mine.remove(by=bo, because="A slip.")
    stale.remove(by=bo, because="A slip.")
    assert (fresh(two).answer_count, fresh(two).comment_count) == (0, 0)
