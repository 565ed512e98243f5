from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .words import ModeratorsWords


class Note(ModeratorsWords):
    """What moderators remember of a member among themselves; the member never sees it.

    Notes are only added to: the database refuses to change one. They go with the account.
    """

    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes"
    )

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [models.UniqueConstraint(fields=["about", "once_key"], name="note_once")]
