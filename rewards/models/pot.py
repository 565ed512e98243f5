from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .account import Account
from .pledge import Ending, Objection, Pledge, Promise, key_of
from .transfer import Entry, Reason, move


class PotQuerySet(models.QuerySet):
    def open(self):
        """Pots that have not been settled."""
        return self.filter(settled_at=None)

    def due(self, now):
        """Open pots whose assessment is over."""
        return self.open().filter(settles_at__lte=now)


class Pot(models.Model):
    """Coins that members pledged together, for something that the bank knows by kind and number.

    It takes pledges until `ends_at`, and settles by itself at `settles_at`. Its time runs from
    `runs_from`, empty while what it is for cannot be seen yet: a question that is held for review.
    """

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="pot")
    about_kind = models.CharField(_("about"), max_length=10)
    about_id = models.BigIntegerField(_("its number"))
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    runs_from = models.DateTimeField(_("runs from"), null=True)
    ends_at = models.DateTimeField(_("takes pledges until"), null=True)
    settles_at = models.DateTimeField(_("settles at"), null=True)
    settled_at = models.DateTimeField(_("settled at"), null=True)

    objects = PotQuerySet.as_manager()

    class Meta:
        verbose_name = _("pot")
        verbose_name_plural = _("pots")
        constraints = [
            models.CheckConstraint(
                condition=Q(runs_from=None, ends_at=None, settles_at=None)
                | Q(runs_from__isnull=False, ends_at__gt=models.F("runs_from"))
                & Q(settles_at__gte=models.F("ends_at")),
                name="pot_times_in_order",
            )
        ]
        indexes = [
            models.Index(fields=["settles_at"], condition=Q(settled_at=None), name="pot_to_settle"),
            models.Index(fields=["about_kind", "about_id"], name="pot_about"),
        ]

    def __str__(self):
        return _t("Pot %(id)s") % {"id": self.pk}

    @property
    def coins(self):
        """What lies in it now."""
        return Account.objects.values_list("balance", flat=True).get(pk=self.account_id)

    @property
    def takes_pledges(self):
        return not self.settled_at and (self.ends_at is None or timezone.now() < self.ends_at)

    # --- Verbs

    @classmethod
    def open(cls, *, by, about, running=True):
        """An empty pot. `running=False`: its time begins with `run`. The caller is to pledge."""
        kind, number = about
        pot = cls(about_kind=kind, about_id=number, opened_by=Account.of(by))
        pot.opened_at = timezone.now()
        pot.account = Account.objects.create(kind=Account.Kind.POT)
        if running:
            pot._start(pot.opened_at)
        pot.save(force_insert=True)
        return pot

    @transaction.atomic
    def run(self, *, after=timedelta()):
        """Let the time begin, now that what it is for can be seen.

        A time that had begun goes on where it stood, so long `after`.
        """
        row = self.hold()
        if row.settled_at:
            return row
        if row.runs_from:
            row.ends_at, row.settles_at = row.ends_at + after, row.settles_at + after
        else:
            row._start(timezone.now())
        row.save(update_fields=["runs_from", "ends_at", "settles_at"])
        return row

    @transaction.atomic
    def pledge(self, *, by, coins, once_key):
        """Put `by`'s coins in. The same `once_key` again returns the first pledge."""
        by.refuse_if_suspended()
        account = Account.of(by)
        row = self.hold()
        pots = Pot.objects.filter(pk=row.pk)
        if first := Pledge.made_once(by=account, pots=pots, coins=coins, once_key=once_key):
            return first
        least, most = settings.COINS_PLEDGE_LEAST, settings.COINS_PLEDGE_MOST
        if not least <= coins <= most:
            raise ValidationError(
                _t("A pledge is %(least)s to %(most)s coins.") % {"least": least, "most": most}
            )
        if not row.takes_pledges:
            raise ValidationError(_t("The time for adding coins is over."))
        [transfer] = move(
            Entry(
                from_=account.pk,
                to=row.account_id,
                coins=coins,
                reason=Reason.PLEDGE,
                about=(row.about_kind, row.about_id),
                key=key_of(account, once_key),
                by=account.pk,
            )
        )
        return row.pledges.create(
            account=account,
            coins=coins,
            earned=transfer.earned,
            at=transfer.at,
            transfer=transfer,
        )

    def promise(self, pledges, payee, *, about, by, until):
        """Promise these pledges to an account, for what `about` names, to be paid at `until`.

        Instead of what was promised before. What is promised to it already stays as it is, and an
        objected pledge is not promised again. When the pot's time is over, promises still move, but
        are paid when the first would have been. The caller holds the pot.
        """
        made = Promise.objects.filter(pledge__in=pledges, ended_at=None)
        until = dict.fromkeys([pledge.pk for pledge in pledges], until)
        if self.settles_at and timezone.now() >= self.settles_at:
            until = dict(made.values_list("pledge", "due_at"))
        same = made.filter(account=payee, about_kind=about[0], about_id=about[1])
        same = set(same.values_list("pledge", flat=True))
        objected = Objection.objects.filter(pledge__in=pledges).values_list("pledge", flat=True)
        now, by = timezone.now(), Account.of(by)
        made.exclude(pledge__in=same).update(ended_at=now)
        Promise.objects.bulk_create(
            Promise(
                pledge=pledge,
                account=payee,
                about_kind=about[0],
                about_id=about[1],
                by=by,
                at=now,
                due_at=until[pledge.pk],
            )
            for pledge in pledges
            if pledge.pk in until and pledge.pk not in same.union(objected)
        )

    def break_promises(self):
        """Take back all that is promised. The caller holds the pot."""
        open_ones = Promise.objects.filter(pledge__pot=self, ended_at=None)
        open_ones.update(ended_at=timezone.now())

    def hold(self):
        """The pot's row as it is now, locked; the caller has locked what it is for."""
        return Pot.objects.select_for_update(of=("self",)).get(pk=self.pk)

    def waiting(self):
        """Its pledges that have not ended, the earlier first."""
        return self.pledges.filter(ending=None).select_related("account__owner").order_by("pk")

    def _start(self, at):
        self.runs_from = at
        self.ends_at = at + timedelta(days=settings.POT_DAYS)
        self.settles_at = self.ends_at + timedelta(days=settings.POT_ASSESSMENT_DAYS)


def end(outcomes, *, by=None):
    """End pledges as the outcomes say, in one go, and settle the pots that are empty then.

    The caller holds the pots. What has ended before is left alone. Returns the new endings.
    """
    ended = Ending.objects.filter(pledge__in=[each.pledge.pk for each in outcomes])
    ended = set(ended.values_list("pledge", flat=True))
    new = [each for each in outcomes if each.pledge.pk not in ended]
    by = Account.of(by) if by else None
    move(*(entry for each in new for entry in each.entries(by)))
    now = timezone.now()
    endings = Ending.objects.bulk_create([each.ending(by, now) for each in new])
    promises = Promise.objects.filter(pledge__in=[each.pledge.pk for each in new], ended_at=None)
    promises.update(ended_at=now)
    _settle_empty({each.pledge.pot_id for each in new}, now)
    return endings


def _settle_empty(pots, now):
    left = Pledge.objects.filter(pot__in=pots, ending=None).values("pot")
    Pot.objects.open().filter(pk__in=pots).exclude(pk__in=left).update(settled_at=now)


def pledged(pots):
    """How many coins lie in each of these pots, by the pot's number."""
    return dict(
        Pledge.objects.filter(pot__in=pots, ending=None)
        .values_list("pot")
        .annotate(Sum("coins"))
        .order_by()
    )
