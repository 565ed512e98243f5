from django.db import models
from django.utils.translation import gettext_lazy as _


class Trend(models.Model):
    """How much a question is looked at these days; `questions.trends` writes it anew each time.

    It is no part of the question's own row: a row that changes every few minutes would be written
    into each index of its table.
    """

    question = models.OneToOneField(
        "questions.Question",
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="trend",
        primary_key=True,
    )
    # No unit: `questions.trends` says what it is made of.
    heat = models.IntegerField(_("heat"))
    views = models.PositiveIntegerField(_("page views this week"))

    class Meta:
        verbose_name = _("trend")
        verbose_name_plural = _("trends")
        indexes = [
            models.Index(fields=["-heat", "-question"], name="trend_hot"),
            models.Index(fields=["-views", "-question"], name="trend_viewed"),
        ]

    def __str__(self):
        return str(self.question_id)
