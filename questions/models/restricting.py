"""Locking a question, and protecting it from answers of new members."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hotpages.drops import drop
from posts.rules import require_moderator
from rewards import again

from .restriction import Lock, Protection


class Restrictable(models.Model):
    """What a question is in so far as moderators can restrict it.

    While it is locked, it and all that stands on its page take no edit, answer, comment, vote and
    acceptance, from moderators neither; these still remove and restore, close and reopen. While it
    is protected, new members do not answer. `locked_at` and `protected_at` repeat the times of the
    open records; a job lifts what has run out, so that until then the columns say all.
    """

    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True, editable=False)
    protected_at = models.DateTimeField(_("protected at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def open_lock(self):
        """The open lock, or None."""
        return self.locks.open().first() if self.locked_at else None

    @property
    def open_protection(self):
        """The open protection, or None."""
        return self.protections.open().first() if self.protected_at else None

    # --- Verbs

    @again.atomic
    def lock(self, *, by, because, until=None):
        """Let all stay as it is, until somebody lifts it. A second lock changes nothing.

        Raises ValidationError without words, and for an end in the past.
        """
        is_new = self._restrict(Lock, by=by, because=because, until=until)
        if is_new:
            self._wait_for_votes()
        return is_new

    @again.atomic
    def unlock(self, *, by):
        """Lift the lock. Returns whether there was one."""
        require_moderator(by)
        return self.locked()._lift(Lock, self.locks.open(), by=by)

    @again.atomic
    def protect(self, *, by, because, until=None):
        """Take no answers of new members. A second protection changes nothing; raises as `lock`."""
        return self._restrict(Protection, by=by, because=because, until=until)

    @again.atomic
    def unprotect(self, *, by):
        """Lift the protection. Returns whether there was one."""
        require_moderator(by)
        return self.locked()._lift(Protection, self.protections.open(), by=by)

    @again.atomic
    def lift_due(self):
        """Lift what has run out."""
        row, now = self.locked(), timezone.now()
        row._lift(Lock, self.locks.due(now), by=None)
        row._lift(Protection, self.protections.due(now), by=None)

    # --- What the verbs are made of

    def _restrict(self, kind, *, by, because, until):
        """Begin a restriction. Returns whether there was none of the kind."""
        require_moderator(by)
        because = because.strip()
        if not because:
            raise ValidationError(_t("Say why: everybody can read it."))
        if until and until <= timezone.now():
            raise ValidationError(_t("Choose a moment in the future."))
        row = self.locked()
        if getattr(row, kind.COLUMN):
            return False
        made = kind.objects.create(question=row, by=by, because=because, until=until)
        row._write(kind, made.at)
        row.log(kind.BEGUN_AS, by=by, because=because)
        return True

    def _lift(self, kind, restrictions, *, by):
        """End these on the row, which the caller holds. Returns whether there were any."""
        lifted = restrictions.update(lifted_by=by, lifted_at=timezone.now())
        if lifted:
            self._write(kind, None)
            self.log(kind.LIFTED_AS, by=by)
        return bool(lifted)

    def _write(self, kind, at):
        type(self).objects.filter(pk=self.pk).update(**{kind.COLUMN: at})
        drop(self.page_key)

    def _wait_for_votes(self):
        """Hold every post here: a vote holds its post alone, and none may come after the lock."""
        here = Q(question=self) | Q(answer__question=self)
        comments = self.comments.model.objects.filter(here)
        for posts in (self.answers.all(), comments):
            held = posts.order_by("pk").select_for_update(of=("self",), no_key=True)
            list(held.values_list("pk"))
