"""What happened to a pot: every record of it in the order of time."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from rewards.models import Account, Ending, Objection, Pledge, Promise
from rewards.models.reversal import ReversedPart

from .links import about_link, account_link

# Of one kind of record, the newest: an acceptance that is moved again and again makes many.
MOST_EACH = 500


class Event(NamedTuple):
    """Something that happened to a pledge, or to the whole pot when `pledge` is None.

    `by` did it; empty is the site. `to` got the coins, or is to get them.
    """

    at: datetime
    what: str
    pledge: int | None = None
    by: Account | None = None
    coins: int | None = None
    to: Account | None = None
    about: tuple = ("", None)

    @property
    def by_link(self):
        return account_link(self.by)

    @property
    def to_link(self):
        return account_link(self.to)

    @property
    def about_link(self):
        return about_link(*self.about)


def history(pot):
    """The events of a pot in five queries, the oldest first."""
    kinds = [_of_pot, _pledges, _promises, _objections, _endings, _reversals]
    return sorted((event for kind in kinds for event in kind(pot)), key=lambda event: event.at)


def _of_pot(pot):
    yield Event(pot.opened_at, _("opened"), by=pot.opened_by)
    if pot.settled_at:
        yield Event(pot.settled_at, _("settled"))


def _pledges(pot):
    rows = Pledge.objects.filter(pot=pot).select_related("account__owner")
    for row in rows.order_by("-pk")[:MOST_EACH]:
        yield Event(row.at, _("pledged"), row.pk, row.account, row.coins)


def _promises(pot):
    rows = Promise.objects.filter(pledge__pot=pot)
    rows = rows.select_related("pledge", "account__owner", "by__owner")
    for row in rows.order_by("-pk")[:MOST_EACH]:
        promised = (row.pledge_id, row.by, row.pledge.coins, row.account)
        about = row.about_kind, row.about_id
        yield Event(row.at, _("promised"), *promised, about)
        if row.ended_at:
            promised = (row.pledge_id, None, row.pledge.coins, row.account)
            yield Event(row.ended_at, _("promise over"), *promised, about)


def _objections(pot):
    rows = Objection.objects.filter(pledge__pot=pot).select_related("pledge__account__owner")
    for row in rows.order_by("-pk")[:MOST_EACH]:
        yield Event(row.at, _("objected"), row.pk, row.pledge.account, row.pledge.coins)


def _endings(pot):
    rows = Ending.objects.filter(pledge__pot=pot)
    rows = rows.select_related("pledge__account__owner", "account__owner", "by__owner")
    for row in rows.order_by("-pk")[:MOST_EACH]:
        how = row.get_how_display()
        if row.paid:
            about = row.about_kind, row.about_id
            yield Event(row.at, how, row.pk, row.by, row.paid, row.account, about)
        if row.back:
            how = _("returned") if row.paid else how
            yield Event(row.at, how, row.pk, row.by, row.back, row.pledge.account)


def _reversals(pot):
    rows = ReversedPart.objects.filter(ending__pledge__pot=pot)
    rows = rows.select_related("reversal__by__owner", "ending__pledge__account__owner")
    for row in rows.order_by("-pk")[:MOST_EACH]:
        reversal = row.reversal
        what = _("reversed: %s") % reversal.because
        back = (row.pk, reversal.by, row.coins, row.ending.pledge.account)
        yield Event(reversal.at, what, *back, (reversal.about_kind, reversal.about_id))
