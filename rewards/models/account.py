"""Who has coins: members and pots, and the two ends of the world, mint and sink."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

# The numbers of the mint's and the sink's rows, which the migration 0002 writes.
MINT, SINK = 1, 2

# Asked with every payment: Django's making of it would take longer than the answer.
_HOLD = "SELECT * FROM rewards_account WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


class Account(models.Model):
    """A place where coins lie. A member's outlives the member, without an owner.

    `balance` and `earned` are changed by the database alone, with the transfer that is their cause
    (migration 0002). Mint and sink store no balance: theirs is a sum, so that nobody waits for
    their rows. `earned` is how many of the coins come from rewards and pots; when coins are pledged
    the others go first.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        POT = "pot", _("pot")
        MINT = "mint", _("mint")
        SINK = "sink", _("sink")

    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="coin_account",
    )
    balance = models.BigIntegerField(_("coins"), null=True, default=0, editable=False)
    earned = models.BigIntegerField(_("of these earned"), default=0, editable=False)
    opened_at = models.DateTimeField(_("opened at"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(balance=None, kind__in=["mint", "sink"])
                | models.Q(balance__gte=0, kind__in=["member", "pot"]),
                name="account_never_below_zero",
            ),
            models.CheckConstraint(
                condition=models.Q(earned=0)
                | models.Q(kind="member", earned__gt=0, earned__lte=models.F("balance")),
                name="account_earned_is_a_part",
            ),
            models.CheckConstraint(
                condition=models.Q(owner=None) | models.Q(kind="member"),
                name="account_owned_by_members_only",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind__in=["mint", "sink"]),
                name="account_one_mint_one_sink",
            ),
        ]

    def __str__(self):
        if self.kind == self.Kind.MEMBER:
            return str(self.owner or _t("a member who left"))
        return self.get_kind_display()

    @classmethod
    def of(cls, member):
        """The member's account, opened when it is first needed."""
        return cls.objects.get_or_create(owner=member, defaults={"kind": cls.Kind.MEMBER})[0]

    @classmethod
    def of_all(cls, members):
        """The accounts of several members, by the member's number."""
        members = {member.pk: member for member in members}
        found = {each.owner_id: each for each in cls.objects.filter(owner__in=members)}
        for pk in members.keys() - found.keys():
            found[pk] = cls.of(members[pk])
        return found

    @classmethod
    def balance_of(cls, member):
        """The member's coins; no account is opened for looking."""
        return cls.objects.filter(owner=member).values_list("balance", flat=True).first() or 0

    @classmethod
    def hold(cls, pks):
        """Lock these accounts, always in the order of their numbers, and read them as they are.

        Mint and sink are never locked. Returns the rows by number.
        """
        wanted = sorted({*pks} - {MINT, SINK})
        return {row.pk: row for row in cls.objects.raw(_HOLD, [wanted])}
