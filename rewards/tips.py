"""Coins from member to member, for something that one of them wrote."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from limits.days import midnight
from rewards.models import Account, Entry, Transfer
from rewards.models.transfer import KeyUsed, Reason, move


@transaction.atomic
def tip(*, by, to, coins, about, once_key):
    """Give `to` coins that `by` earned. The same `once_key` again returns the first transfer.

    `about` is a kind and a number. Raises ValidationError for too many coins, and NotEnoughCoins
    for more than were earned by rewards and from pots.
    """
    by.refuse_if_suspended()
    if by.pk == to.pk:
        raise ValidationError(_("Nobody tips themself."))
    giver, payee = Account.of(by), Account.of(to)
    key = _key(giver, once_key)
    Account.hold([giver.pk, payee.pk])
    if not Transfer.objects.filter(key=key).exists():
        _require_small(giver, coins)
    [transfer] = move(
        Entry(
            from_=giver.pk,
            to=payee.pk,
            coins=coins,
            reason=Reason.TIP,
            about=about,
            key=key,
            by=giver.pk,
        )
    )
    return transfer


def tipped_once(*, by, coins, about, once_key):
    """The tip that was given with this key, or None. Raises KeyUsed if it was another."""
    first = Transfer.objects.filter(key=_key(Account.of(by), once_key)).first()
    if first and (first.coins, first.about_kind, first.about_id) != (coins, *about):
        raise KeyUsed
    return first


def _key(giver, once_key):
    return f"tip:account:{giver.pk}:{once_key}"


def _require_small(giver, coins):
    """Refuse more than a tip may be, and more than a day's tips may be."""
    if not 1 <= coins <= settings.COINS_TIP:
        raise ValidationError(_("A tip is 1 to %s coins.") % settings.COINS_TIP)
    today = Transfer.objects.filter(from_account=giver, reason=Reason.TIP, at__gte=midnight())
    if (today.aggregate(sum=Sum("coins"))["sum"] or 0) + coins > settings.COINS_TIPS_A_DAY:
        raise ValidationError(
            _("Tips are %s coins a day at most. Come back tomorrow.") % settings.COINS_TIPS_A_DAY
        )
