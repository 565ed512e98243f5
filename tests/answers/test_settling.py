from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from answers.models import Answer
from answers.settlement import keep_promises, settle_due
from answers.verdicts import Verdicts
from questions.models import Bounty
from rewards.models import SINK, Ending, Pledge, Promise, Reversal, Transfer
from rewards.models.transfer import NotEnoughCoins, Reason
from tests import cast
from tests.coins import coins, fresh, in_pot, moved, rich, scored

pytestmark = pytest.mark.django_db
DAYS, HOURS = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(datetime(2026, 3, 1, 9, tzinfo=UTC)) as traveller:
        yield traveller


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def bo():
    return cast.member("Bo Answers")


@pytest.fixture
def cy():
    return rich(cast.cy())


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def question(ada):
    return cast.question(ada)


def pledge(question, by, coins=40, key=None):
    return question.pledge(by=by, coins=coins, once_key=key or f"{by.pk} {Pledge.objects.count()}")


def settled(clock, days=11):
    clock.shift(days * DAYS)
    keep_promises()
    settle_due()


def ending(pledge):
    return Ending.objects.get(pledge=pledge)


# --- Pledging


def test_a_pledge_lies_in_the_questions_pot(question, ada, cy):
    pledge(question, ada, 40)
    pledge(question, cy, 10)
    assert in_pot(question) == 50
    assert coins(ada, cy) == [460, 490]
    assert Bounty.objects.count() == 1


def test_coins_can_be_pledged_while_asking(ada):
    question = cast.question(ada, coins=40)
    assert in_pot(question) == 40


def test_who_has_too_few_coins_asks_nothing_and_loses_nothing(ada):
    with pytest.raises(NotEnoughCoins):
        cast.question(ada, coins=501)
    assert coins(ada) == 500
    assert not ada.questions.exists()


def test_a_pledge_sent_twice_is_one_pledge(question, cy):
    first = pledge(question, cy, key="one")
    assert pledge(question, cy, key="one") == first
    assert in_pot(question) == 40


def test_a_pledge_sent_twice_is_one_pledge_after_the_pot_was_settled_too(question, cy, clock):
    pledge(question, cy, key="one")
    settled(clock)
    pledge(question, cy, key="one")
    assert in_pot(question) == 0
    assert coins(cy) == 500


def test_a_pledges_key_is_refused_for_another_pledge(question, cy, ada):
    pledge(question, cy, 40, key="one")
    with pytest.raises(ValidationError):
        pledge(question, cy, 41, key="one")
    with pytest.raises(ValidationError):
        pledge(cast.question(ada), cy, 40, key="one")
    assert coins(cy) == 460


@pytest.mark.parametrize("wrong", [9, 1_001, 0, -40])
def test_a_pledge_is_ten_to_a_thousand(question, ada, wrong):
    rich(ada, 1_000)
    with pytest.raises(ValidationError):
        pledge(question, ada, wrong)


def test_nothing_is_added_after_seven_days(question, cy, clock):
    pledge(question, cy)
    clock.shift(7 * DAYS - HOURS)
    pledge(question, cy)
    clock.shift(HOURS)
    with pytest.raises(ValidationError, match="over"):
        pledge(question, cy)


def test_a_closed_or_removed_question_takes_no_pledges(question, cy, ada, mo):
    question.close(by=mo, because="Too broad.")
    with pytest.raises(ValidationError):
        pledge(question, cy)
    other = cast.question(ada)
    other.remove(by=mo, because="Spam.")
    with pytest.raises(ValidationError):
        pledge(other, cy)


def test_a_suspended_member_cannot_pledge(question, cy):
    cy.suspend(by=None, because="Advertising.")
    with pytest.raises(PermissionDenied):
        pledge(question, cy)


# --- Accepting


def test_accepting_pays_the_askers_pledge_at_once(question, ada, bo):
    pledge(question, ada, 40)
    answer = cast.answer(bo, question)
    answer.accept(by=ada)
    assert moved(bo, Reason.AWARD) == [40]
    assert in_pot(question) == 0
    assert not Bounty.objects.filter(closed_at=None).exists()


