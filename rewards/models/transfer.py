"""The ledger: rows that are added and never changed, and the one function that adds them."""

import json
from contextlib import nullcontext
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rewards.again import TRIES, is_deadlock

from .account import MINT, SINK, Account

# How the database says that a key belongs to another transfer; migration 0003.
_KEY_USED = "QH001"


class NotEnoughCoins(ValidationError):
    """A transfer would take more than is there, or a tip more than was earned."""


class KeyUsed(ValidationError):
    """The idempotency key belongs to another transfer than the one that was asked for."""

    def __init__(self):
        super().__init__(_t("This was sent before, with other coins. Please start again."))


class Reason(models.TextChoices):
    """Why coins move. What members see in their statements."""

    WELCOME = "welcome", _("welcome")
    PROFILE = "profile", _("profile completed")
    ACCEPTED = "accepted", _("answer accepted")
    ACCEPTING = "accepting", _("accepted an answer")
    PLEDGE = "pledge", _("pledged")
    AWARD = "award", _("from a pot")
    REFUND = "refund", _("pledge returned")
    TIP = "tip", _("tip")
    GRANT = "grant", _("grant")
    FINE = "fine", _("fine")
    REVERSAL = "reversal", _("award reversed")
    SEIZED = "seized", _("taken back after spam")
    RETURNED = "returned", _("given back")
    LEFT = "left", _("left the site")


# What leaderboards count, and what tips may be given from.
EARNED = frozenset({Reason.ACCEPTED, Reason.ACCEPTING, Reason.AWARD})
MINTED = frozenset(
    {
        *(Reason.WELCOME, Reason.PROFILE, Reason.ACCEPTED, Reason.ACCEPTING),
        *(Reason.GRANT, Reason.RETURNED),
    }
)


class Entry(NamedTuple):
    """A transfer that is wanted. Accounts are numbers; `about` is a kind and a number.

    `key` makes it happen once, for ever. `earned` says how many of the coins count as earned where
    they arrive; where they leave, the database knows.
    """

    from_: int
    to: int
    coins: int
    reason: str
    about: tuple[str, int]
    key: str
    by: int | None = None
    earned: int = 0
    note: str = ""


class Transfer(models.Model):
    """Coins that went from one account to another. The database refuses to change or delete it.

    The numbers of the rows that touch an account are in the order in which they took effect: the
    database draws them while it holds the accounts. `from_after` and `to_after` are the balances
    then, empty for mint and sink. `by` is the account of whoever caused it, empty for the site.
    """

    from_account = models.ForeignKey(
        Account, verbose_name=_("from"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_account = models.ForeignKey(
        Account, verbose_name=_("to"), on_delete=models.PROTECT, related_name="+", db_index=False
    )
    coins = models.PositiveIntegerField(_("coins"))
    earned = models.PositiveIntegerField(_("of these earned"), default=0)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    about_kind = models.CharField(_("about"), max_length=10)
    about_id = models.BigIntegerField(_("its number"))
    by = models.ForeignKey(
        Account,
        verbose_name=_("caused by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(_("at"))
    from_after = models.BigIntegerField(_("left"), null=True)
    to_after = models.BigIntegerField(_("then there"), null=True)
    key = models.CharField(_("key"), max_length=120)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="transfer_key"),
            models.CheckConstraint(condition=models.Q(coins__gt=0), name="transfer_of_something"),
            models.CheckConstraint(
                condition=models.Q(earned__lte=models.F("coins")), name="transfer_earned_is_a_part"
            ),
            models.CheckConstraint(
                condition=~models.Q(from_account=models.F("to_account")), name="transfer_elsewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["from_account", "-id"], name="transfer_from"),
            models.Index(fields=["to_account", "-id"], name="transfer_to"),
            models.Index(fields=["about_kind", "about_id"], name="transfer_about"),
            models.Index(
                fields=["from_account", "at"], condition=models.Q(reason="tip"), name="transfer_tip"
            ),
            # What the mint paid and the sink took, by day.
            models.Index(
                fields=["at"],
                include=["from_account", "to_account", "coins", "reason"],
                condition=models.Q(from_account=MINT) | models.Q(to_account=SINK),
                name="transfer_supply",
            ),
        ]

    def __str__(self):
        return f"{self.pk}: {self.coins}, {self.get_reason_display()}"


def move(*entries):
    """Add these transfers, all or none, and return them: those made before as they were made.

    The database does it in one function, which locks the accounts in the order of their numbers
    (migration 0003); a deadlock is tried again. What is for a closed account goes to the sink.
    Raises NotEnoughCoins and KeyUsed.
    """
    tries = TRIES if entries else 0
    for left in range(tries - 1, -1, -1):
        try:
            return _move(entries)
        except DatabaseError as error:
            if refusal := _refusal(error):
                raise refusal from error
            if not (left and (is_deadlock(error) or _constraint(error) == "transfer_key")):
                raise
    return []


def _move(entries):
    wanted = json.dumps([entry._asdict() for entry in entries])
    # By itself it is one statement and so its own transaction: nobody waits for a second message.
    with transaction.atomic() if connection.in_atomic_block else nullcontext():
        rows = Transfer.objects.raw("SELECT * FROM rewards_move(%s, %s)", [wanted, timezone.now()])
        return list(rows)


def _refusal(error):
    """What the caller hears when the database refuses these very transfers, or None."""
    if getattr(error.__cause__, "pgcode", "") == _KEY_USED:
        return KeyUsed()
    if _constraint(error).startswith("account_"):
        return NotEnoughCoins(_t("There are not enough coins for this."))
    return None


def _constraint(error):
    diagnostics = getattr(error.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) or ""
