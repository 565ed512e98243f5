from datetime import UTC, date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from .account import Account

# When everything began, for the period that has no beginning.
ALWAYS = date(1970, 1, 1)


class Earning(models.Model):
    """What a member earned in a week, a month, or ever: leaderboards read nothing else.

    Written by the database with the transfer, while the account is locked (migration 0003).
    """

    class Period(models.TextChoices):
        WEEK = "week", _("this week")
        MONTH = "month", _("this month")
        EVER = "ever", _("all time")

        def start(self, at):
            """The first day of this period at that moment, in UTC. Weeks begin on Monday."""
            day = at.astimezone(UTC).date()
            if self == self.WEEK:
                return day - timedelta(days=day.weekday())
            return day.replace(day=1) if self == self.MONTH else ALWAYS

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="earnings", db_index=False
    )
    period = models.CharField(max_length=5, choices=Period)
    start = models.DateField()
    coins = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "period", "start"], name="earning_once")
        ]
        indexes = [
            models.Index(
                fields=["period", "start", "-coins", "account"], name="earning_leaderboard"
            )
        ]

    def __str__(self):
        return f"{self.account}: {self.coins} ({self.period} {self.start})"
