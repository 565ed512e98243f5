from datetime import UTC

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.prepared import prepared


class SuspensionQuerySet(models.QuerySet):
    def current(self):
        """Those that hold now: neither lifted nor run out."""
        now = timezone.now()
        return self.filter(lifted_at=None).filter(
            models.Q(until=None) | models.Q(until__gt=now), at__lte=now
        )


@prepared
def unlifted(*, member):
    """Suspensions of a member that have not been lifted; they may have run out."""
    return Suspension.objects.filter(member=member, lifted_at=None)


class Suspension(models.Model):
    """A member who may read but not write, until a date or for good."""

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suspensions"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("suspended at"), default=timezone.now)
    until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Empty means for good.")
    )
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")

    def __str__(self):
        return f"{self.member} · {self.because}"

    def holds(self, now):
        """Whether one that nobody has lifted holds at this moment."""
        return self.at <= now and (self.until is None or self.until > now)

    @property
    def sentence(self):
        """What the member is told who tries to write."""
        if self.until is None:
            return gettext("You are suspended for good: %s") % self.because
        return gettext("You are suspended until %(until)s (UTC): %(because)s") % {
            "until": date_format(self.until.astimezone(UTC), "j M Y, H:i"),
            "because": self.because,
        }
