"""All that can happen to coins, in any order, by members who are all one person's.

Moderators act too, but grant nothing. What the machine knows by itself is how much the table of
rewards may have paid: nobody has more.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta

import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Sum
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from answers.laws import LAWS
from answers.models import Answer
from answers.settlement import keep_promises, settle_due
from moderation.merging import merge
from questions.models import Bounty, Question
from rewards.audit import audit
from rewards.models import SINK, Account, Ending, Objection, Pledge, Transfer
from tests import cast
from tests.coins import fresh

MEMBERS = 4
WELCOME, PER_QUESTION, PER_DAY = 120, 25, 200
REFUSED = (ValidationError, PermissionDenied)
WHY = {"because": "It has to be so."}
# What all runs together have seen, so that a machine whose verbs all refuse is found out.
HAPPENED = Counter()
who = st.integers(0, MEMBERS - 1)
which = st.integers(0, 50)
RARE = [
    *("remove_answer", "restore_answer", "end_question", "open_question_again"),
    *("merge", "reverse", "suspend_or_lift", "leave"),
]


def rich_ones(n, prefix=""):
    """Every other time only questions whose pot holds coins."""
    return {f"{prefix}pot_coins__gt": 0} if n % 2 else {}


class Coins(RuleBasedStateMachine):
    """A community in a transaction of its own."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.travel = time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC))
        self.clock = self.travel.start()
        self.rewarded, self.welcomed, self.keys = set(), set(), 0
        self.left = 0

    def teardown(self):
        HAPPENED.update(Transfer.objects.values_list("reason", flat=True))
        HAPPENED.update(Ending.objects.values_list("how", flat=True))
        HAPPENED["objected"] += Objection.objects.count()
        HAPPENED["merged"] += Bounty.objects.exclude(question=F("pot__about_id")).count()
        self.travel.stop()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def people(self):
        """Each answers the one before, is accepted, and has coins to spend."""
        about = {"about": "Bakes.", "lives_in": "Lower Fennel"}
        self.members = [cast.member(f"Sock {n}", **about) for n in range(MEMBERS)]
        self.mo = cast.mo()
        for n, member in enumerate(self.members):
            answer = cast.answer(member, cast.question(self.members[n - 1], tags=[]))
            self.accept_answer(answer)
        for n, member in enumerate(self.members):
            question = cast.question(member, coins=20, tags=[])
            question.pledge(by=self.members[n - 1], coins=31, once_key="first")
            answer = cast.answer(self.members[n - 2], question)
            Answer.objects.filter(pk=answer.pk).update(score=n)

    def accept_answer(self, answer):
        accepted = self.trying(answer.accept, by=answer.question.author)
        if accepted and answer.author_id not in (None, answer.question.author_id):
            self.rewarded.add(answer.question_id)
            self.welcomed.add(answer.author_id)

    # --- What is there

    def member(self, n):
        return type(self.mo).objects.get(pk=self.members[n].pk)

    def pick(self, model, n, **which):
        rows = list(model.objects.filter(**which).order_by("pk").distinct())
        return rows[n % len(rows)] if rows else None

    def trying(self, verb, *args, **kwargs):
        """Call a verb that may refuse; a refusal changes nothing."""
        try:
            with transaction.atomic():
                return verb(*args, **kwargs)
        except REFUSED:
            return None

    def key(self, again):
        """A key for a form; the last one once more for one that is sent again."""
        self.keys += not again
        return f"key {self.keys}"

    # --- What members do

    @rule(by=who, coins=st.sampled_from([None, None, 10, 55, 1_000]))
    def ask(self, by, coins):
        self.trying(cast.question, self.member(by), coins=coins, tags=[])

    @rule(by=who, n=which)
    def answer(self, by, n):
        if question := self.pick(Question, n // 2, **rich_ones(n)):
            self.trying(cast.answer, self.member(by), question)

    @rule(n=which)
    def accept(self, n):
        answer = self.pick(Answer, n // 2, accepted_at=None, **rich_ones(n, "question__"))
        if answer and answer.question.author:
            self.accept_answer(answer)

    @rule(n=which)
    def withdraw(self, n):
        answer = self.pick(Answer, n, accepted_at__isnull=False)
        if answer and answer.question.author:
            self.trying(answer.withdraw_acceptance, by=answer.question.author)

    @rule(by=who, n=which, coins=st.integers(5, 150), again=st.booleans())
    def pledge(self, by, n, coins, again):
        if question := self.pick(Question, n):
            key = self.key(again)
            self.trying(question.pledge, by=self.member(by), coins=coins, once_key=key)

    @rule(n=which, other=which)
    def award(self, n, other):
        pledge = self.pick(Pledge, n, ending=None)
        answer = pledge and self.pick(Answer, other, question__bounties__pot=pledge.pot)
        if answer and pledge.account.owner:
            self.trying(answer.award, by=pledge.account.owner, pledge=pledge)

    @rule(n=which)
    def object(self, n):
        pledge = self.pick(Pledge, n, promises__ended_at=None, promises__isnull=False)
        if pledge and pledge.account.owner:
            self.trying(pledge.pot.bounty.object_to, pledge, by=pledge.account.owner)

    @rule(by=who, n=which, coins=st.integers(-3, 130), again=st.booleans())
    def tip(self, by, n, coins, again):
        if answer := self.pick(Answer, n):
            key = self.key(again)
            self.trying(answer.tip, by=self.member(by), coins=coins, once_key=key)

    @rule(n=which, score=st.integers(-2, 6))
    def vote(self, n, score):
        if answer := self.pick(Answer, n):
            Answer.objects.filter(pk=answer.pk).update(score=score)

    # --- What moderators and time do

    @rule(n=which, other=which, what=st.sampled_from(RARE))
    def something_rare(self, n, other, what):
        getattr(self, what)(n, other)

    def remove_answer(self, n, other):
        if answer := self.pick(Answer, n, removed_at=None):
            self.trying(answer.remove, by=self.mo, **WHY)

    def restore_answer(self, n, other):
        if answer := self.pick(Answer, n, removed_at__isnull=False):
            self.trying(answer.restore, by=self.mo)

    def end_question(self, n, other):
        if question := self.pick(Question, n, removed_at=None):
            self.trying(question.close if other % 2 else question.remove, by=self.mo, **WHY)

    def open_question_again(self, n, other):
        if question := self.pick(Question, n):
            self.trying(question.reopen, by=self.mo)
            self.trying(fresh(question).restore, by=self.mo)

    def merge(self, n, other):
        one, two = self.pick(Question, n, pot_coins__gt=0), self.pick(Question, other)
        if one and one != two:
            self.trying(merge, one, into=two, by=self.mo, **WHY)

    def reverse(self, n, other):
        ending = self.pick(Ending, n, paid__gt=0)
        answer = ending and Answer.objects.filter(pk=ending.about_id).first()
        if answer:
            self.trying(answer.reverse_award, by=self.mo, **WHY)

    def suspend_or_lift(self, n, other):
        member = self.member(n % MEMBERS)
        if member.suspension:
            member.lift_suspension(by=self.mo)
        else:
            member.suspend(by=self.mo, **WHY)

    def leave(self, n, other):
        self.member(n % MEMBERS).delete_account()
        self.left += 1
        self.members[n % MEMBERS] = cast.member(f"Another {self.left}", about="Bakes.")

    @rule(hours=st.sampled_from([1, 20, 49, 100, 241]))
    def time_goes_by(self, hours):
        self.clock.shift(timedelta(hours=hours))
        keep_promises()
        settle_due()

    # --- What holds

    @invariant()
    def the_audit_holds(self):
        assert not [line for check in audit(LAWS) for line in check.differences]

    @invariant()
    def the_table_paid_no_more_than_it_says(self):
        """Together they have, in pots and accounts, what was paid once for each cause."""
        have = Account.objects.aggregate(sum=Sum("balance"))["sum"] or 0
        gone = Transfer.objects.filter(to_account=SINK).aggregate(sum=Sum("coins"))["sum"] or 0
        most = WELCOME * len(self.welcomed) + PER_QUESTION * len(self.rewarded)
        assert have + gone <= most

    @invariant()
    def pots_hold_what_questions_show(self):
        for question in Question.objects.filter(pot_coins__gt=0):
            assert question.bounty.pot.coins == question.pot_coins
        shown = Question.objects.aggregate(sum=Sum("pot_coins"))["sum"] or 0
        pots = Account.objects.filter(kind="pot").aggregate(sum=Sum("balance"))["sum"] or 0
        assert shown == pots
