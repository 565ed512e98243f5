"""What is counted beside the ledger, so that pages need not count it, is what the ledger says."""

from django.utils.translation import gettext_lazy as _

from rewards.models import MINT, SINK
from rewards.models.supply_day import DAYS

from .law import Law

_EARNINGS = """
WITH earned AS (
    SELECT to_account_id AS account_id, coins, (at AT TIME ZONE 'UTC')::date AS day
    FROM rewards_transfer WHERE reason = ANY(%(earned)s) AND to_account_id <> %(sink)s
    UNION ALL
    SELECT from_account_id, -coins, (at AT TIME ZONE 'UTC')::date
    FROM rewards_transfer WHERE reason = 'reversal'
    UNION ALL
    SELECT CASE reason WHEN 'seized' THEN from_account_id ELSE to_account_id END,
        CASE reason WHEN 'seized' THEN -earned ELSE earned END, (at AT TIME ZONE 'UTC')::date
    FROM rewards_transfer WHERE reason IN ('seized', 'returned') AND earned > 0
), summed AS (
    SELECT account_id, sum(coins) AS coins, coalesce(week, month, '1970-01-01') AS start,
        CASE WHEN week IS NOT NULL THEN 'week' WHEN month IS NOT NULL THEN 'month' ELSE 'ever' END
            AS period
    FROM (
        SELECT account_id, coins, date_trunc('week', day)::date AS week,
            date_trunc('month', day)::date AS month
        FROM earned
    ) AS dated
    GROUP BY GROUPING SETS ((account_id, week), (account_id, month), (account_id))
)
SELECT coalesce(stored.account_id, summed.account_id) AS account, period, start,
    stored.coins AS stored, summed.coins AS moved,
    coalesce(stored.coins, 0) <> coalesce(summed.coins, 0) AS wrong
FROM rewards_earning AS stored FULL JOIN summed USING (account_id, period, start)
"""

# From the first transfer to the last day that is rolled up.
_COUNTED = DAYS % {
    "mint": MINT,
    "sink": SINK,
    "since": "NULL",
    "until": "(SELECT coalesce(max(day) + 1, '-infinity') FROM rewards_supplyday)",
    "with_members": 0,
    "in_pots": 0,
}
_DAYS = f"""
WITH counted AS ({_COUNTED})
SELECT coalesce(stored.day, counted.day) AS day, stored.minted, stored.sunk,
    (stored.minted, stored.sunk, stored.with_members, stored.in_pots, stored.minted_for)
    IS DISTINCT FROM
    (counted.minted, counted.sunk, counted.with_members, counted.in_pots, counted.minted_for)
    AS wrong
FROM rewards_supplyday AS stored FULL JOIN counted ON counted.day = stored.day
"""  # noqa: S608 — all of it stands here

LAWS = [
    Law(
        _("earnings of leaderboards"),
        _(
            "Account %(account)s, %(period)s from %(start)s: %(stored)s coins are counted; its"
            " transfers come to %(moved)s."
        ),
        _EARNINGS,
    ),
    Law(
        _("supply by day"),
        _("%(day)s: %(minted)s minted and %(sunk)s sunk are not what the ledger says."),
        _DAYS,
    ),
]
