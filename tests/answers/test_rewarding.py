from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from answers.models import Answer
from rewards.models import Reward
from rewards.models.transfer import KeyUsed, NotEnoughCoins, Reason
from tests import cast
from tests.coins import coins, fresh, moved, rich

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return cast.ada()


@pytest.fixture
def bo():
    return cast.member("Bo Answers")


@pytest.fixture
def cy():
    return cast.cy()


def accepted(asker, answerer, **fields):
    answer = cast.answer(answerer, cast.question(asker, **fields))
    answer.accept(by=asker)
    return answer


def test_an_accepted_answer_earns_twenty_and_its_asker_five(ada, bo):
    accepted(ada, bo)
    assert moved(bo, Reason.ACCEPTED) == [20]
    assert moved(ada, Reason.ACCEPTING) == [5]


def test_the_first_accepted_answer_welcomes_its_author(ada, bo):
    accepted(ada, bo)
    accepted(ada, bo)
    assert moved(bo, Reason.WELCOME) == [100]
    assert moved(ada, Reason.WELCOME) == []


def test_a_complete_profile_is_paid_with_the_welcome(ada):
    bo = cast.member("Bo Answers", lives_in="Lower Fennel", about="I bake.")
    accepted(ada, bo)
    assert moved(bo, Reason.PROFILE) == [20]


def test_a_profile_completed_later_is_paid_then_and_once(ada, bo):
    profile = {"name": bo.name, "works_at": "", "studied_at": "", "lives_in": "Lower Fennel"}
    bo.describe(**profile, about="I bake.")
    assert coins(bo) == 0
    bo.describe(**profile, about="")
    accepted(ada, bo)
    assert moved(bo, Reason.PROFILE) == []
    bo.describe(**profile, about="I bake.")
    bo.describe(**profile, about="I bake well.")
    assert moved(bo, Reason.PROFILE) == [20]


def test_nobody_is_welcomed_before_they_proved_their_address(ada, bo):
    bo.emailaddress_set.update(verified=False)
    accepted(ada, bo)
    assert coins(bo) == 20
    bo.emailaddress_set.update(verified=True)
    accepted(ada, bo)
    assert moved(bo, Reason.WELCOME) == [100]


def test_ones_own_answer_earns_nothing(ada):
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC)) as clock:
        answer = cast.answer(ada, cast.question(ada))
        clock.shift(timedelta(days=3))
        answer.accept(by=ada)
    assert coins(ada) == 0


def test_after_ones_own_answer_anothers_is_still_paid(ada, bo):
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC)) as clock:
        question = cast.question(ada)
        own, other = cast.answer(ada, question), cast.answer(bo, question)
        clock.shift(timedelta(days=3))
        own.accept(by=ada)
        other.accept(by=ada)
    assert moved(bo, Reason.ACCEPTED) == [20]


def test_an_acceptance_undone_moved_and_redone_pays_once(ada, bo, cy):
    answer = accepted(ada, bo)
    other = cast.answer(cy, answer.question)
    answer.withdraw_acceptance(by=ada)
    fresh(other).accept(by=ada)
    fresh(answer).accept(by=ada)
    assert moved(bo, Reason.ACCEPTED) == [20]
    assert moved(cy, Reason.ACCEPTED) == []
    assert moved(ada, Reason.ACCEPTING) == [5]


def test_accepting_twice_pays_once(ada, bo):
    answer = accepted(ada, bo)
    assert not answer.accept(by=ada)
    assert moved(bo, Reason.ACCEPTED) == [20]


def test_a_suspended_members_answer_mints_nothing_and_spends_nothing(ada, bo, cy):
    question = cast.question(ada)
    answer, other = cast.answer(bo, question), cast.answer(cy, question)
    bo.suspend(by=None, because="Advertising.")
    answer.accept(by=ada)
    assert coins(ada, bo) == [0, 0]
    other.accept(by=ada)
    assert moved(cy, Reason.ACCEPTED) == [20]


def test_a_closed_question_pays_nothing(ada, bo):
    question = cast.question(ada)
    answer = cast.answer(bo, question)
    question.close(by=cast.mo(), because="Too broad.")
    answer.accept(by=ada)
    assert moved(bo, Reason.ACCEPTED) == []