def test_others_pledges_are_promised_and_paid_after_48_hours(question, ada, bo, cy, clock):
    mine = pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    assert mine.promise
    assert moved(bo, Reason.AWARD) == []
    clock.shift(48 * HOURS - timedelta(minutes=1))
    keep_promises()
    assert moved(bo, Reason.AWARD) == []
    clock.shift(timedelta(minutes=1))
    keep_promises()
    keep_promises()
    assert moved(bo, Reason.AWARD) == [30]
    assert ending(mine).how == "promised"
    assert in_pot(question) == 0


def test_an_objection_keeps_a_pledge_in_the_pot(question, ada, bo, cy, clock):
    mine = pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    assert fresh(question).bounty.object_to(mine, by=cy)
    assert not fresh(question).bounty.object_to(mine, by=cy)
    clock.shift(49 * HOURS)
    keep_promises()
    assert in_pot(question) == 30
    settled(clock)
    assert coins(cy) == 500


def test_only_the_pledger_objects_and_only_to_a_promise(question, ada, bo, cy):
    mine = pledge(question, cy, 30)
    with pytest.raises(ValidationError):
        fresh(question).bounty.object_to(mine, by=cy)
    cast.answer(bo, question).accept(by=ada)
    with pytest.raises(PermissionDenied):
        fresh(question).bounty.object_to(mine, by=ada)


def test_an_objected_pledge_goes_whole_to_the_best_answer(question, ada, bo, cy, mo, clock):
    mine = pledge(question, cy, 31)
    cast.answer(bo, question).accept(by=ada)
    fresh(question).bounty.object_to(mine, by=cy)
    scored(cast.answer(mo, question), 2)
    settled(clock)
    assert moved(mo, Reason.AWARD) == [31]


def test_what_is_promised_moves_with_the_acceptance_and_what_is_paid_stays(
    question, ada, bo, cy, mo, clock
):
    pledge(question, ada, 50)
    pledge(question, cy, 30)
    first, second = cast.answer(bo, question), cast.answer(mo, question)
    first.accept(by=ada)
    clock.shift(40 * HOURS)
    second.accept(by=ada)
    clock.shift(40 * HOURS)
    keep_promises()
    assert moved(mo, Reason.AWARD) == []
    clock.shift(8 * HOURS)
    keep_promises()
    assert moved(bo, Reason.AWARD) == [50]
    assert moved(mo, Reason.AWARD) == [30]


def test_a_withdrawn_acceptance_takes_the_promises_with_it(question, ada, bo, cy, clock):
    mine = pledge(question, cy, 30)
    answer = cast.answer(bo, question)
    answer.accept(by=ada)
    answer.withdraw_acceptance(by=ada)
    assert mine.promise is None
    settled(clock)
    assert coins(cy) == 500


def test_an_answerers_own_pledge_returns_and_does_not_bar_them_from_the_rest(question, ada, cy, mo):
    rich(mo)
    pledge(question, ada, 50)
    own = pledge(question, cy, 30)
    pledge(question, mo, 20)
    cast.answer(cy, question).accept(by=ada)
    assert ending(own).how == "own"
    assert moved(cy, Reason.AWARD) == [50]
    assert moved(cy, Reason.REFUND) == [30]
    assert in_pot(question) == 20


def test_the_askers_own_answer_gets_nothing_of_the_pot(question, ada, cy, clock):
    pledge(question, ada, 50)
    pledge(question, cy, 30)
    own = scored(cast.answer(ada, question), 5)
    clock.shift(3 * DAYS)
    own.accept(by=ada)
    assert in_pot(question) == 80
    settled(clock)
    assert coins(ada, cy) == [500, 500]


def test_an_answer_from_before_the_pot_qualifies_when_it_is_accepted_after(
    question, ada, bo, clock
):
    answer = cast.answer(bo, question)
    clock.shift(HOURS)
    pledge(question, ada, 50)
    clock.shift(HOURS)
    answer.accept(by=ada)
    assert moved(bo, Reason.AWARD) == [50]


def test_an_answer_accepted_before_the_pot_does_not_qualify(question, ada, bo, cy, clock):
    answer = scored(cast.answer(bo, question), 9)
    answer.accept(by=ada)
    clock.shift(HOURS)
    pledge(question, cy, 30)
    settled(clock)
    assert coins(cy) == 500


