from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """A question that gave way to another one, where all that stood below it is now.

    `into` is a question that was not merged itself: when it is, this row leads on to where it went.
    """

    question = models.OneToOneField(
        "questions.Question",
        verbose_name=_("question that goes"),
        on_delete=models.CASCADE,
        related_name="merge",
    )
    into = models.ForeignKey(
        "questions.Question",
        verbose_name=_("question that stays"),
        on_delete=models.CASCADE,
        related_name="merges",
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("merge of questions")
        verbose_name_plural = _("merges of questions")
        constraints = [
            models.CheckConstraint(condition=~Q(question=F("into")), name="merge_into_another")
        ]

    def __str__(self):
        return f"{self.question_id} → {self.into_id}"
