from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

MOST = 2_000


class WarningQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)


class Warning(models.Model):
    """A moderator's words to a member, who sees them on every page until they have read them."""

    of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="warnings"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    words = models.CharField(_("words"), max_length=MOST)
    at = models.DateTimeField(_("at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True)
    once_key = models.UUIDField(null=True)

    objects = WarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("warning")
        verbose_name_plural = _("warnings")
        constraints = [models.UniqueConstraint(fields=["of", "once_key"], name="warning_once")]

    def __str__(self):
        return self.words

    @transaction.atomic
    def be_read(self, *, by):
        """Remember that its member has read it. Returns whether that is new."""
        if by.pk != self.of_id:
            raise PermissionDenied(_t("This is for somebody else to read."))
        by.held()
        warnings = Warning.objects.filter(of=by).unread()
        is_new = bool(warnings.filter(pk=self.pk).update(read_at=timezone.now()))
        if not warnings.exists():
            by.mark_warned(None)
        return is_new