def test_what_was_accepted_before_the_bank_pays_nothing(ada, bo, cy):
    question = cast.question(ada)
    answer, other = cast.answer(bo, question), cast.answer(cy, question)
    type(question).objects.filter(pk=question.pk).update(rewarded_at="2020-01-01T00:00Z")
    answer.accept(by=ada)
    other.accept(by=ada)
    assert moved(bo, Reason.ACCEPTED) == moved(cy, Reason.ACCEPTED) == []
    assert moved(ada, Reason.ACCEPTING) == []


def test_two_members_reward_each_other_five_times_a_day_in_both_directions(ada, bo):
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)) as clock:
        for _ in range(3):
            accepted(ada, bo)
        for _ in range(3):
            accepted(bo, ada)
        assert len(moved(bo, Reason.ACCEPTED)) == 3
        assert len(moved(ada, Reason.ACCEPTED)) == 2
        withheld = Reward.objects.exclude(withheld="").values_list("withheld", "reason")
        assert sorted(withheld) == [("pair", "accepted"), ("pair", "accepting")]
        clock.shift(timedelta(days=1))
        accepted(bo, ada)
        assert len(moved(ada, Reason.ACCEPTED)) == 3


def test_a_member_gets_two_hundred_coins_a_day_from_the_mint(ada, bo):
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)) as clock:
        answer = None
        for n in range(5):
            answer = accepted(cast.member(f"Asker {n}"), bo)
        assert coins(bo) == 200
        assert len(moved(bo, Reason.ACCEPTED)) == 5
        last = accepted(ada, bo)
        assert coins(bo) == 200
        assert Reward.objects.get(key=f"acceptance:question:{last.question_id}").withheld == "day"
        assert moved(ada, Reason.ACCEPTING) == [5]
        clock.shift(timedelta(days=1))
        last.withdraw_acceptance(by=ada)
        fresh(last).accept(by=ada)
        assert coins(bo) == 200
        accepted(ada, bo)
        assert coins(bo) == 220
    assert answer


def test_a_grant_does_not_count_for_the_day(ada, bo):
    rich(bo, 1_000)
    accepted(ada, bo)
    assert coins(bo) == 1_120


@pytest.fixture
def answer(ada, bo):
    return cast.answer(bo, cast.question(ada))


def earning(member, n=3):
    """A member who has earned coins with answers."""
    for each in range(n):
        accepted(cast.member(f"{member.name} asker {each}"), member)
    return member


def test_a_tip_goes_from_member_to_member(answer, bo, cy):
    earning(cy)
    before = coins(cy)
    answer.tip(by=cy, coins=30, once_key="one")
    answer.tip(by=cy, coins=30, once_key="one")
    assert coins(cy, bo) == [before - 30, 30]


def test_a_tip_sent_again_with_other_coins_is_refused(answer, cy):
    earning(cy)
    answer.tip(by=cy, coins=30, once_key="one")
    with pytest.raises(KeyUsed):
        answer.tip(by=cy, coins=31, once_key="one")


def test_tips_come_from_earned_coins_only(answer, cy):
    rich(earning(cy, 1))
    with pytest.raises(NotEnoughCoins):
        answer.tip(by=cy, coins=21, once_key="one")
    answer.tip(by=cy, coins=20, once_key="one")


def test_tips_have_a_size_and_a_daily_sum(answer, cy, settings):
    settings.COINS_A_DAY = 10_000
    earning(cy, 12)
    for wrong in (0, -5, 101):
        with pytest.raises(ValidationError):
            answer.tip(by=cy, coins=wrong, once_key="one")
    answer.tip(by=cy, coins=100, once_key="one")
    answer.tip(by=cy, coins=100, once_key="two")
    with pytest.raises(ValidationError, match="a day"):
        answer.tip(by=cy, coins=1, once_key="three")


def test_nobody_tips_themself_or_a_removed_answer(answer, bo, cy):
    earning(bo)
    earning(cy)
    with pytest.raises(ValidationError, match="themself"):
        answer.tip(by=bo, coins=5, once_key="one")
    answer.remove(by=bo, because="Wrong.")
    with pytest.raises(ValidationError, match="removed"):
        answer.tip(by=cy, coins=5, once_key="two")


def test_a_suspended_member_cannot_tip(answer, cy):
    earning(cy)
    cy.suspend(by=None, because="Advertising.")
    with pytest.raises(PermissionDenied):
        answer.tip(by=cy, coins=5, once_key="one")


def test_a_deleted_members_coins_go_to_the_sink(ada, bo):
    answer = accepted(ada, bo)
    bo.delete_account()
    assert Answer.objects.get(pk=answer.pk).author is None
    assert coins(ada) == 5