def test_a_suspended_answerer_gets_nothing_while_suspended(question, ada, bo, cy, mo, clock):
    mine = pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    bo.suspend(by=mo, because="Advertising.")
    clock.shift(49 * HOURS)
    keep_promises()
    assert moved(bo, Reason.AWARD) == []
    assert mine.promise
    settled(clock)
    assert coins(cy) == 500


def test_a_promise_is_kept_when_the_suspension_is_lifted(question, ada, bo, cy, mo, clock):
    pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    bo.suspend(by=mo, because="Advertising.")
    clock.shift(49 * HOURS)
    keep_promises()
    bo.lift_suspension(by=mo)
    keep_promises()
    assert moved(bo, Reason.AWARD) == [30]


def test_a_deleted_answerer_gets_nothing(question, ada, bo, cy, clock):
    pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    bo.delete_account()
    settled(clock)
    assert coins(cy) == 500


def test_a_deleted_pledgers_refund_goes_to_the_sink(question, cy, clock):
    mine = pledge(question, cy, 30)
    cy.delete_account()
    settled(clock)
    assert ending(mine).back == 30
    assert in_pot(question) == 0
    assert Transfer.objects.get(reason=Reason.REFUND).to_account_id == SINK


def test_a_deleted_pledgers_promise_is_kept(question, ada, bo, cy, clock):
    pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    cy.delete_account()
    clock.shift(49 * HOURS)
    keep_promises()
    assert moved(bo, Reason.AWARD) == [30]


def test_a_suspended_pledgers_refund_arrives(question, cy, clock):
    pledge(question, cy, 30)
    cy.suspend(by=None, because="Advertising.")
    settled(clock)
    assert coins(cy) == 500


def test_a_deleted_askers_pot_settles(question, ada, bo, cy, clock):
    pledge(question, ada, 50)
    pledge(question, cy, 30)
    scored(cast.answer(bo, question), 2)
    ada.delete_account()
    settled(clock)
    assert moved(bo, Reason.AWARD) == [25, 15]
    assert coins(cy) == 485


def test_an_acceptance_in_the_last_hour_leaves_pledgers_their_time_to_object(
    question, ada, bo, cy, clock
):
    mine = pledge(question, cy, 30)
    answer = cast.answer(bo, question)
    clock.shift(10 * DAYS - HOURS)
    answer.accept(by=ada)
    settled(clock, 1)
    assert moved(bo, Reason.AWARD) == []
    fresh(question).bounty.object_to(mine, by=cy)
    settled(clock, 0)
    assert coins(cy) == 500


def test_a_promise_that_moves_after_the_pots_time_is_paid_when_the_first_would_have_been(
    question, ada, bo, cy, mo, clock
):
    pledge(question, cy, 30)
    first, second = cast.answer(bo, question), cast.answer(mo, question)
    clock.shift(10 * DAYS - HOURS)
    first.accept(by=ada)
    clock.shift(40 * HOURS)
    second.accept(by=ada)
    clock.shift(8 * HOURS)
    settled(clock, 0)
    assert moved(mo, Reason.AWARD) == [30]
    assert in_pot(question) == 0


def test_a_suspended_pledger_may_object(question, ada, bo, cy):
    mine = pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    cy.suspend(by=None, because="Advertising.")
    assert fresh(question).bounty.object_to(mine, by=cy)


def test_a_promise_whose_answer_is_accepted_no_longer_is_not_kept(question, ada, bo, cy, clock):
    pledge(question, cy, 30)
    answer = cast.answer(bo, question)
    answer.accept(by=ada)
    # As an import does it, which knows no coins.
    Answer.objects.filter(pk=answer.pk).update(accepted_at=None)
    clock.shift(49 * HOURS)
    keep_promises()
    settled(clock)
    assert coins(cy) == 500


def test_ended_pledges_are_promised_to_nobody(question, ada, bo, cy, clock):
    pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    clock.shift(49 * HOURS)
    keep_promises()
    assert not Promise.objects.filter(ended_at=None).exists()


# --- Awarding


