from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from rewards import again

from .account import MINT, SINK, Account
from .transfer import Entry, KeyUsed, Reason, Transfer, move

_MOST = 1_000_000


class Grant(models.Model):
    """Coins that a moderator gives a member (more than nothing) or takes as a fine (less).

    One above a limit waits for a second moderator, and is paid when they agree.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    coins = models.IntegerField(_("coins"), help_text=_("Below nothing: a fine."))
    because = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))
    agreed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(_("agreed at"), null=True)
    transfer = models.OneToOneField(
        Transfer, null=True, on_delete=models.PROTECT, related_name="grant"
    )
    once_key = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("grant or fine")
        verbose_name_plural = _("grants and fines")
        constraints = [
            models.UniqueConstraint(fields=["by", "once_key"], name="grant_once"),
            models.CheckConstraint(condition=~Q(coins=0), name="grant_of_something"),
            models.CheckConstraint(
                condition=Q(coins__lt=0) | ~Q(account=F("by")), name="grant_to_another"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("by")) & ~Q(agreed_by=F("account")),
                name="grant_agreed_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.account}: {self.coins:+}"

    @property
    def waits(self):
        """Whether a second moderator has to agree first."""
        return self.transfer_id is None

    @classmethod
    @again.atomic
    def make(cls, *, member, coins, because, by, once_key=None):
        """Grant or fine. The same `once_key` again returns the first one.

        Raises PermissionDenied for anyone but moderators and for one's own account, ValidationError
        for a fine above what is there.
        """
        _require_moderator(by)
        if member.pk == by.pk:
            raise PermissionDenied(_t("Nobody grants coins to themself, or fines themself."))
        _require_sense(coins, because)
        account, author = Account.of(member), Account.of(by)
        Account.hold([account.pk, author.pk])
        if once_key and (first := cls.objects.filter(by=author, once_key=once_key).first()):
            if (first.account_id, first.coins) != (account.pk, coins):
                raise KeyUsed
            return first
        grant = cls(account=account, coins=coins, because=because, by=author, once_key=once_key)
        grant.at = timezone.now()
        grant.save(force_insert=True)
        if coins < 0 or coins + grant._alone_today() <= settings.COINS_GRANT_ALONE:
            grant._pay()
        return grant

    @again.atomic
    def agree(self, *, by):
        """A second moderator's consent: pays. A second time changes nothing."""
        _require_moderator(by)
        row = Grant.objects.select_for_update(of=("self",)).get(pk=self.pk)
        second = Account.of(by)
        if second.pk in (row.by_id, row.account_id):
            raise PermissionDenied(_t("Somebody else has to agree to this."))
        if not row.waits:
            return False
        row.agreed_by, row.agreed_at = second, timezone.now()
        row.save(update_fields=["agreed_by", "agreed_at"])
        row._pay()
        return True

    def _alone_today(self):
        """What this moderator gave this member alone in a day: many small grants are a big one."""
        alone = Grant.objects.filter(account=self.account, by=self.by, coins__gt=0, agreed_by=None)
        alone = alone.filter(at__gt=self.at - timedelta(days=1)).exclude(transfer=None)
        return alone.aggregate(sum=Sum("coins"))["sum"] or 0

    def _pay(self):
        from_, to = (MINT, self.account_id) if self.coins > 0 else (self.account_id, SINK)
        [self.transfer] = move(
            Entry(
                from_=from_,
                to=to,
                coins=abs(self.coins),
                reason=Reason.GRANT if self.coins > 0 else Reason.FINE,
                about=("grant", self.pk),
                key=f"grant:{self.pk}",
                by=self.by_id,
                note=self.because,
            )
        )
        self.save(update_fields=["transfer"])


def _require_sense(coins, because):
    if not 0 < abs(coins) <= _MOST:
        raise ValidationError(_t("A grant or a fine is 1 to %s coins.") % _MOST)
    if not 0 < len(because.strip()) <= 500:
        raise ValidationError(_t("Say why, briefly: the member reads it in their statement."))


def _require_moderator(member):
    member.refuse_if_suspended()
    if not member.is_moderator:
        raise PermissionDenied(_t("Only a moderator may do this."))
