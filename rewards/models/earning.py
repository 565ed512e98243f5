from collections import defaultdict
from datetime import UTC, date, timedelta

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from .account import Account

# When everything began, for the period that has no beginning.
ALWAYS = date(1970, 1, 1)

_ADD = """
INSERT INTO rewards_earning (account_id, period, start, coins)
SELECT * FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::int[])
ON CONFLICT (account_id, period, start)
DO UPDATE SET coins = rewards_earning.coins + excluded.coins
"""


class Earning(models.Model):
    """What a member earned in a week, a month, or ever: leaderboards read nothing else.

    Written in the transaction of the transfer, with the account locked.
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

    @classmethod
    def add(cls, earnings):
        """Count (account, coins, at); the caller holds the accounts."""
        sums = defaultdict(int)
        for account, coins, at in earnings:
            for period in cls.Period:
                sums[account, period, period.start(at)] += coins
        if not sums:
            return
        columns = zip(*((*key, coins) for key, coins in sums.items()), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [list(column) for column in columns])
