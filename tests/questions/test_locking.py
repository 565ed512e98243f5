"""A lock lets a question stay as it is, with all that stands on its page."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import Act, Appeal
from moderation.models import Flag
from questions.jobs import lift_restrictions
from questions.models import Lock
from tests import cast
from tests.questions.locked import REFUSED, WHY, Scene, now

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def question():
    return cast.question(cast.ada())


def kinds():
    return list(Act.objects.order_by("pk").values_list("kind", flat=True))


# --- Locking and lifting


def test_a_moderator_locks_and_lifts_and_the_log_has_both(question, mo):
    assert question.lock(by=mo, **WHY)
    lock = now(question).open_lock
    assert (lock.by, lock.because, lock.until) == (mo, WHY["because"], None)
    assert now(question).locked_at == lock.at
    assert now(question).unlock(by=mo)
    lock.refresh_from_db()
    assert (lock.lifted_by, now(question).locked_at) == (mo, None)
    assert kinds() == ["locked", "unlocked"]
    assert Act.objects.get(kind="locked").of == question.author_id


def test_twice_is_once(question, mo):
    assert question.lock(by=mo, **WHY)
    assert not question.lock(by=mo, because="Once more.")
    assert Lock.objects.get().because == WHY["because"]
    assert question.unlock(by=mo)
    assert not question.unlock(by=mo)
    assert kinds() == ["locked", "unlocked"]


def test_the_database_keeps_one_open(question, mo):
    question.lock(by=mo, **WHY)
    with pytest.raises(IntegrityError):
        Lock.objects.create(question=question, by=mo, **WHY)


def test_only_moderators_lock_and_lift(question, mo):
    with pytest.raises(PermissionDenied):
        question.lock(by=question.author, **WHY)
    question.lock(by=mo, **WHY)
    with pytest.raises(PermissionDenied):
        question.unlock(by=question.author)


@pytest.mark.parametrize("because", ["", "  "])
def test_it_needs_words(question, mo, because):
    with pytest.raises(ValidationError, match="Say why"):
        question.lock(by=mo, because=because)


def test_it_ends_in_the_future(question, mo):
    with pytest.raises(ValidationError, match="in the future"):
        question.lock(by=mo, until=timezone.now(), **WHY)


def test_the_asker_may_appeal_once(question, mo):
    question.lock(by=mo, **WHY)
    words = "They only asked each other for sources."
    act = Act.objects.get()
    assert Appeal.make(by=question.author, act=act, words=words).act == act


# --- Its time


def test_it_is_lifted_when_its_time_has_run_out_and_not_before(question, mo):
    question.lock(by=mo, until=timezone.now() + HOUR, **WHY)
    lift_restrictions()
    assert now(question).locked_at
    with time_machine.travel(timezone.now() + HOUR):
        lift_restrictions()
        lift_restrictions()
    lock = Lock.objects.get()
    assert (lock.lifted_by, now(question).locked_at) == (None, None)
    assert lock.lifted_at
    assert kinds() == ["locked"]


def test_one_for_good_is_not_lifted_by_time(question, mo):
    question.lock(by=mo, **WHY)
    with time_machine.travel(timezone.now() + 10_000 * HOUR):
        lift_restrictions()
    assert now(question).locked_at


def test_a_lock_that_took_the_place_of_one_that_was_due_stays(question, mo):
    question.lock(by=mo, until=timezone.now() + HOUR, **WHY)
    with time_machine.travel(timezone.now() + HOUR):
        question.unlock(by=mo)
        question.lock(by=mo, because="For longer.")
        question.lift_due()
    assert now(question).open_lock.because == "For longer."


# --- What it refuses


@pytest.fixture
def scene():
    return Scene()


@pytest.mark.parametrize("deed", REFUSED)
def test_below_a_lock_nobody_can(scene, deed):
    scene.question.lock(by=scene.mo, **WHY)
    with pytest.raises(ValidationError, match="is locked"):
        REFUSED[deed](scene)


@pytest.mark.parametrize("deed", [deed for deed in REFUSED if deed != "remove one's question"])
def test_once_it_is_lifted_everybody_can_again(scene, deed):
    scene.question.lock(by=scene.mo, **WHY)
    scene.question.unlock(by=scene.mo)
    REFUSED[deed](scene)


def test_a_vote_to_reopen_is_refused_too(scene):
    now(scene.question).close(by=scene.mo, kind="unclear")
    scene.question.lock(by=scene.mo, **WHY)
    with pytest.raises(ValidationError, match="is locked"):
        now(scene.question).vote_to_reopen(by=scene.eve)


def test_the_vote_that_stands_already_may_be_sent_again(scene):
    scene.vote(scene.question)
    scene.question.lock(by=scene.mo, **WHY)
    scene.vote(scene.question)
    with pytest.raises(ValidationError, match="is locked"):
        scene.vote(scene.question, value=0)


# --- What goes on


def test_flags_still_reach_the_moderators(scene):
    scene.question.lock(by=scene.mo, **WHY)
    for post in (scene.question, scene.answer, scene.comment):
        Flag.put(by=scene.dee, post=post, kind="rude")
    assert Flag.objects.count() == 3


def test_moderators_still_remove_restore_close_and_reopen(scene):
    scene.question.lock(by=scene.mo, **WHY)
    for post in (scene.comment, scene.answer, scene.question):
        assert now(post).remove(by=scene.mo, **WHY)
        assert now(post).restore(by=scene.mo)
    assert now(scene.question).close(by=scene.mo, **WHY)
    assert now(scene.question).reopen(by=scene.mo)


def test_members_still_leave(scene):
    scene.question.lock(by=scene.mo, **WHY)
    scene.eve.delete_account()
    assert now(scene.comment).author is None
