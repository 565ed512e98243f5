from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from limits.days import midnight

from .account import MINT, Account
from .transfer import EARNED, Entry, Reason, Transfer, move


class Reward(models.Model):
    """A cause for which the mint pays, once and for ever: what it paid, or why it did not.

    `key` is the cause, such as `acceptance:question:3`. `other` is the member whose deed or whose
    answer it is. What a cap withholds is never paid later.
    """

    class Withheld(models.TextChoices):
        DAY = "day", _("the day's coins were reached")
        PAIR = "pair", _("too many rewards between two members on one day")

    key = models.CharField(_("cause"), max_length=60)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="rewards", db_index=False
    )
    other = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    coins = models.PositiveIntegerField(_("coins"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    about_kind = models.CharField(max_length=10)
    about_id = models.BigIntegerField()
    at = models.DateTimeField(_("at"))
    transfer = models.OneToOneField(
        Transfer, null=True, on_delete=models.PROTECT, related_name="reward"
    )
    withheld = models.CharField(_("not paid"), max_length=6, choices=Withheld, blank=True)

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="reward_key"),
            models.CheckConstraint(
                condition=Q(transfer=None) ^ Q(withheld=""), name="reward_paid_or_withheld"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "at"], name="reward_of_a_day"),
            models.Index(
                fields=["other"], condition=Q(reason=Reason.ACCEPTED), name="reward_through"
            ),
        ]

    def __str__(self):
        return self.key

    @classmethod
    def of_acceptance(cls, *, question, asker, answerer):
        """Pay for the acceptance of one member's answer by another. `question` is a number.

        Returns the rewards that are new. The caller holds what makes the question's acceptance one
        at a time.
        """
        accounts = Account.of_all([asker, answerer])
        asker, answerer = accounts[asker.pk], accounts[answerer.pk]
        return cls._pay(
            cls._for(answerer, Reason.ACCEPTED, f"acceptance:question:{question}", question, asker),
            cls._for(asker, Reason.ACCEPTING, f"asker:question:{question}", question, answerer),
        )

    @classmethod
    def of_welcome(cls, member, *, complete):
        """Welcome a member, once; with what a complete profile earns."""
        account = Account.of(member)
        wanted = [cls._for(account, Reason.WELCOME, f"welcome:member:{member.pk}", member.pk)]
        if complete:
            wanted += cls._profile(account, member)
        return cls._pay(*wanted)

    @classmethod
    def has_welcomed(cls, member):
        return cls.objects.filter(key=f"welcome:member:{member.pk}").exists()

    @classmethod
    def of_profile(cls, member):
        """For a profile that was completed after the welcome; before it, nothing."""
        if not cls.has_welcomed(member):
            return []
        return cls._pay(*cls._profile(Account.of(member), member))

    @classmethod
    def _profile(cls, account, member):
        return [cls._for(account, Reason.PROFILE, f"profile:member:{member.pk}", member.pk)]

    @classmethod
    def _for(cls, account, reason, key, about_id, other=None):
        coins = settings.COINS[reason]
        return cls(
            key=key,
            account=account,
            other=other,
            coins=coins,
            reason=reason,
            about_kind="question" if other else "member",
            about_id=about_id,
        )

    @classmethod
    @transaction.atomic
    def _pay(cls, *wanted):
        """Pay what has not been paid or withheld before, as far as the caps let it."""
        wanted = [reward for reward in wanted if reward.coins]
        held = Account.hold(pk for each in wanted for pk in (each.account_id, each.other_id) if pk)
        known = set(
            cls.objects.filter(key__in=[each.key for each in wanted]).values_list("key", flat=True)
        )
        new = [each for each in wanted if each.key not in known]
        if not new:
            return []
        now = timezone.now()
        cls._withhold(new, held, now)
        paid = [each for each in new if not each.withheld]
        transfers = move(*(each._entry() for each in paid))
        for each, transfer in zip(paid, transfers, strict=True):
            each.transfer = transfer
        return cls.objects.bulk_create(new)

    @classmethod
    def _withhold(cls, new, held, now):
        """Mark what exceeds a cap. The accounts are held, so that the counts stay true."""
        today = cls.objects.filter(account__in=held, at__gte=midnight(now)).exclude(transfer=None)
        sums = dict(today.values_list("account").annotate(Sum("coins")).order_by())
        pair = {pk for each in new for pk in (each.account_id, each.other_id)}
        between = today.filter(other__in=pair).values("about_id").distinct()
        too_many = len(pair - {None}) > 1 and between.count() >= settings.COINS_PAIR_A_DAY
        for each in new:
            each.at = now
            sums[each.account_id] = sums.get(each.account_id, 0) + each.coins
            if each.other_id and too_many:
                each.withheld = cls.Withheld.PAIR
            elif sums[each.account_id] > settings.COINS_A_DAY:
                each.withheld = cls.Withheld.DAY
            if each.withheld:
                sums[each.account_id] -= each.coins

    def _entry(self):
        return Entry(
            from_=MINT,
            to=self.account_id,
            coins=self.coins,
            reason=self.reason,
            about=(self.about_kind, self.about_id),
            key=self.key,
            by=self.account_id if self.reason == Reason.ACCEPTING else self.other_id,
            earned=self.coins if self.reason in EARNED else 0,
        )
