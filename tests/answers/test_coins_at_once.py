"""Money verbs that arrive at the same moment, over connections of their own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from answers.laws import LAWS
from answers.settlement import keep_promises, settle_due
from rewards.audit import audit
from rewards.models import Ending, Grant, Pledge, Pot, Promise, Transfer
from rewards.models.transfer import NotEnoughCoins
from tests import cast
from tests.at_once import at_once, failures
from tests.coins import coins, fresh, in_pot, rich, scored

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _the_audit_is_clean():
    yield
    assert [line for check in audit(LAWS) for line in check.differences] == []


@pytest.fixture
def ada():
    return rich(cast.ada())


@pytest.fixture
def question(ada):
    return cast.question(ada)


def pledging(question, member, coins=40, key="one"):
    return lambda: question.pledge(by=member, coins=coins, once_key=key)


def test_fifty_members_pledge_to_one_question(question):
    members = [rich(cast.member(f"Member {n}")) for n in range(50)]
    results = at_once(*(pledging(question, member) for member in members))
    assert failures(results) == []
    assert in_pot(question) == 50 * 40
    assert Pot.objects.count() == 1


def test_a_form_sent_ten_times_at_once_is_one_pledge(question, ada):
    results = at_once(*[pledging(question, ada)] * 10)
    assert failures(results) == []
    assert len({each.pk for each in results}) == 1
    assert coins(ada) == 460


def test_two_requests_cannot_spend_the_same_last_coins(ada):
    questions = [cast.question(ada) for _ in range(6)]
    verbs = [pledging(each, ada, 400, f"key {n}") for n, each in enumerate(questions)]
    results = at_once(*verbs)
    assert failures(results, NotEnoughCoins) == []
    assert Pledge.objects.count() == 1
    assert coins(ada) == 100


def test_a_question_accepted_by_many_requests_pays_once(question, ada):
    answers = [cast.answer(cast.member(f"Answerer {n}"), question) for n in range(6)]
    question.pledge(by=ada, coins=100, once_key="one")
    results = at_once(*(lambda answer=answer: answer.accept(by=ada) for answer in answers * 2))
    assert failures(results) == []
    paid = Transfer.objects.filter(reason__in=["accepted", "award"])
    assert sorted(paid.values_list("coins", flat=True)) == [20, 100]


@pytest.fixture
def race(question, ada):
    """A pot that is due, with a promised pledge, and all who may decide about it."""
    bo, cy = cast.member("Bo Answers"), rich(cast.cy())
    mine = question.pledge(by=cy, coins=40, once_key="cy")
    question.pledge(by=ada, coins=30, once_key="ada")
    first, second = cast.answer(bo, question), cast.answer(cast.mo(), question)
    scored(second, 3)
    first.accept(by=ada)
    now = timezone.now()
    Promise.objects.update(due_at=now)
    Pot.objects.update(runs_from=now - 11 * DAY, ends_at=now - 4 * DAY, settles_at=now - DAY)
    return question, mine, cy, first, second


DAY = timezone.timedelta(days=1)


def test_award_settlement_objection_and_a_second_award_leave_one_outcome(race):
    question, mine, cy, first, second = race
    bounty = fresh(question).bounty
    results = at_once(
        lambda: second.award(by=cy, pledge=mine),
        lambda: first.award(by=cy, pledge=mine),
        lambda: bounty.object_to(mine, by=cy),
        settle_due,
        settle_due,
        keep_promises,
        lambda: fresh(question).close(by=second.author, because="Too broad."),
        lambda: second.award(by=cy, pledge=mine),
    )
    # Whoever came too late was told so.
    assert failures(results, ValidationError) == []
    settle_due()
    ending = Ending.objects.get(pledge=mine)
    assert ending.paid + ending.back == 40
    moved = Transfer.objects.filter(key__endswith=f":pledge:{mine.pk}")
    assert sum(moved.values_list("coins", flat=True)) == 40
    assert in_pot(question) == 0


def test_several_workers_settle_each_pot_once(ada):
    questions = [cast.question(ada, coins=10) for _ in range(30)]
    now = timezone.now()
    Pot.objects.update(runs_from=now - 11 * DAY, ends_at=now - 4 * DAY, settles_at=now - DAY)
    results = at_once(*[settle_due] * 4)
    assert failures(results) == []
    settle_due()
    assert Ending.objects.count() == len(questions)
    assert coins(ada) == 500


def test_members_who_pledge_to_each_other_end_in_no_deadlock():
    members = [rich(cast.member(f"Member {n}")) for n in range(6)]
    questions = [cast.question(member) for member in members]
    verbs = [
        pledging(question, member, 10, f"key {question.pk}")
        for question in questions
        for member in members
    ]
    assert failures(at_once(*verbs)) == []
    assert coins(*members) == [440] * 6


def test_tips_in_both_directions_end_in_no_deadlock(settings):
    settings.COINS_A_DAY = settings.COINS_PAIR_A_DAY = 10_000
    ada, bo = cast.member("Ada Tips"), cast.member("Bo Tips")
    answers = []
    for asker, answerer in [(ada, bo), (bo, ada)] * 3:
        answers.append(cast.answer(answerer, cast.question(asker)))
        answers[-1].accept(by=asker)
    before = sum(coins(ada, bo))
    tips = [
        lambda answer=answer, n=n: answer.tip(by=answer.question.author, coins=3, once_key=str(n))
        for n, answer in enumerate(answers * 2)
    ]
    assert failures(at_once(*tips)) == []
    assert sum(coins(ada, bo)) == before


def test_two_moderators_who_agree_at_once_pay_once(ada):
    mo, others = cast.mo(), [cast.member(f"Mod {n}", is_staff=True) for n in range(4)]
    grant = Grant.make(member=ada, coins=5_000, because="A prize.", by=mo)
    results = at_once(*(lambda by=by: grant.agree(by=by) for by in others))
    assert failures(results) == []
    assert sorted(map(bool, results)) == [False, False, False, True]
    assert coins(ada) == 5_500


def test_welcomes_for_two_acceptances_at_once_are_one(ada):
    bo = cast.member("Bo Answers")
    answers = [cast.answer(bo, cast.question(cast.member(f"Asker {n}"))) for n in range(6)]
    verbs = [lambda answer=answer: answer.accept(by=answer.question.author) for answer in answers]
    assert failures(at_once(*verbs)) == []
    # Six times twenty and a hundred, capped at two hundred.
    assert coins(bo) == 200


def test_a_member_who_leaves_while_answers_are_accepted_leaves_no_coins_behind(ada):
    bo = cast.member("Bo Answers")
    answers = [cast.answer(bo, cast.question(cast.member(f"Asker {n}"))) for n in range(4)]
    verbs = [lambda answer=answer: answer.accept(by=answer.question.author) for answer in answers]
    results = at_once(fresh(bo).delete_account, *verbs)
    # Whoever came while the member left may find no author any more.
    assert failures(results, IntegrityError) == []
