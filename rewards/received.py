"""What members got through one of them: tips, pledges that were paid, and accepted answers."""

from collections import Counter

from django.db.models import Sum

from rewards.models.pledge import Ending
from rewards.models.reward import Reward
from rewards.models.transfer import Reason, Transfer


def received(giver):
    """How many coins each account got through the account `giver`, by the account's number.

    What a moderator took back from an award is not among them.
    """
    sums = Counter()
    for rows, taker, coins in _kinds(giver):
        sums.update(dict(rows.values_list(taker).annotate(Sum(coins)).order_by()))
    return sums


def received_from(giver, *, by):
    """How many of them the account `by` got."""
    return sum(
        rows.filter(**{taker: by}).aggregate(sum=Sum(coins))["sum"] or 0
        for rows, taker, coins in _kinds(giver)
    )


def _kinds(giver):
    """Rows, and the names of the fields that say who got how many coins."""
    tips = Transfer.objects.filter(from_account=giver, reason=Reason.TIP)
    endings = Ending.objects.filter(pledge__account=giver, paid__gt=0, reversed_part=None)
    # The mint pays for an answer that the giver accepted.
    accepted = Reward.objects.filter(other=giver, reason=Reason.ACCEPTED).exclude(transfer=None)
    yield tips, "to_account", "coins"
    yield endings, "account", "paid"
    yield accepted, "account", "coins"
