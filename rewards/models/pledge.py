"""A member's coins in a pot, and the records of what becomes of them."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .account import Account
from .transfer import Entry, KeyUsed, Reason, Transfer


def key_of(account, once_key):
    """A pledge's idempotency key: its pledger's, and of nobody else's."""
    return f"pledge:account:{account.pk}:{once_key}"


class Pledge(models.Model):
    """Coins that stay their pledger's until they are awarded or returned, whole or in part."""

    pot = models.ForeignKey("rewards.Pot", on_delete=models.PROTECT, related_name="pledges")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="pledges")
    coins = models.PositiveIntegerField(_("coins"))
    earned = models.PositiveIntegerField(_("of these earned"))
    at = models.DateTimeField(_("pledged at"))
    transfer = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="pledge")

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")

    def __str__(self):
        return _t("Pledge %(id)s: %(coins)s") % {"id": self.pk, "coins": self.coins}

    @property
    def promise(self):
        """The open promise, or None."""
        return self.promises.filter(ended_at=None).first()

    @classmethod
    def made_once(cls, *, by, pots, coins, once_key):
        """The pledge that was made with this key, or None. Raises KeyUsed if it was another.

        `by` is an account; `pots` are those that it may have been made to.
        """
        first = cls.objects.filter(transfer__key=key_of(by, once_key)).first()
        if first and (first.coins != coins or not pots.filter(pk=first.pot_id).exists()):
            raise KeyUsed
        return first

    # --- Verbs; the caller holds the pot

    def break_promise(self):
        """Take the open promise back. Returns whether there was one."""
        return bool(self.promises.filter(ended_at=None).update(ended_at=timezone.now()))

    @transaction.atomic
    def object(self, *, by):
        """Keep these coins from whom they are promised to. A second time changes nothing.

        A suspended member may, for nothing is spent by it.
        """
        if self.account.owner_id != by.pk:
            raise PermissionDenied(_t("Only who pledged these coins may object."))
        self.pot.hold()
        if Objection.objects.filter(pledge=self).exists():
            return False
        if Ending.objects.filter(pledge=self).exists():
            raise ValidationError(_t("These coins have been paid already."))
        if not self.break_promise():
            raise ValidationError(_t("These coins are not promised to anybody."))
        Objection.objects.create(pledge=self, at=timezone.now())
        return True


class Promise(models.Model):
    """The asker accepted an answer: other members' coins are its author's, if they do not object.

    A promise that is kept, moved or taken back is ended, and stays as history.
    """

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="promises")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(_("about"), max_length=10)
    about_id = models.BigIntegerField(_("its number"))
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("promised at"))
    due_at = models.DateTimeField(_("due at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        constraints = [
            models.UniqueConstraint(
                fields=["pledge"], condition=Q(ended_at=None), name="promise_one_a_pledge"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(ended_at=None), name="promise_to_keep")
        ]

    def __str__(self):
        return f"{self.pledge} → {self.account}"


class Objection(models.Model):
    """A pledger's word that their coins are not for whom the asker accepted. Final."""

    pledge = models.OneToOneField(
        Pledge, primary_key=True, on_delete=models.PROTECT, related_name="objection"
    )
    at = models.DateTimeField(_("objected at"))

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    def __str__(self):
        return str(self.pledge)


class Ending(models.Model):
    """What became of a pledge. There is one at most, so every later try finds it and does nothing.

    `paid` coins went to `account` for what `about` names, `back` coins to the pledger.
    """

    class How(models.TextChoices):
        ACCEPTED = "accepted", _("the pledger accepted the answer")
        PROMISED = "promised", _("promised, and not objected to")
        AWARDED = "awarded", _("awarded by the pledger")
        SCORE = "score", _("to the answer with the highest score")
        RETURNED = "returned", _("returned: no answer qualified")
        OWN = "own", _("returned: the pledger's own answer won")
        CALLED_OFF = "called off", _("returned: a moderator closed, removed or merged the question")

    pledge = models.OneToOneField(
        Pledge, primary_key=True, on_delete=models.PROTECT, related_name="ending"
    )
    how = models.CharField(_("how"), max_length=10, choices=How)
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="endings"
    )
    about_kind = models.CharField(_("about"), max_length=10, blank=True)
    about_id = models.BigIntegerField(_("its number"), null=True)
    paid = models.PositiveIntegerField(_("paid"), default=0)
    back = models.PositiveIntegerField(_("returned"), default=0)
    by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("ending")
        verbose_name_plural = _("endings")
        constraints = [
            models.CheckConstraint(
                condition=Q(paid=0, account=None, about_id=None)
                | Q(paid__gt=0, account__isnull=False, about_id__isnull=False),
                name="ending_paid_to_somebody",
            ),
            models.CheckConstraint(condition=Q(paid__gt=-F("back")), name="ending_of_something"),
        ]
        indexes = [models.Index(fields=["about_kind", "about_id"], name="ending_about")]

    def __str__(self):
        return f"{self.pledge}: {self.get_how_display()}"


class Outcome(NamedTuple):
    """What is to become of a pledge: `coins` of it for an account, the rest back."""

    pledge: Pledge
    how: str
    account: Account | None = None
    about: tuple[str, int] | None = None
    coins: int = 0

    @property
    def back(self):
        return self.pledge.coins - self.coins

    def entries(self, by):
        """The transfers that this takes; the pledge comes with its pot."""
        pot, pledge = self.pledge.pot, self.pledge
        cause = by.pk if by else None
        if self.coins:
            yield Entry(
                from_=pot.account_id,
                to=self.account.pk,
                coins=self.coins,
                reason=Reason.AWARD,
                about=self.about,
                key=f"award:pledge:{pledge.pk}",
                by=cause,
                earned=self.coins,
            )
        if self.back:
            yield Entry(
                from_=pot.account_id,
                to=pledge.account_id,
                coins=self.back,
                reason=Reason.REFUND,
                about=(pot.about_kind, pot.about_id),
                key=f"refund:pledge:{pledge.pk}",
                by=cause,
                # What was pledged last returns first, and that were the earned ones.
                earned=min(pledge.earned, self.back),
            )

    def ending(self, by, at):
        kind, number = self.about if self.coins else ("", None)
        return Ending(
            pledge=self.pledge,
            how=self.how,
            account=self.account if self.coins else None,
            about_kind=kind,
            about_id=number,
            paid=self.coins,
            back=self.back,
            by=by,
            at=at,
        )
