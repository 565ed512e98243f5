"""How many coins there are, where they are, and whether that adds up."""

from dataclasses import dataclass
from datetime import UTC, date
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from rewards.models import MINT, SINK, SupplyDay

SECONDS = 60
# Periods that a chart can show.
MOST = 60

# One statement, so one moment. Mint and sink: the days that are rolled up, and since then the
# ledger along the index `transfer_supply`, whose condition stands here word for word. Members and
# open pots: the balances that are stored, so that the two sides know nothing of each other. A coin
# that was left behind in a settled pot is missing.
_SUPPLY = """
WITH since AS (
    SELECT coalesce((max(day) + 1)::timestamp AT TIME ZONE 'UTC', '-infinity') AS since
    FROM rewards_supplyday
), lately AS (
    SELECT reason,
        sum(coins) FILTER (WHERE from_account_id = %(mint)s) AS minted,
        sum(coins) FILTER (WHERE to_account_id = %(sink)s) AS sunk
    FROM rewards_transfer
    WHERE (from_account_id = %(mint)s OR to_account_id = %(sink)s)
        AND at >= (SELECT since FROM since)
    GROUP BY reason
), minted AS (
    SELECT key AS reason, value::bigint AS coins
    FROM rewards_supplyday, jsonb_each_text(minted_for)
    UNION ALL SELECT reason, minted FROM lately WHERE minted > 0
)
SELECT 'minted', reason, sum(coins)::bigint FROM minted GROUP BY reason
UNION ALL SELECT 'sunk', '', sum(sunk)::bigint FROM (
    SELECT sunk FROM rewards_supplyday UNION ALL SELECT sunk FROM lately
) AS sunk
UNION ALL SELECT 'member', '', sum(balance)::bigint FROM rewards_account WHERE kind = 'member'
UNION ALL SELECT 'pot', '', sum(balance)::bigint FROM rewards_account AS account
    JOIN rewards_pot AS pot ON pot.account_id = account.id WHERE settled_at IS NULL
"""


@dataclass(frozen=True)
class Supply:
    """All coins at one moment. `minted_for` splits the minted ones by reason."""

    minted_for: dict[str, int]
    sunk: int
    with_members: int
    in_pots: int

    @property
    def minted(self):
        return sum(self.minted_for.values())

    @property
    def circulating(self):
        """What members and pots have."""
        return self.with_members + self.in_pots

    @property
    def surplus(self):
        """Coins that nobody minted, below 0 coins that nobody has: 0 when all adds up."""
        return self.circulating + self.sunk - self.minted


class Period(NamedTuple):
    """Some days in a row: what was minted and sunk on them, and where coins were when they ended.

    `day` is the last of them.
    """

    day: date
    minted: int
    sunk: int
    with_members: int
    in_pots: int


def supply():
    """The supply now, or as it was up to a minute ago."""
    return cache.get_or_set("rewards:supply", _read_supply, SECONDS)


def history(now):
    """All that was, as MOST Periods at most, the last of them up to `now`, a Supply.

    They are of equal length, but for the first, which may be shorter, and the last.
    """
    past = cache.get_or_set("rewards:supply-history", _read_history, SECONDS)
    minted = now.minted - sum(each.minted for each in past)
    sunk = now.sunk - sum(each.sunk for each in past)
    today = timezone.now().astimezone(UTC).date()
    return [*past, Period(today, minted, sunk, now.with_members, now.in_pots)]


def _read_history():
    columns = SupplyDay.objects.order_by("-day").values_list(*Period._fields)
    days = [Period(*row) for row in columns]
    length = -(-len(days) // (MOST - 1)) or 1
    parts = [days[start : start + length] for start in range(0, len(days), length)]
    return [_whole(part) for part in reversed(parts)]


def _whole(days):
    minted, sunk = sum(each.minted for each in days), sum(each.sunk for each in days)
    return days[0]._replace(minted=minted, sunk=sunk)


def _read_supply():
    with connection.cursor() as cursor:
        cursor.execute(_SUPPLY, {"mint": MINT, "sink": SINK})
        rows = cursor.fetchall()
    coins = {(what, reason): number or 0 for what, reason, number in rows}
    return Supply(
        minted_for={reason: coins for what, reason, coins in rows if what == "minted"},
        sunk=coins["sunk", ""],
        with_members=coins["member", ""],
        in_pots=coins["pot", ""],
    )
