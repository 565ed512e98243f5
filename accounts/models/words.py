from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST = 2_000


class ModeratorsWords(models.Model):
    """What a moderator says to a member, or about one. A form sent twice leads to the first row."""

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
        abstract = True

    def __str__(self):
        return self.words
