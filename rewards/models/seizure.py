from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rewards import again
from rewards.received import received_from

from .account import Account
from .transfer import Entry, Reason, move


class Seizure(models.Model):
    """What one member got through another was taken back: down to what was still there.

    The coins lie with `giver`, who is suspended and spends nothing, until they are given back. Of
    what was wanted `missing` could not be had; when it is given back, `lost` could not. Coins that
    were given back do not count as earned any more.
    """

    giver = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(
        Account, verbose_name=_("from"), on_delete=models.PROTECT, related_name="seizures"
    )
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"))
    coins = models.PositiveIntegerField(_("taken"))
    missing = models.PositiveIntegerField(_("missing"))
    returned_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(_("given back at"), null=True)
    lost = models.PositiveIntegerField(_("lost"), default=0)

    class Meta:
        verbose_name = _("seizure")
        verbose_name_plural = _("seizures")
        constraints = [
            # A second click finds the first.
            models.UniqueConstraint(
                fields=["giver", "account"],
                condition=Q(returned_at=None),
                name="seizure_one_open",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=False) | Q(returned_by=None, lost=0),
                name="seizure_given_back_or_not",
            ),
            models.CheckConstraint(
                condition=Q(lost__lte=models.F("coins")), name="seizure_lost_is_a_part"
            ),
        ]

    def __str__(self):
        return f"{self.account}: {self.coins}"

    # --- Verbs

    @classmethod
    @again.atomic
    def make(cls, *, giver, member, by, because):
        """Take what `member` got through `giver`. A second time returns the first.

        Raises ValidationError where they got nothing, PermissionDenied for whose coins they are.
        """
        if by.pk in (giver.pk, member.pk):
            raise PermissionDenied(_t("Some of these coins are yours: another moderator decides."))
        accounts = Account.of_all([giver, member, by])
        giver, account, by = (accounts[each.pk] for each in (giver, member, by))
        held = Account.hold([giver.pk, account.pk])
        if first := cls.objects.filter(giver=giver, account=account, returned_at=None).first():
            return first
        wanted = received_from(giver, by=account)
        if not wanted:
            raise ValidationError(_t("They got no coins through this member."))
        coins = min(wanted, held[account.pk].balance)
        seizure = cls(giver=giver, account=account, by=by, because=because, coins=coins)
        seizure.at, seizure.missing = timezone.now(), wanted - coins
        seizure.save(force_insert=True)
        seizure._move(account, giver, coins, Reason.SEIZED, by)
        return seizure

    @again.atomic
    def give_back(self, *, by):
        """Give back what was taken, as far as it is still there. Returns whether that is new."""
        row = Seizure.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.returned_at:
            return False
        held = Account.hold([row.giver_id, row.account_id])
        coins = min(row.coins, held[row.giver_id].balance)
        row.returned_by, row.returned_at = Account.of(by), timezone.now()
        row.lost = row.coins - coins
        row.save(update_fields=["returned_by", "returned_at", "lost"])
        row._move(row.giver, row.account, coins, Reason.RETURNED, row.returned_by)
        return True

    def _move(self, from_, to, coins, reason, by):
        if coins:
            move(
                Entry(
                    from_=from_.pk,
                    to=to.pk,
                    coins=coins,
                    reason=reason,
                    about=("account", self.giver_id),
                    key=f"{reason}:seizure:{self.pk}",
                    by=by.pk,
                    note=self.because if reason == Reason.SEIZED else "",
                )
            )
