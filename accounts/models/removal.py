from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Removal(models.Model):
    """Something taken out of sight: who did it, when, why, and who brought it back.

    Concrete removals add the foreign key `removed`, with `related_name="removals"`.
    `by` is empty when nobody here decided it (an import, or a deleted account).
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("removed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("removed at"), default=timezone.now)
    restored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("restored by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    restored_at = models.DateTimeField(_("restored at"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["removed"],
                condition=models.Q(restored_at=None),
                name="%(app_label)s_%(class)s_one_open",
            )
        ]

    def __str__(self):
        return f"{self.removed} · {self.because}"


class Removable(models.Model):
    """What can be removed and restored by record.

    `removed_at` repeats the open removal's time, so that list indexes can leave out what is
    removed without a join. `when_removed` and `when_restored` adjust counters in the same
    transaction, under the row's lock.
    """

    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def removal(self):
        """The open removal, or None."""
        return self.removals.filter(restored_at=None).first() if self.removed_at else None

    @transaction.atomic
    def put_away(self, *, by, because):
        """Remove by record; a second removal changes nothing. Returns whether it did."""
        row = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        if row.removed_at:
            return False
        removal = row.removals.create(by=by, because=because)
        self.removed_at = row.removed_at = removal.at
        row.save(update_fields=["removed_at"])
        row.when_removed()
        return True

    @transaction.atomic
    def bring_back(self, *, by):
        """Undo the open removal, if there is one. Returns whether it did."""
        row = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        if not row.removed_at:
            return False
        row.removals.filter(restored_at=None).update(restored_by=by, restored_at=timezone.now())
        self.removed_at = row.removed_at = None
        row.save(update_fields=["removed_at"])
        row.when_restored()
        return True

    def when_removed(self):
        """Counters that no longer count this row."""

    def when_restored(self):
        """Counters that count this row again."""
