"""A lock that arrives together with what it refuses: nothing comes after it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from answers.models import Answer
from questions.jobs import lift_restrictions
from questions.models import Lock, Protection
from tests import cast
from tests.at_once import at_once, failures
from tests.hotpages.sites import wait_until
from tests.questions.locked import WHY, now
from tests.standing import standing
from votes.models import Vote

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def moderators():
    return [cast.member(f"Moderator {n}", is_staff=True) for n in range(3)]


@pytest.fixture
def question():
    return cast.question(cast.ada())


@pytest.fixture
def members():
    return [standing(cast.member(f"Member {n}"), 150) for n in range(4)]


def while_it_waits(meanwhile, verb):
    """Call `verb` after `meanwhile`, whose transaction ends when the other waits for it."""
    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            meanwhile()
            result = other.submit(alone, verb)
            wait_until(somebody_waits)
        return result.exception() or result.result()


def alone(verb):
    try:
        return verb()
    finally:
        connection.close()


def somebody_waits():
    """Whether another connection waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))"
        )
        return cursor.fetchone() > (0,)


@pytest.mark.parametrize("verb", ["lock", "protect"])
def test_moderators_at_once_restrict_once(question, moderators, verb):
    results = at_once(
        *[lambda by=by: getattr(now(question), verb)(by=by, **WHY) for by in moderators]
    )
    assert failures(results) == []
    assert results.count(True) == 1
    assert Lock.objects.count() + Protection.objects.count() == 1


def test_lifting_and_time_at_once_lift_once(question, moderators):
    question.lock(by=moderators[0], until=timezone.now() + timedelta(hours=1), **WHY)
    Lock.objects.update(until=timezone.now())
    unlock = [lambda by=by: now(question).unlock(by=by) for by in moderators]
    results = at_once(*unlock, lift_restrictions)
    assert failures(results) == []
    assert results.count(True) <= 1
    assert Lock.objects.get().lifted_at
    assert now(question).locked_at is None


@pytest.fixture(params=["question", "answer", "comment"])
def post(request, question):
    answer = cast.answer(cast.bo(), question)
    posts = {"question": question, "answer": answer}
    return posts.get(request.param) or cast.comment(answer.author, answer)


def locking(question, by):
    return lambda: now(question).lock(by=by, **WHY)


def voting(post, by):
    return lambda: Vote.cast(by=by, post=now(post), value=1)


def test_a_vote_that_waited_for_a_lock_is_refused(question, post, moderators, members):
    refused = while_it_waits(locking(question, moderators[0]), voting(post, members[0]))
    assert isinstance(refused, ValidationError)
    assert "is locked" in str(refused)
    assert not Vote.objects.exists()


@pytest.mark.parametrize("write", [cast.answer, cast.comment])
def test_what_was_written_meanwhile_is_refused(question, moderators, members, write):
    verbs = locking(question, moderators[0]), lambda: write(members[0], question)
    refused = while_it_waits(*verbs)
    assert isinstance(refused, ValidationError)
    assert (now(question).answer_count, now(question).comment_count) == (0, 0)


def test_a_lock_waits_for_the_votes_that_came_before(question, post, moderators, members):
    locked = while_it_waits(voting(post, members[0]), locking(question, moderators[0]))
    assert locked is True
    assert now(post).score == 1
    assert now(question).locked_at


def test_a_protection_that_arrives_with_an_answer_lets_none_in_after_it(question, moderators):
    newcomers = [cast.newcomer(f"Newcomer {n}") for n in range(3)]
    writing = [lambda by=by: cast.answer(by, now(question)) for by in newcomers]
    results = at_once(lambda: now(question).protect(by=moderators[0], **WHY), *writing)
    assert failures(results, PermissionDenied) == []
    assert Answer.objects.count() == sum(isinstance(each, Answer) for each in results)
    with pytest.raises(PermissionDenied, match="to answer protected questions"):
        cast.answer(newcomers[0], now(question))
