from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rewards.shares import shares

from .account import Account
from .pledge import Ending
from .seizure import Seizure
from .transfer import Entry, Reason, move


def _seized():
    """A condition on endings: what was paid has been taken back from its receiver already."""
    seizures = Seizure.objects.filter(
        giver=OuterRef("pledge__account"), account=OuterRef("account"), returned_at=None
    )
    return Exists(seizures.filter(at__gte=OuterRef("at")))


class Reversal(models.Model):
    """A moderator took back what a pot had paid for something: down to what was still there.

    The coins go to the pledgers, in proportion to what each had paid; `missing` could not be had.
    """

    about_kind = models.CharField(_("about"), max_length=10)
    about_id = models.BigIntegerField(_("its number"))
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"))
    coins = models.PositiveIntegerField(_("returned"))
    missing = models.PositiveIntegerField(_("missing"))

    class Meta:
        verbose_name = _("reversal")
        verbose_name_plural = _("reversals")

    def __str__(self):
        return f"{self.about_kind} {self.about_id}: {self.coins}"

    @classmethod
    @transaction.atomic
    def make(cls, *, about, by, because):
        """Take back what pots paid for `about` in the last days; what was reversed stays so.

        The caller has locked what the pots are for, and has asked who may. Raises ValidationError
        when nothing can be reversed.
        """
        kind, number = about
        since = timezone.now() - timedelta(days=settings.REVERSAL_DAYS)
        endings = list(
            Ending.objects.filter(
                ~_seized(),
                **{"about_kind": kind, "about_id": number, "at__gte": since},
                **{"reversed_part": None, "paid__gt": 0},
            )
            .select_related("pledge__account", "account")
            .order_by("pledge")
        )
        if not endings:
            raise ValidationError(
                _t("No pot paid for this in the last %s days.") % settings.REVERSAL_DAYS
            )
        interested = {ending.account.owner_id for ending in endings}
        interested |= {ending.pledge.account.owner_id for ending in endings}
        if by.pk in interested:
            raise PermissionDenied(_t("Some of these coins are yours: another moderator decides."))
        payee, wanted = endings[0].account, sum(each.paid for each in endings)
        held = Account.hold([payee.pk, *(each.pledge.account_id for each in endings)])
        coins = min(wanted, held[payee.pk].balance)
        reversal = cls.objects.create(
            about_kind=kind,
            about_id=number,
            account=payee,
            by=Account.of(by),
            because=because,
            at=timezone.now(),
            coins=coins,
            missing=wanted - coins,
        )
        parts = shares(coins, [each.paid for each in endings])
        ReversedPart.objects.bulk_create(
            ReversedPart(ending=ending, reversal=reversal, coins=part)
            for ending, part in zip(endings, parts, strict=True)
        )
        move(
            *(
                Entry(
                    from_=payee.pk,
                    to=ending.pledge.account_id,
                    coins=part,
                    reason=Reason.REVERSAL,
                    about=about,
                    key=f"reversal:pledge:{ending.pledge_id}",
                    by=reversal.by_id,
                    note=because,
                )
                for ending, part in zip(endings, parts, strict=True)
                if part
            )
        )
        return reversal


class ReversedPart(models.Model):
    """One pledge's part of a reversal."""

    ending = models.OneToOneField(
        Ending, primary_key=True, on_delete=models.PROTECT, related_name="reversed_part"
    )
    reversal = models.ForeignKey(Reversal, on_delete=models.PROTECT, related_name="parts")
    coins = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("part of a reversal")
        verbose_name_plural = _("parts of reversals")

    def __str__(self):
        return f"{self.ending} {self.coins}"
