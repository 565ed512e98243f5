"""What the mint paid and the sink took, day by day: no page has to add up the ledger."""

from datetime import UTC, timedelta

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .account import MINT, SINK

# Any number that no other advisory lock of ours has.
_ONE_RUN = 7_220_731
_LATE = timedelta(hours=1)

# The days from `since`, or from the first transfer's, until before `until`: only transfers say
# what happened on them. What lies in pots follows from their reasons, so that no account is asked
# of what kind it is; whatever left the mint and is neither there nor in the sink, members have.
DAYS = """
WITH moved AS (
    SELECT (at AT TIME ZONE 'UTC')::date AS day, reason,
        coalesce(sum(coins) FILTER (WHERE from_account_id = %(mint)s), 0) AS minted,
        coalesce(sum(coins) FILTER (WHERE to_account_id = %(sink)s), 0) AS sunk,
        CASE WHEN reason = 'pledge' THEN sum(coins)
            WHEN reason IN ('award', 'refund') THEN -sum(coins) ELSE 0 END AS in_pots
    FROM rewards_transfer
    WHERE at >= coalesce(%(since)s::timestamp AT TIME ZONE 'UTC', '-infinity')
        AND at < %(until)s::timestamp AT TIME ZONE 'UTC'
    GROUP BY 1, 2
), by_day AS (
    SELECT day, sum(minted) AS minted, sum(sunk) AS sunk, sum(in_pots) AS in_pots,
        jsonb_object_agg(reason, minted) FILTER (WHERE minted > 0) AS minted_for
    FROM moved GROUP BY day
), days AS (
    SELECT generate_series(
        coalesce(%(since)s::date, (SELECT min(day) FROM by_day)), %(until)s::date - 1, '1 day'
    )::date AS day
)
SELECT day, coalesce(minted, 0)::bigint AS minted, coalesce(sunk, 0)::bigint AS sunk,
    (%(with_members)s + sum(coalesce(minted - sunk - in_pots, 0)) OVER so_far)::bigint
        AS with_members,
    (%(in_pots)s + sum(coalesce(in_pots, 0)) OVER so_far)::bigint AS in_pots,
    coalesce(minted_for, '{}') AS minted_for
FROM days LEFT JOIN by_day USING (day)
WINDOW so_far AS (ORDER BY day)
"""

_ADD = f"""
INSERT INTO rewards_supplyday (day, minted, sunk, with_members, in_pots, minted_for)
{DAYS}
"""

# `at` is the clock's when a transfer was made, which is after its transaction began: no day is
# whole while one that began on it may still commit.
_OLDEST_AT_WORK = """
SELECT min(xact_start) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


class SupplyDay(models.Model):
    """A day (UTC) that has ended: its coins minted and sunk, and where all of them were then.

    `minted_for` splits the minted ones by the reason of their transfers.
    """

    day = models.DateField(_("day"), primary_key=True)
    minted = models.BigIntegerField(_("minted"))
    sunk = models.BigIntegerField(_("sunk"))
    with_members = models.BigIntegerField(_("with members"))
    in_pots = models.BigIntegerField(_("in pots"))
    minted_for = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("day's supply")
        verbose_name_plural = _("supply by day")

    def __str__(self):
        return str(self.day)

    @classmethod
    @transaction.atomic
    def roll_up(cls, now=None):
        """Add the days that ended an hour ago or earlier. Returns how many are new.

        Safe to run twice, and twice at once. While a transaction is open that began on a day, that
        day waits for the next run.
        """
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_RUN])
            # Asked before the ledger is read: what commits between the two is then seen.
            cursor.execute(_OLDEST_AT_WORK)
            [[oldest]] = cursor.fetchall()
            now = now or timezone.now()
            last = cls.objects.order_by("day").last()
            cursor.execute(_ADD, values(after=last, until=_first_unfinished(now, oldest)))
            return cursor.rowcount


def _first_unfinished(now, oldest):
    late = now - _LATE
    return min(late, oldest or late).astimezone(UTC).date()


def values(*, after, until):
    """What DAYS needs to go on after a SupplyDay, or from the beginning for None."""
    return {
        "mint": MINT,
        "sink": SINK,
        "since": after and after.day + timedelta(days=1),
        "until": until,
        "with_members": after.with_members if after else 0,
        "in_pots": after.in_pots if after else 0,
    }
