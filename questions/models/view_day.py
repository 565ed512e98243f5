from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ViewDayQuerySet(models.QuerySet):
    def last_days(self, number):
        """One question's days, today's the last; days that nothing was counted on among them."""
        today = timezone.now().date()
        days = [today - timedelta(days=ago) for ago in reversed(range(number))]
        kept = {each.day: each for each in self.filter(day__range=(days[0], today))}
        return [kept.get(day) or self.model(day=day) for day in days]


class ViewDay(models.Model):
    """How often a question was seen on one day (UTC); written by `questions.view_counts`."""

    question = models.ForeignKey(
        "questions.Question",
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="view_days",
        db_index=False,  # The constraint's index serves.
    )
    day = models.DateField(_("day"))
    views = models.PositiveIntegerField(_("views"), default=0)
    crawler_hits = models.PositiveIntegerField(_("crawler hits"), default=0)

    objects = ViewDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of page views")
        verbose_name_plural = _("days of page views")
        constraints = [models.UniqueConstraint(fields=["question", "day"], name="view_day_once")]
        # For lists of what was seen most on a day. Today's rows change every minute: were `views`
        # in an index, Postgres would write each change into every index of the table.
        indexes = [models.Index(fields=["day"], name="view_day_day")]

    def __str__(self):
        return str(self.day)