def test_a_pledger_awards_their_own_pledge_once(question, bo, cy, mo):
    mine = pledge(question, cy, 30)
    answer, other = cast.answer(bo, question), cast.answer(mo, question)
    assert answer.award(by=cy, pledge=mine)
    assert not answer.award(by=cy, pledge=mine)
    with pytest.raises(ValidationError):
        other.award(by=cy, pledge=mine)
    assert moved(bo, Reason.AWARD) == [30]
    assert moved(mo, Reason.AWARD) == []


def test_nobody_directs_another_members_coins(question, ada, bo, cy):
    mine = pledge(question, cy, 30)
    with pytest.raises(PermissionDenied):
        cast.answer(bo, question).award(by=ada, pledge=mine)


def test_nobody_awards_to_themself_or_to_the_asker(question, ada, cy):
    mine = pledge(question, cy, 30)
    for answer in (cast.answer(cy, question), cast.answer(ada, question)):
        with pytest.raises(ValidationError):
            answer.award(by=cy, pledge=mine)
    assert coins(cy, ada) == [470, 500]


def test_a_pledge_goes_to_answers_of_its_own_question_only(question, ada, bo, cy):
    mine = pledge(question, cy, 30)
    other = cast.question(ada)
    pledge(other, ada, 30)
    with pytest.raises(ValidationError):
        cast.answer(bo, other).award(by=cy, pledge=mine)


def test_an_award_goes_before_a_promise(question, ada, bo, cy, mo, clock):
    mine = pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    cast.answer(mo, question).award(by=cy, pledge=mine)
    settled(clock)
    assert moved(mo, Reason.AWARD) == [30]
    assert moved(bo, Reason.AWARD) == []


def test_pledges_are_awarded_during_the_assessment_but_not_after(question, ada, bo, cy, clock):
    mine, hers = pledge(question, cy, 30), pledge(question, ada, 20)
    answer = cast.answer(bo, question)
    clock.shift(9 * DAYS)
    answer.award(by=cy, pledge=mine)
    settled(clock, 2)
    with pytest.raises(ValidationError):
        answer.award(by=ada, pledge=hers)


# --- Settlement


def test_a_pot_settles_by_itself_after_ten_days(question, cy, clock):
    pledge(question, cy, 30)
    settled(clock, 9)
    assert in_pot(question) == 30
    settled(clock, 1)
    assert in_pot(question) == 0
    assert coins(cy) == 500


def test_the_best_answer_gets_half_of_each_pledge_rounded_down(question, ada, bo, cy, clock):
    pledge(question, ada, 41)
    pledge(question, cy, 11)
    scored(cast.answer(bo, question), 2)
    settled(clock)
    assert moved(bo, Reason.AWARD) == [20, 5]
    assert coins(ada, cy) == [480, 495]


def test_of_equal_scores_the_older_answer_gets_it(question, ada, bo, mo, clock):
    pledge(question, ada, 40)
    older = cast.answer(bo, question)
    clock.shift(HOURS)
    scored(cast.answer(mo, question), 3)
    scored(older, 3)
    settled(clock)
    assert moved(bo, Reason.AWARD) == [20]


def test_a_score_below_two_gets_nothing(question, ada, bo, clock):
    pledge(question, ada, 40)
    scored(cast.answer(bo, question), 1)
    settled(clock)
    assert coins(ada, bo) == [500, 0]


def test_a_pledgers_own_answer_is_passed_over_for_that_pledge(question, ada, bo, cy, clock):
    pledge(question, ada, 40)
    pledge(question, cy, 20)
    scored(cast.answer(cy, question), 9)
    scored(cast.answer(bo, question), 3)
    settled(clock)
    assert moved(cy, Reason.AWARD) == [20]
    assert moved(bo, Reason.AWARD) == [10]


def test_a_removed_answer_gets_nothing(question, ada, bo, clock):
    pledge(question, ada, 40)
    answer = scored(cast.answer(bo, question), 9)
    answer.remove(by=bo, because="Wrong.")
    settled(clock)
    assert coins(ada) == 500


