"""What looks like farming: members who seem to pay each other. Signs to look at, not proofs."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import Greatest, Least
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from answers.models import Acceptance
from questions.models import Question
from rewards.models import MINT, Account, Ending, Reward, Transfer
from rewards.models.transfer import Reason

DAYS = 90
MOST = 50
FROM_ONE = 3
MOVED = 3


class Sign(NamedTuple):
    """Some members, None for one who left, and why a moderator should look at them."""

    members: list[User | None]
    why: str
    question: Question | None = None


class Section(NamedTuple):
    """One kind of signs, the strongest first, MOST at the most."""

    slug: str
    title: str
    signs: list[Sign]


def found():
    """All signs of the last DAYS days, by kind."""
    since = timezone.now() - timedelta(days=DAYS)
    first = _first_transfer(since)
    return [
        Section("mutual", _("They accept each other's answers"), accept_each_other(since, first)),
        Section("one", _("All rewards because of one other member"), rewarded_by_one(since, first)),
        Section("moved", _("Acceptances moved back and forth"), moved_acceptances(since)),
        Section("circle", _("Pledges that circle"), circling_pledges(since, first)),
    ]


def _first_transfer(since):
    """A transfer's number below which all are older.

    Few tables have an index by time, but all rows of the bank that matter here have a transfer, and
    its number grows with time; what the mint paid has an index by time.
    """
    minted = Transfer.objects.filter(from_account=MINT, at__lt=since).order_by("-at")
    return minted.values_list("pk", flat=True).first() or 0


def accept_each_other(since, first):
    """Two members, each of whom was rewarded for answers that the other accepted."""
    rewards = Reward.objects.filter(transfer_id__gt=first, at__gte=since, reason=Reason.ACCEPTED)
    why = _t(
        "%(one)s accepted answers of %(two)s on %(there)s questions, and was accepted by them "
        "on %(back)s."
    )
    return _both_ways(rewards, "account", "other", (Count, "pk"), why)


def circling_pledges(since, first):
    """Two members, each of whom got coins from a pot that the other had pledged."""
    endings = Ending.objects.filter(pledge__transfer_id__gt=first, at__gte=since, paid__gt=0)
    why = _t("%(there)s coins that %(one)s pledged went to %(two)s, and %(back)s went back.")
    return _both_ways(endings, "account", "pledge__account", (Sum, "paid"), why)


def rewarded_by_one(since, first):
    """Members all of whose rewards, at least FROM_ONE, came because of one and the same other."""
    rewards = Reward.objects.filter(transfer_id__gt=first, at__gte=since).exclude(other=None)
    rows = (
        rewards.values("account")
        .annotate(first=Min("other"), last=Max("other"), times=Count("pk"), earned=Sum("coins"))
        .filter(first=F("last"), times__gte=FROM_ONE)
        .order_by("-earned", "account")[:MOST]
    )
    rows = [(row["account"], row["first"], row) for row in rows]
    why = _t("All %(times)s rewards of %(one)s, %(earned)s coins, came because of %(two)s.")
    return _signs(rows, why)


def moved_acceptances(since):
    """Questions of which answers were accepted at least MOVED times: a withdrawal costs nothing."""
    rows = (
        Acceptance.objects.filter(at__gte=since)
        .values_list("question")
        .annotate(times=Count("pk"))
        .filter(times__gte=MOVED)
        .order_by("-times", "-question")[:MOST]
    )
    times = dict(rows)
    questions = Question.objects.select_related("author").in_bulk(times)
    accepted = Acceptance.objects.filter(question__in=times, at__gte=since)
    authors = accepted.order_by("question").values_list("question", "answer__author").distinct()
    members = User.objects.in_bulk({pk for _question, pk in authors})
    why = _t("Its asker accepted an answer %s times.")
    return [
        Sign(
            [questions[pk].author, *(members.get(a) for question, a in authors if question == pk)],
            why % count,
            questions[pk],
        )
        for pk, count in times.items()
        if pk in questions
    ]


def _both_ways(rows, payee, payer, measure, why):
    """Pairs of accounts that were payee and payer of each other, by the smaller of the two sums."""
    function, column = measure
    pairs = (
        rows.annotate(one=Least(payee, payer), two=Greatest(payee, payer))
        .values("one", "two")
        .annotate(
            there=function(column, filter=Q(**{payee: F("two")})),
            back=function(column, filter=Q(**{payee: F("one")})),
        )
        .filter(there__gt=0, back__gt=0)
        .order_by(-Least("there", "back"), "one", "two")[:MOST]
    )
    return _signs([(pair["one"], pair["two"], pair) for pair in pairs], why)


def _signs(rows, why):
    """A sign for each (account, other account, what was counted)."""
    accounts = Account.objects.select_related("owner").in_bulk(pk for row in rows for pk in row[:2])
    return [
        Sign(
            [accounts[one].owner, accounts[two].owner],
            why % (counted | {"one": accounts[one], "two": accounts[two]}),
        )
        for one, two, counted in rows
    ]
