"""Spam clean-up: one action takes a member's traces away, one brings them back exactly."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from moderation.jobs import go_on_cleaning_up
from moderation.models import CleanUp, Flag
from rewards.audit import audit
from screening.models import Block, Trace
from screening.submission import Submission
from tests import cast
from tests.coins import fresh
from tests.standing import reputation
from votes.laws import LAWS
from votes.models import Vote


@pytest.fixture
def posts(spammer, question, answer):
    """What the spammer wrote, and what they voted on."""
    Vote.cast(by=spammer, post=question, value=1)
    Vote.cast(by=spammer, post=answer, value=-1)
    mine = cast.question(spammer, title="Where do I find cheap watches?")
    return [mine, cast.answer(spammer, question), cast.comment(spammer, question)]


@pytest.fixture(autouse=True)
def _all_reputation_has_its_reasons(db):
    yield
    assert [line for check in audit(LAWS) for line in check.differences] == []


def begin(mo, spammer, **how):
    return CleanUp.begin(by=mo, member=spammer, because="Advertises watches.", **how)


def state(posts, *members):
    return (
        [bool(fresh(post).removed_at) for post in posts],
        [reputation(member) for member in members],
        sorted(Vote.objects.counted().values_list("value", flat=True)),
    )


def test_posts_votes_and_the_right_to_write_are_gone(mo, spammer, posts, question, ada, bo):
    begin(mo, spammer)
    go_on_cleaning_up()
    assert state(posts, ada, bo) == ([True] * 3, [1, 1], [])
    assert (fresh(question).score, fresh(question).answer_count) == (0, 1)
    assert fresh(spammer).suspension
    assert CleanUp.objects.get().finished_at


def test_undoing_brings_back_exactly_what_was_there(mo, spammer, posts, ada, bo):
    before = state(posts, ada, bo)
    begin(mo, spammer)
    go_on_cleaning_up()
    assert CleanUp.objects.get().undo(by=mo)
    go_on_cleaning_up()
    assert state(posts, ada, bo) == before
    assert fresh(spammer).suspension is None
    assert CleanUp.objects.get().restored_at


def test_what_had_been_removed_before_stays_removed(mo, spammer, posts):
    posts[1].remove(by=mo, because="Copied.")
    begin(mo, spammer)
    go_on_cleaning_up()
    CleanUp.objects.get().undo(by=mo)
    go_on_cleaning_up()
    assert [bool(fresh(post).removed_at) for post in posts] == [False, True, False]


def test_a_second_click_finds_the_first_clean_up(mo, spammer, posts):
    assert begin(mo, spammer) == begin(mo, spammer)
    go_on_cleaning_up()
    go_on_cleaning_up()
    clean_up = CleanUp.objects.get()
    assert clean_up.cleaned_posts.count() == 3
    assert clean_up.cleaned_votes.count() == 2


def test_a_killed_worker_is_followed_by_one_that_goes_on_there(mo, spammer, posts, monkeypatch):
    clean_up = begin(mo, spammer)
    with monkeypatch.context() as patch:
        patch.setattr(Vote, "annul", lambda vote: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            clean_up.go_on()
    assert clean_up.left == 2
    go_on_cleaning_up()
    assert CleanUp.objects.get().left == 0
    assert Vote.objects.counted().count() == 0


def test_an_undoing_that_was_killed_goes_on_too(mo, spammer, posts, ada, bo, monkeypatch):
    before = state(posts, ada, bo)
    begin(mo, spammer)
    go_on_cleaning_up()
    CleanUp.objects.get().undo(by=mo)
    with monkeypatch.context() as patch:
        patch.setattr(Vote, "reinstate", lambda vote: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            go_on_cleaning_up()
    go_on_cleaning_up()
    assert state(posts, ada, bo) == before


def test_the_last_address_is_blocked_for_a_time_and_the_domain_on_request(mo, spammer, posts):
    Trace.leave(Submission(spammer, "answer", "x", address="192.0.2.77"), ("answer", 1))
    begin(mo, spammer, block_domain=True)
    assert set(Block.objects.values_list("value", flat=True)) == {"192.0.2.0/24", "cast.invalid"}
    CleanUp.objects.get().undo(by=mo)
    assert not Block.objects.current().exists()


def test_after_thirty_days_it_stays(mo, spammer, posts):
    clean_up = begin(mo, spammer)
    with (
        time_machine.travel(timezone.now() + timedelta(days=31)),
        pytest.raises(ValidationError, match="30 days"),
    ):
        clean_up.undo(by=mo)


def test_it_takes_a_moderator_a_reason_and_no_colleague(mo, spammer, ada):
    with pytest.raises(PermissionDenied):
        begin(ada, spammer)
    with pytest.raises(ValidationError, match="Say why"):
        CleanUp.begin(by=mo, member=spammer, because=" ")
    with pytest.raises(PermissionDenied, match="moderator's account"):
        begin(mo, cast.member("Mia Moderates", is_staff=True))


def test_what_is_undone_in_the_middle_goes_no_further(mo, spammer, posts, monkeypatch):
    clean_up = begin(mo, spammer)
    remove = type(posts[2]).remove

    def remove_and_undo(post, **how):
        removed = remove(post, **how)
        CleanUp.objects.get().undo(by=mo)
        return removed

    monkeypatch.setattr(type(posts[2]), "remove", remove_and_undo)
    clean_up.go_on()
    go_on_cleaning_up()
    assert state(posts)[0] == [False] * 3
    assert Vote.objects.counted().count() == 2


def test_a_post_removed_for_another_reason_since_stays_removed(mo, spammer, posts):
    begin(mo, spammer)
    go_on_cleaning_up()
    fresh(posts[1]).restore(by=mo)
    fresh(posts[1]).remove(by=mo, because="Copied.")
    CleanUp.objects.get().undo(by=mo)
    go_on_cleaning_up()
    assert [bool(fresh(post).removed_at) for post in posts] == [False, True, False]


def test_one_that_cannot_go_on_does_not_keep_the_others(mo, spammer, posts, caplog):
    other = cast.member("Oth Er")
    cast.question(other, title="Where do I find cheap shoes?")
    mia = cast.member("Mia Moderates", is_staff=True)
    CleanUp.begin(by=mia, member=other, because="Shoes.")
    type(mia).objects.filter(pk=mia.pk).update(is_staff=False)
    begin(mo, spammer)
    go_on_cleaning_up()
    assert state(posts)[0] == [True] * 3
    assert "clean_up_stands" in caplog.text


def test_a_spammer_does_not_escape_by_leaving(mo, spammer, posts):
    begin(mo, spammer)
    with pytest.raises(ValidationError, match="Moderators are looking"):
        fresh(spammer).delete_account()
    go_on_cleaning_up()
    fresh(spammer).delete_account()
    assert CleanUp.objects.get().undo(by=mo)
    go_on_cleaning_up()
    assert state(posts)[0] == [False] * 3


def test_another_moderator_does_not_undo_it(mo, spammer, posts):
    clean_up = begin(mo, spammer)
    with pytest.raises(PermissionDenied, match="senior moderator"):
        clean_up.undo(by=cast.member("Mia Moderates", is_staff=True))


def test_held_posts_go_too_and_come_back_held_and_flags_are_decided(mo, spammer, posts, regulars):
    for member in regulars:
        Flag.put(by=member, post=posts[0], kind="spam")
    begin(mo, spammer)
    go_on_cleaning_up()
    assert not fresh(posts[0]).is_held
    assert set(Flag.objects.values_list("helpful", flat=True)) == {True}
    CleanUp.objects.get().undo(by=mo)
    go_on_cleaning_up()
    assert fresh(posts[0]).is_held


def test_who_takes_over_from_a_dismissed_moderator_finishes_it(mo, spammer, posts):
    mia = cast.member("Mia Moderates", is_staff=True)
    begin(mia, spammer)
    type(mia).objects.filter(pk=mia.pk).update(is_staff=False)
    begin(mo, spammer)
    go_on_cleaning_up()
    assert state(posts)[0] == [True] * 3


def test_an_acceptance_that_the_clean_up_ended_stands_again(mo, spammer, question, ada):
    spam = cast.answer(spammer, question)
    spam.accept(by=ada)
    before = [reputation(spammer), reputation(ada)]
    begin(mo, spammer)
    go_on_cleaning_up()
    assert fresh(question).accepted_at is None
    CleanUp.objects.get().undo(by=mo)
    go_on_cleaning_up()
    assert fresh(spam).accepted_at == fresh(question).accepted_at is not None
    assert [reputation(spammer), reputation(ada)] == before


def test_an_acceptance_does_not_come_back_over_a_newer_one(mo, spammer, question, answer, ada):
    spam = cast.answer(spammer, question)
    spam.accept(by=ada)
    begin(mo, spammer)
    go_on_cleaning_up()
    fresh(answer).accept(by=ada)
    CleanUp.objects.get().undo(by=mo)
    go_on_cleaning_up()
    assert fresh(answer).accepted_at
    assert fresh(spam).accepted_at is None
