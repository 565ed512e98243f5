from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rewards import again
from rewards.received import received_from

from .account import MINT, SINK, Account
from .transfer import Entry, Reason, Transfer, move


class Seizure(models.Model):
    """What one member got through another was taken back: down to what was still there.

    The coins go to the sink, where nobody can spend them or take them along, and the mint pays the
    same ones when they are given back. Of what was wanted `missing` could not be had.
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
                condition=Q(returned_at=None) ^ Q(returned_by__isnull=False),
                name="seizure_given_back_or_not",
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
        held = Account.hold([account.pk])
        if first := cls.objects.filter(giver=giver, account=account, returned_at=None).first():
            return first
        wanted = received_from(giver, by=account)
        if not wanted:
            raise ValidationError(_t("They got no coins through this member."))
        coins = min(wanted, held[account.pk].balance)
        seizure = cls(giver=giver, account=account, by=by, because=because, coins=coins)
        seizure.at, seizure.missing = timezone.now(), wanted - coins
        seizure.save(force_insert=True)
        seizure._move(account.pk, SINK, Reason.SEIZED, by)
        return seizure

    @again.atomic
    def give_back(self, *, by):
        """Give back what was taken. Returns whether that is new."""
        row = Seizure.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.returned_at:
            return False
        row.returned_by, row.returned_at = Account.of(by), timezone.now()
        row.save(update_fields=["returned_by", "returned_at"])
        taken = Transfer.objects.filter(key=row._key(Reason.SEIZED)).first()
        earned = taken.earned if taken else 0
        row._move(MINT, row.account_id, Reason.RETURNED, row.returned_by, earned)
        return True

    def _key(self, reason):
        return f"{reason}:seizure:{self.pk}"

    def _move(self, from_, to, reason, by, earned=0):
        if self.coins:
            move(
                Entry(
                    from_=from_,
                    to=to,
                    coins=self.coins,
                    reason=reason,
                    about=("account", self.giver_id),
                    key=self._key(reason),
                    by=by.pk,
                    earned=earned,
                    note=self.because if reason == Reason.SEIZED else "",
                )
            )