def test_settling_twice_is_settling_once(question, ada, bo, clock):
    pledge(question, ada, 40)
    scored(cast.answer(bo, question), 2)
    settled(clock)
    assert settle_due() == 0
    assert moved(bo, Reason.AWARD) == [20]


def test_a_second_pot_may_be_opened_when_the_first_is_settled(question, ada, clock):
    pledge(question, ada, 40)
    settled(clock)
    pledge(question, ada, 30)
    assert in_pot(question) == 30


def test_one_pot_that_fails_does_not_keep_the_others(question, ada, cy, clock, monkeypatch):
    other = cast.question(cy)
    pledge(question, ada, 40)
    pledge(other, cy, 40)
    real = Verdicts.settled

    def broken(verdicts, now):
        if question.pk in {each.pk for each in verdicts.questions.values()}:
            raise RuntimeError("broken")
        return real(verdicts, now)

    monkeypatch.setattr(Verdicts, "settled", broken)
    settled(clock)
    assert (in_pot(question), in_pot(other)) == (40, 0)


# --- Closing, removing, merging, reversing


def test_the_asker_cannot_remove_a_question_with_a_pot(question, ada, cy):
    pledge(question, cy, 40)
    with pytest.raises(ValidationError):
        question.remove(by=ada, because="Never mind.")


@pytest.mark.parametrize("verb", ["close", "remove"])
def test_a_moderator_who_closes_or_removes_returns_all(question, ada, bo, cy, mo, verb):
    pledge(question, ada, 40)
    mine = pledge(question, cy, 30)
    cast.answer(bo, question).accept(by=ada)
    getattr(question, verb)(by=mo, because="Spam.")
    assert coins(cy) == 500
    assert ending(mine).how == "called off"
    assert ending(mine).by.owner == mo
    assert moved(bo, Reason.AWARD) == [40]
    assert in_pot(question) == 0


def test_the_pot_of_a_merged_question_follows_it(question, ada, bo, cy, mo, clock):
    mine = pledge(question, cy, 30)
    target = cast.question(ada)
    assert fresh(question).bounty.move_to(target, by=mo)
    assert (in_pot(question), in_pot(target)) == (0, 30)
    scored(cast.answer(bo, target), 2)
    settled(clock)
    assert ending(mine).paid == 15


def test_the_pot_of_a_question_merged_into_one_with_a_pot_goes_back(question, ada, cy, mo):
    pledge(question, cy, 30)
    target = cast.question(ada, coins=20)
    assert not fresh(question).bounty.move_to(target, by=mo)
    assert coins(cy) == 500
    assert in_pot(target) == 20


def test_a_moderator_reverses_an_award_in_proportion_down_to_what_is_there(
    question, ada, bo, cy, mo
):
    pledge(question, ada, 30)
    mine = pledge(question, cy, 20)
    answer = cast.answer(bo, question)
    answer.award(by=cy, pledge=mine)
    answer.award(by=ada, pledge=Pledge.objects.get(account__owner=ada))
    assert coins(bo) == 50
    pledge(cast.question(ada), bo, 40)
    reversal = answer.reverse_award(by=mo, because="Copied.")
    assert (reversal.coins, reversal.missing) == (10, 40)
    assert moved(bo, Reason.REVERSAL) == [6, 4]
    assert coins(ada, bo, cy) == [476, 0, 484]
    with pytest.raises(ValidationError):
        answer.reverse_award(by=mo, because="Copied.")
    assert Reversal.objects.count() == 1


def test_whose_coins_it_moves_reverses_nothing(question, bo, mo):
    mine = pledge(question, rich(mo), 30)
    answer = cast.answer(bo, question)
    answer.award(by=mo, pledge=mine)
    with pytest.raises(PermissionDenied):
        answer.reverse_award(by=mo, because="Copied.")


def test_awards_are_reversed_within_thirty_days_by_moderators(question, ada, bo, mo, clock):
    pledge(question, ada, 30)
    answer = cast.answer(bo, question)
    answer.accept(by=ada)
    with pytest.raises(PermissionDenied):
        answer.reverse_award(by=ada, because="Copied.")
    clock.shift(31 * DAYS)
    with pytest.raises(ValidationError):
        answer.reverse_award(by=mo, because="Copied.")
