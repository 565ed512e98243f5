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

    title: str
    signs: list[Sign]


def found():
    """All signs of the last DAYS days, by kind."""
    since = timezone.now() - timedelta(days=DAYS)
    first = _first_transfer(since)
    return [
        Section(_("They accept each other's answers"), accept_each_other(since, first)),
        Section(_("All rewards because of one other member"), rewarded_by_one(since, first)),
        Section(_("Acceptances moved back and forth"), moved_acceptances(since)),
        Section(_("Pledges that circle"), circling_pledges(since, first)),
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
    pairs = _pairs(rewards, F("account"), F("other"), Count("pk"))
    why = _t("The first accepted %(there)s answers of the second, who accepted %(back)s of theirs.")
    return [
        Sign([one, two], why % {"there": there, "back": back}) for one, two, there, back in pairs
    ]


def circling_pledges(since, first):
    """Two members, each of whom got coins from a pot that the other had pledged."""
    endings = Ending.objects.filter(pledge__transfer_id__gt=first, at__gte=since, paid__gt=0)
    pairs = _pairs(endings, F("account"), F("pledge__account"), Sum("paid"))
    why = _t("%(there)s coins that the first pledged went to the second, and %(back)s came back.")
    return [
        Sign([one, two], why % {"there": there, "back": back}) for one, two, there, back in pairs
    ]


def _pairs(rows, payee, payer, measure):
    """(one, two, what two got because of one, what one got because of two), by the smaller."""
