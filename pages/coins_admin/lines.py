"""An account's last transfers, as lines of a statement."""

from heapq import merge
from itertools import islice
from typing import NamedTuple

from rewards.models import Account, Transfer

from .links import about_link, account_link

MOST_LINES = 50


class Line(NamedTuple):
    """A transfer as one of its accounts sees it; `after` is what was there then."""

    transfer: Transfer
    coins: int
    after: int | None
    other: Account

    @property
    def other_link(self):
        return account_link(self.other)

    @property
    def about_link(self):
        return about_link(self.transfer.about_kind, self.transfer.about_id)


def last_lines(account):
    """The last transfers from and to an account, the newest first.

    Each direction is read along its own index and no further than needed: with an OR, Postgres
    reads and sorts all that the account ever moved.
    """
    transfers = Transfer.objects.select_related("from_account__owner", "to_account__owner")
    newest = transfers.order_by("-pk")
    given = (
        Line(row, -row.coins, row.from_after, row.to_account)
        for row in newest.filter(from_account=account)[:MOST_LINES]
    )
    got = (
        Line(row, row.coins, row.to_after, row.from_account)
        for row in newest.filter(to_account=account)[:MOST_LINES]
    )
    both = merge(given, got, key=lambda line: line.transfer.pk, reverse=True)
    return list(islice(both, MOST_LINES))
