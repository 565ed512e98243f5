"""What moderators say to a member, and about one among themselves."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _t

from .act import Act


class Moderated(models.Model):
    """What a member is in so far as moderators warn them and write notes about them.

    `warned_at` is the time of the last warning while one is unread: a page asks for warnings of
    nobody else.
    """

    warned_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def unread_warnings(self):
        """Those that the member has not read, the oldest first."""
        return self.warnings.unread().order_by("pk") if self.warned_at else []

    # --- Verbs

    @transaction.atomic
    def warn(self, *, by, words, once_key=None):
        """Have the member read these words; the same `once_key` again: the first warning.

        Raises PermissionDenied for whoever does not moderate them, ValidationError without words.
        """
        self._require_judge(by)
        warning, is_new = self._say(self.warnings, by=by, words=words, once_key=once_key)
        if is_new:
            self.mark_warned(warning.at)
            self.log(Act.Kind.WARNED, by=by, because=warning.words)
        return warning

    @transaction.atomic
    def note(self, *, by, words, once_key=None):
        """Write a note about the member, for moderators only; raises as `warn`.

        The log says that there is one, and neither whom it concerns, who could read that, nor what.
        """
        self._require_judge(by)
        note, is_new = self._say(self.notes, by=by, words=words, once_key=once_key)
        if is_new:
            Act.record(Act.Kind.NOTED, by=by, about=self.in_log)
        return note

    # --- What the verbs are made of

    def held(self):
        """The row as it is now, held until the transaction ends."""
        return type(self).objects.select_for_update(no_key=True).get(pk=self.pk)

    def mark_warned(self, at):
        """Write the last warning's time, or None where all are read; the caller holds the row."""
        self.warned_at = at
        type(self).objects.filter(pk=self.pk).update(warned_at=at)

    def _say(self, rows, *, by, words, once_key):
        """A row with these words, and whether it is new."""
        words = words.replace("\r\n", "\n").strip()
        if not words:
            raise ValidationError(_t("Write some words."))
        self.held()
        if once_key and (first := rows.filter(once_key=once_key).first()):
            return first, False
        return rows.create(by=by, words=words, once_key=once_key), True

    def _require_judge(self, by):
        by.refuse_if_suspended()
        if not by.is_moderator:
            raise PermissionDenied(_t("Only a moderator may do this."))
        self._refuse_colleague(by)
