"""Who earned most in a week, in a month, or ever. The ledger is not asked; `Earning` knows."""

from django.db.models import Q
from django.utils import timezone

from rewards.models import Earning

# Places that are counted up to a member's own.
MOST_COUNTED = 1_000


def leaders(period, *, among):
    """The earnings of the current period, the largest first, of the members `among` (a queryset).

    Of equal ones the older account stands first. Read along the index `earning_leaderboard`.
    """
    earned = Earning.objects.filter(period=period, start=period.start(timezone.now()))
    members = earned.filter(coins__gt=0, account__closed_at=None, account__owner__in=among)
    return members.select_related("account__owner").order_by("-coins", "account_id")


def place(earning, board):
    """The place of an earning on its board; None beyond those that are counted."""
    ahead = Q(coins__gt=earning.coins) | Q(coins=earning.coins, account__lt=earning.account_id)
    count = board.filter(ahead, coins__gte=earning.coins)[:MOST_COUNTED].count()
    return count + 1 if count < MOST_COUNTED else None
