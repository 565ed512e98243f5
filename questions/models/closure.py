from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Closure(models.Model):
    """A question that takes no answers: who closed it, when, why, and who opened it again.

    `by` is empty when nobody here decided it (an import, or a deleted account).
    """

    question = models.ForeignKey(
        "questions.Question", on_delete=models.CASCADE, related_name="closures"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("closed at"), default=timezone.now)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reopened_at = models.DateTimeField(_("reopened at"), null=True, blank=True)

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(reopened_at=None),
                name="closure_one_open",
            )
        ]

    def __str__(self):
        return self.because
