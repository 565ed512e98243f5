from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .act import Act
from .reputation import ReputationChange


class Removal(models.Model):
    """Something taken out of sight: who did it, when, why, and who brought it back.

    Concrete removals add the foreign key `removed`, with `related_name="removals"`.
    `by` is empty when nobody here decided it (an import, or a deleted account). One that is `held`
    waits for moderators to decide: the site took it out of sight by itself.
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
    held = models.BooleanField(_("held for review"), default=False)
    # What it did to the author's reputation, when the post was spam; undone with the removal.
    for_author = models.ForeignKey(
        ReputationChange, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
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
        indexes = [
            models.Index(
                fields=["at"],
                condition=models.Q(held=True, restored_at=None),
                name="%(app_label)s_%(class)s_held",
            )
        ]

    def __str__(self):
        return f"{self.removed} · {self.because}"

    @property
    def length(self):
        """How long it has lasted, or lasts."""
        return (self.restored_at or timezone.now()) - self.at

    def be_taken_over(self, *, by, because):
        """Let a moderator's removal stand instead of one that is not. Returns whether it does."""
        by_author = self.by and not self.by.is_moderator
        if not (by and by.is_moderator and (by_author or self.held)):
            return False
        self.restored_by, self.restored_at = by, timezone.now()
        self.save(update_fields=["restored_by", "restored_at"])
        type(self).objects.create(
            removed=self.removed, by=by, because=because, at=self.at, for_author=self.for_author
        )
        return True

    def cost(self, merit):
        """Take reputation for it, once."""
        if self.for_author is None:
            self.for_author = next(iter(ReputationChange.make(merit)), None)
            self.save(update_fields=["for_author"])


class Removable(models.Model):
    """What can be removed and restored by record.

    `removed_at` repeats the open removal's time, so that list indexes can leave out what is
    removed without a join. `when_removed` and `when_restored` adjust counters in the same
    transaction, under the row's lock.
    """

    # What the log calls it when a moderator does it.
    REMOVED_AS, RESTORED_AS = Act.Kind.REMOVED, Act.Kind.RESTORED

    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def in_log(self):
        """How the log names this row: its kind and its number."""
        return self._meta.model_name, self.pk

    @property
    def concerns(self):
        """The number of the member whose it is, or None."""
        return getattr(self, "author_id", None)

    @classmethod
    def with_removal(cls):
        """A prefetch of the open removals, so that `removal` asks nothing for each row."""
        open_ones = cls._meta.get_field("removals").related_model.objects.filter(restored_at=None)
        return models.Prefetch("removals", open_ones, to_attr="open_removals")

    @property
    def removal(self):
        """The open removal, or None."""
        if not self.removed_at:
            return None
        if "open_removals" in self.__dict__:
            return next(iter(self.open_removals), None)
        return self.removals.filter(restored_at=None).first()

    @transaction.atomic
    def put_away(self, *, by, because, held=False):
        """Remove by record; a second removal changes nothing. Returns whether it did.

        A moderator's removal takes the place of an author's own, who could undo that one, and of
        one that was to be decided.
        """
        row = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        if not row.removed_at:
            self.removed_at = row.leave_sight(by=by, because=because, held=held)
            if not held:
                row.when_decided()
        elif not row._be_removed_for_good(by=by, because=because):
            return False
        row.log(self.REMOVED_AS, by=by, because=because)
        return True

    def leave_sight(self, *, by, because, held=False):
        """Write the removal on the row, which the caller holds. Returns its time."""
        removal = self.removals.create(by=by, because=because, held=held)
        self.removed_at = removal.at
        self.save(update_fields=["removed_at"])
        self.when_removed()
        return removal.at

    def hold_back(self, *, because):
        """Take it out of sight until a moderator has decided. Returns whether it was in sight."""
        return self.put_away(by=None, because=because, held=True)

    @property
    def is_held(self):
        """Whether it waits for a moderator to decide."""
        return bool(self.removed_at and self.removal.held)

    def _be_removed_for_good(self, *, by, because):
        removal = self.removal
        taken_over = removal.be_taken_over(by=by, because=because)
        if taken_over and removal.held:
            self.when_decided()
        return taken_over

    @transaction.atomic
    def bring_back(self, *, by):
        """Undo the open removal, if there is one. Returns whether it did."""
        row = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        if not row.removed_at:
            return False
        removal = row.removals.select_related("for_author").get(restored_at=None)
        removal.restored_by, removal.restored_at = by, timezone.now()
        removal.save(update_fields=["restored_by", "restored_at"])
        self.removed_at = row.removed_at = None
        row.save(update_fields=["removed_at"])
        row.when_restored()
        ReputationChange.make(undoing=[removal.for_author])
        row.log(self.RESTORED_AS, by=by)
        return True

    def log(self, kind, *, by, because=""):
        """Add to the log what `by` did to this row, if it is a moderator's act."""
        Act.record(kind, by=by, about=self.in_log, of=self.concerns, because=because)

    def when_removed(self):
        """Counters that no longer count this row."""

    def when_decided(self):
        """What only a removal that is no mere hold ends."""

    def when_restored(self):
        """Counters that count this row again."""
