"""What a member could give away."""

from typing import NamedTuple

from accounts.prepared import prepared
from rewards.models import Account


class Purse(NamedTuple):
    """A member's coins, and how many of them were earned: tips are given from those only."""

    coins: int = 0
    earned: int = 0


def purse_of(member):
    """The member's coins now, in one query; no account is opened for looking."""
    return next((Purse(*found) for found in _accounts(owner=member.pk)), Purse())


@prepared
def _accounts(*, owner):
    return Account.objects.filter(owner=owner).values_list("balance", "earned")
