from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .words import ModeratorsWords


class WarningQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at=None)


class Warning(ModeratorsWords):
    """A moderator's words to a member, who sees them on every page until they have read them."""

    of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="warnings"
    )
    read_at = models.DateTimeField(_("read at"), null=True)

    objects = WarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("warning")
        verbose_name_plural = _("warnings")
        constraints = [models.UniqueConstraint(fields=["of", "once_key"], name="warning_once")]

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
