"""Balances are what the transfers made them."""

from django.utils.translation import gettext_lazy as _

from .law import Law

# Each transfer twice: as its giver has it, and as its taker has it.
_LEGS = """
    SELECT from_account_id AS account, id, -coins AS coins, from_after AS after
    FROM rewards_transfer
    UNION ALL
    SELECT to_account_id, id, coins, to_after FROM rewards_transfer
"""

_BALANCES = f"""
SELECT id AS account, balance AS stored, coalesce(coins, 0) AS moved,
    balance IS DISTINCT FROM coalesce(coins, 0) AS wrong
FROM rewards_account LEFT JOIN (
    SELECT account, sum(coins) AS coins FROM ({_LEGS}) AS leg GROUP BY account
) AS summed ON account = id
WHERE kind IN ('member', 'pot')
"""  # noqa: S608 — all of it stands here

# The mint's and the sink's legs, which have no balance to compare, are not sorted with the others.
_AFTER = f"""
SELECT id AS transfer, account, after AS stored, expected, after IS DISTINCT FROM expected AS wrong
FROM (
    SELECT id, account, after, lag(after, 1, 0::bigint) OVER in_order + coins AS expected
    FROM ({_LEGS}) AS leg WHERE account NOT IN (%(mint)s, %(sink)s)
    WINDOW in_order AS (PARTITION BY account ORDER BY id)
    UNION ALL
    SELECT id, account, after, NULL FROM ({_LEGS}) AS leg WHERE account IN (%(mint)s, %(sink)s)
) AS step
"""  # noqa: S608

# As the trigger counts: what leaves a member was earned as far as it says, and what arrives at one
# counts unless it comes from a member.
_EARNED = """
SELECT id AS account, earned AS stored, coalesce(coins, 0) AS moved,
    earned <> CASE kind WHEN 'member' THEN coalesce(coins, 0) ELSE 0 END AS wrong
FROM rewards_account LEFT JOIN (
    SELECT account, sum(earned) AS coins FROM (
        SELECT from_account_id AS account, -earned AS earned FROM rewards_transfer WHERE earned > 0
        UNION ALL
        SELECT to_account_id, transfer.earned FROM rewards_transfer AS transfer
        JOIN rewards_account AS giver ON giver.id = from_account_id
        WHERE transfer.earned > 0 AND giver.kind <> 'member'
    ) AS leg GROUP BY account
) AS summed ON account = id
"""

_WHOLE = """
SELECT *, minted IS DISTINCT FROM members + pots + sunk AS wrong FROM (
    SELECT
        (SELECT coalesce(sum(coins), 0) FROM rewards_transfer WHERE from_account_id = %(mint)s)
            AS minted,
        (SELECT coalesce(sum(coins), 0) FROM rewards_transfer WHERE to_account_id = %(sink)s)
            AS sunk,
        (SELECT coalesce(sum(balance), 0) FROM rewards_account WHERE kind = 'member') AS members,
        (SELECT coalesce(sum(balance), 0) FROM rewards_account WHERE kind = 'pot') AS pots
) AS supply
"""

# `closed_at` makes later transfers go to the sink, so nothing may lie there.
_CLOSED = """
SELECT id AS account, balance AS stored, balance <> 0 AS wrong
FROM rewards_account WHERE closed_at IS NOT NULL
"""

_WAYS = """
WITH ways (reason, giver, taker) AS (VALUES
    ('welcome', 'mint', 'member'), ('profile', 'mint', 'member'), ('accepted', 'mint', 'member'),
    ('accepting', 'mint', 'member'), ('grant', 'mint', 'member'), ('pledge', 'member', 'pot'),
    ('award', 'pot', 'member'), ('refund', 'pot', 'member'), ('tip', 'member', 'member'),
    ('reversal', 'member', 'member'), ('seized', 'member', 'sink'),
    ('returned', 'mint', 'member'), ('fine', 'member', 'sink'), ('left', 'member', 'sink'),
    -- What is for a member who left goes to the sink.
    ('welcome', 'mint', 'sink'), ('profile', 'mint', 'sink'), ('accepted', 'mint', 'sink'),
    ('accepting', 'mint', 'sink'), ('grant', 'mint', 'sink'), ('award', 'pot', 'sink'),
    ('refund', 'pot', 'sink'), ('tip', 'member', 'sink'), ('reversal', 'member', 'sink'),
    ('returned', 'mint', 'sink')
)
SELECT transfer.id AS transfer, transfer.reason, giver.kind AS giver, taker.kind AS taker,
    ways.reason IS NULL AS wrong
FROM rewards_transfer AS transfer
JOIN rewards_account AS giver ON giver.id = from_account_id
JOIN rewards_account AS taker ON taker.id = to_account_id
LEFT JOIN ways
    ON ways.reason = transfer.reason AND ways.giver = giver.kind AND ways.taker = taker.kind
"""

_OWNERS = """
SELECT id AS account, balance AS stored, owner_id IS NULL AND closed_at IS NULL AS wrong
FROM rewards_account WHERE kind = 'member'
"""

LAWS = [
    Law(
        _("owners"),
        _("Account %(account)s (%(stored)s coins) has no owner and was not closed."),
        _OWNERS,
    ),
    Law(
        _("balances"),
        _("Account %(account)s has %(stored)s coins; its transfers come to %(moved)s."),
        _BALANCES,
    ),
    Law(
        _("balances after each transfer"),
        _(
            "Transfer %(transfer)s left %(expected)s coins in account %(account)s; it says"
            " %(stored)s."
        ),
        _AFTER,
    ),
    Law(
        _("earned coins"),
        _("Account %(account)s has %(stored)s earned coins; its transfers come to %(moved)s."),
        _EARNED,
    ),
    Law(
        _("the whole"),
        _(
            "%(minted)s coins were minted; members have %(members)s, pots have %(pots)s, and"
            " %(sunk)s were sunk."
        ),
        _WHOLE,
    ),
    Law(
        _("closed accounts"),
        _("Account %(account)s is closed, and %(stored)s coins lie in it."),
        _CLOSED,
    ),
    Law(
        _("ways of coins"),
        _("Transfer %(transfer)s (%(reason)s) goes from a %(giver)s to a %(taker)s."),
        _WAYS,
    ),
]
