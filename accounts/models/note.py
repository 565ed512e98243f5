from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST = 2_000


class Note(models.Model):
    """What moderators remember of a member among themselves; the member never sees it.

    Notes are only added to: the database refuses to change one. They go with the account.
    """

    about = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    words = models.CharField(_("words"), max_length=MOST)
    at = models.DateTimeField(_("at"), default=timezone.now)
    once_key = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [models.UniqueConstraint(fields=["about", "once_key"], name="note_once")]

    def __str__(self):
        return self.words
