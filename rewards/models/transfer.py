"""The ledger: rows that are added and never changed, and the one function that adds them."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rewards.again import TRIES, is_deadlock

from .account import MINT, SINK, Account
from .earning import Earning


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
    LEFT = "left", _("left the site")


# What leaderboards count, and what tips may be given from.
EARNED = frozenset({Reason.ACCEPTED, Reason.ACCEPTING, Reason.AWARD})
MINTED = frozenset(
    {Reason.WELCOME, Reason.PROFILE, Reason.ACCEPTED, Reason.ACCEPTING, Reason.GRANT}
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

    def asks_for(self, entry):
        """Whether this is the transfer that `entry` wants: the same coins, for the same cause."""
        return (
            self.from_account_id,
            self.coins,
            self.reason,
            (self.about_kind, self.about_id),
        ) == (entry.from_, entry.coins, entry.reason, entry.about) and (
            self.to_account_id in (entry.to, SINK)
        )


def move(*entries):
    """Add these transfers, all or none, and return them: those made before as they were made.

    Locks the accounts in the order of their numbers, and tries again when the database ends a
    deadlock. What is for a closed account goes to the sink. Raises NotEnoughCoins and KeyUsed.
    """
    for last in (False,) * (TRIES - 1) + (True,):
        try:
            with transaction.atomic():
                return _move(entries)
        except OperationalError as error:
            if last or not is_deadlock(error):
                raise
        except IntegrityError as error:
            name = error.__cause__.diag.constraint_name or ""
            if name.startswith("account_"):
                raise NotEnoughCoins(_t("There are not enough coins for this.")) from error
            # Somebody with the same key was quicker: the next look finds their transfer.
            if last or name != "transfer_key":
                raise


def _move(entries):
    held = Account.hold([pk for entry in entries for pk in (entry.from_, entry.to)])
    found = _made(entries)
    now = timezone.now()
    new = [_row(entry, held, now) for entry in entries if entry.key not in found]
    Transfer.objects.bulk_create(new)
    Earning.add(_earnings(new, held))
    rows = found | {row.key: row for row in new}
    return [rows[entry.key] for entry in entries]


def _made(entries):
    """The transfers that have been made already, by key."""
    found = {row.key: row for row in Transfer.objects.filter(key__in=[e.key for e in entries])}
    for entry in entries:
        if entry.key in found and not found[entry.key].asks_for(entry):
            raise KeyUsed
    return found


def _row(entry, held, now):
    to = held.get(entry.to)
    gone = to is not None and to.closed_at
    about_kind, about_id = entry.about
    return Transfer(
        from_account_id=entry.from_,
        to_account_id=SINK if gone else entry.to,
        coins=entry.coins,
        earned=0 if gone else entry.earned,
        reason=entry.reason,
        about_kind=about_kind,
        about_id=about_id,
        by_id=entry.by,
        at=now,
        key=entry.key,
        note=entry.note,
    )


def _earnings(rows, held):
    """What leaderboards count of these: (account, coins, when)."""
    for row in rows:
        if row.reason in EARNED and row.to_account_id in held:
            yield row.to_account_id, row.coins, row.at
        elif row.reason == Reason.REVERSAL:
            yield row.from_account_id, -row.coins, row.at
