"""An account's transfers as its owner reads them: what came, what went, what was there then."""

from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Func, Value
from django.utils import timezone

from rewards.models import Reward, Transfer

# How long a member is told about a reward that was not paid, and of how many.
WITHHELD_DAYS, MOST_WITHHELD = 30, 20
# Rows that an export reads and completes at a time.
PIECE = 500


class Only(Func):
    """`column = ANY(ARRAY[number])`, which means `column = number`, but does not let Postgres drop
    the column from an order that begins with it.

    So only the index that begins with the column gives that order. Else Postgres may prefer the
    primary key, and walk through everybody's transfers in search of an account that rests.
    """

    template, arg_joiner = "(%(expressions)s))", " = ANY("
    output_field = BooleanField()

    def __init__(self, column, number):
        super().__init__(column, Value([number], ArrayField(BigIntegerField())))


class Line(NamedTuple):
    """A transfer from one account's side: `coins` below nothing went, others came."""

    transfer: Transfer
    coins: int
    after: int
    other: int


class Statement:
    """An account's transfers, newest first; of one reason, if one is named.

    What it gave and what it got are found each along an index of its own and then merged: asked
    for together, with OR, they would be gathered and sorted to the last before the first is shown.
    """

    def __init__(self, account, reason=""):
        self.account, self.reason = account, reason

    def older(self, than=None, *, most):
        """The newest lines, or those before the transfer with the number `than`."""
        rows = self._all if than is None else self._all.filter(pk__lt=than)
        return self._lines(_merged(rows, self.account.pk, most, "", "-"))

    def newer(self, than, *, most):
        """The lines after the transfer with the number `than`, the nearest first."""
        rows = self._all.filter(pk__gt=than)
        return self._lines(_merged(rows, self.account.pk, most, "-", ""))

    def in_pieces(self):
        """All lines, a list at a time. They wait in Postgres, not here: a server-side cursor."""
        gave = self._all.filter(from_account=self.account)
        both = gave.union(self._all.filter(to_account=self.account), all=True)
        lines = map(self._line, both.order_by("-id").iterator(chunk_size=PIECE))
        while piece := list(islice(lines, PIECE)):
            yield piece

    @property
    def _all(self):
        return Transfer.objects.filter(**{"reason": self.reason} if self.reason else {})

    def _lines(self, transfers):
        return [self._line(each) for each in transfers]

    def _line(self, transfer):
        if transfer.from_account_id == self.account.pk:
            return Line(transfer, -transfer.coins, transfer.from_after, transfer.to_account_id)
        return Line(transfer, transfer.coins, transfer.to_after, transfer.from_account_id)


def _merged(rows, account, most, one, other):
    """The first rows of an account from both sides. An index gives both orders, one backwards."""
    gave, got = (
        rows.filter(Only(column, account)).order_by(f"{one}{column}_id", f"{other}id")[:most]
        for column in ("from_account", "to_account")
    )
    return gave.union(got, all=True).order_by(f"{other}id")[:most]


def withheld(account):
    """What the mint did not pay the account lately because of a cap, newest first."""
    since = timezone.now() - timedelta(days=WITHHELD_DAYS)
    rewards = Reward.objects.filter(account=account, at__gte=since).exclude(withheld="")
    return rewards.order_by("-at", "-pk")[:MOST_WITHHELD]
