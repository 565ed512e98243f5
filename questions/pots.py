"""The open pot of an ask page, read at little cost, as values."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Sum, Value, When
from django.utils import timezone

from posts.shown import ShownName
from questions.pot_times import time_left
from rewards.models import Pledge, Promise

_OF_POT = [f"pot__{name}" for name in ("opened_at", "ends_at", "settles_at", "settled_at")]
# Pledges that a page lists, the reader's own first of all; what the others hold it says in one sum.
MOST = 50


class ShownPromise(NamedTuple):
    """To whose answer coins are promised, and when they will be paid."""

    answer: int
    to: ShownName | None
    due_at: datetime


class ShownPledge(NamedTuple):
    pk: int
    by: ShownName | None
    coins: int
    at: datetime
    promise: ShownPromise | None
    objected_at: datetime | None


class ShownPot(NamedTuple):
    """`left` and `takes_pledges` are true of the moment in which it was read."""

    coins: int
    opened_at: datetime
    ends_at: datetime
    settles_at: datetime
    takes_pledges: bool
    left: str
    pledges: tuple[ShownPledge, ...]
    # Coins that are promised to somebody, or are the reader's own.
    not_to_earn: int

    @property
    def unlisted(self):
        """The coins of the pledges that are too many to list."""
        return self.coins - sum(pledge.coins for pledge in self.pledges)

    @property
    def members(self):
        """Everybody whom the pot names."""
        named = [pledge.by for pledge in self.pledges]
        named += [pledge.promise.to for pledge in self.pledges if pledge.promise]
        return {member for member in named if member}

    def of(self, member):
        """The pledges of this member."""
        return [each for each in self.pledges if each.by and each.by.pk == member.pk]


def pot_to_read(question, viewer):
    """The question's open pot in two queries; where there is none None, and no query."""
    rows = _pledges(question, viewer) if question.pot_coins else []
    if not rows:
        return None
    pot, now = rows[0].pot, timezone.now()
    pledges = sorted(map(_shown_pledge, rows))
    return ShownPot(
        question.pot_coins,
        pot.opened_at,
        pot.ends_at,
        pot.settles_at,
        pot.takes_pledges,
        time_left(pot.ends_at, pot.settles_at, now),
        tuple(pledges),
        _not_to_earn(pot, pledges, viewer),
    )


def _not_to_earn(pot, pledges, viewer):
    own = viewer.pk if viewer.is_authenticated else None
    if len(pledges) < MOST:
        return sum(
            pledge.coins
            for pledge in pledges
            if pledge.promise or (pledge.by and pledge.by.pk == own)
        )
    promised = Q(Exists(Promise.objects.filter(pledge=OuterRef("pk"), ended_at=None)))
    others = Pledge.objects.filter(promised | Q(account__owner=own) if own else promised)
    return others.filter(pot=pot, ending=None).aggregate(sum=Sum("coins"))["sum"] or 0


def _pledges(question, viewer):
    """Those that wait in the open pot, which comes with them: it closes when none is left."""
    own = Case(When(account__owner=viewer.pk, then=Value(0)), default=Value(1))
    order = [own, "pk"] if viewer.is_authenticated else ["pk"]
    promises = Promise.objects.filter(ended_at=None).select_related("account__owner")
    return (
        Pledge.objects.filter(
            pot__bounty__question=question, pot__bounty__closed_at=None, ending=None
        )
        .select_related("pot", "account__owner", "objection")
        .only("pot", "coins", "at", "account__owner__name", "objection__at", *_OF_POT)
        .prefetch_related(
            Prefetch(
                "promises",
                promises.only("pledge", "about_id", "due_at", "account__owner__name"),
                to_attr="open_promises",
            )
        )
        .order_by(*order)[:MOST]
    )


def _shown_pledge(pledge):
    objection = getattr(pledge, "objection", None)
    promise = next(iter(pledge.open_promises), None)
    return ShownPledge(
        pledge.pk,
        _name(pledge.account),
        pledge.coins,
        pledge.at,
        promise and ShownPromise(promise.about_id, _name(promise.account), promise.due_at),
        objection and objection.at,
    )


def _name(account):
    """The account's member, or None for one who left."""
    return account.owner and ShownName(account.owner.pk, account.owner.name)
