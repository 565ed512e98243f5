"""What lay in an account at the end of each day."""

from datetime import UTC, date, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

# Transfers that are looked at, the newest: however old an account is, its chart costs no more. One
# that moved more often in the days asked for gets fewer days.
MOST = 5_000

# All that is older than the days asked for counts as one day, so that it is one row. Why it says
# `= ANY`: see `rewards.statements.Only`.
_CLOSING = """
SELECT DISTINCT ON (day) day, after, count(*) OVER () FROM (
    SELECT id, after, greatest((at AT TIME ZONE 'UTC')::date, %(before)s) AS day FROM (
        (SELECT id, at, from_after AS after FROM rewards_transfer
            WHERE from_account_id = ANY(ARRAY[%(account)s])
            ORDER BY from_account_id, id DESC LIMIT %(most)s)
        UNION ALL
        (SELECT id, at, to_after FROM rewards_transfer
            WHERE to_account_id = ANY(ARRAY[%(account)s])
            ORDER BY to_account_id, id DESC LIMIT %(most)s)
        ORDER BY id DESC LIMIT %(most)s
    ) AS newest
) AS dated ORDER BY day, id DESC
"""


class Closing(NamedTuple):
    """A day (UTC), and the balance when it was over; today's is the one now."""

    day: date
    coins: int


def closing_balances(account, days):
    """The account's balance at the end of each of the last days, today's the last."""
    today = timezone.now().astimezone(UTC).date()
    before = today - timedelta(days=days)
    known, looked_at = _known(account, before)
    # A new account is empty; what lay in an old one before the rows looked at, nobody asked.
    first = min(known) if looked_at == MOST else before
    coins, closings = 0, []
    for ago in reversed(range((today - first).days + 1)):
        day = today - timedelta(days=ago)
        coins = known.get(day, coins)
        closings.append(Closing(day, coins))
    return closings[-days:]


def _known(account, before):
    """The last balance of each day that has one, and how many transfers were looked at."""
    with connection.cursor() as cursor:
        cursor.execute(_CLOSING, {"account": account.pk, "before": before, "most": MOST})
        rows = cursor.fetchall()
    return {day: after for day, after, _ in rows}, rows[0][2] if rows else 0
