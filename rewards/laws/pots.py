"""What is in pots is what was pledged and has not ended, and endings are what was paid."""

from django.utils.translation import gettext_lazy as _

from .law import Law

_WAITING = """
    SELECT pot_id, sum(coins) AS coins, count(*) AS pledges FROM rewards_pledge AS pledge
    WHERE NOT EXISTS (SELECT FROM rewards_ending WHERE pledge_id = pledge.id) GROUP BY pot_id
"""

_POTS = f"""
SELECT account.id AS account, pot.id AS pot, balance AS stored, coalesce(coins, 0) AS pledged,
    balance IS DISTINCT FROM coalesce(coins, 0) OR pot.id IS NULL AS wrong
FROM (SELECT id, balance FROM rewards_account WHERE kind = 'pot') AS account
FULL JOIN rewards_pot AS pot ON pot.account_id = account.id
LEFT JOIN ({_WAITING}) AS waiting ON waiting.pot_id = pot.id
"""  # noqa: S608 — all of it stands here

_SETTLED = f"""
SELECT pot.id AS pot, balance AS stored, coalesce(pledges, 0) AS pledges,
    balance <> 0 OR coalesce(pledges, 0) <> 0 AS wrong
FROM rewards_pot AS pot JOIN rewards_account AS account ON account.id = pot.account_id
LEFT JOIN ({_WAITING}) AS waiting ON waiting.pot_id = pot.id
WHERE settled_at IS NOT NULL
"""  # noqa: S608

_PLEDGES = """
SELECT pledge.id AS pledge, transfer.id AS transfer, pledge.coins AS pledged,
    transfer.coins AS moved,
    (from_account_id, to_account_id, transfer.coins, transfer.earned, reason, transfer.about_kind,
        transfer.about_id)
    IS DISTINCT FROM
    (pledge.account_id, pot.account_id, pledge.coins, pledge.earned, 'pledge', pot.about_kind,
        pot.about_id)
    OR NOT starts_with(key, 'pledge:account:' || pledge.account_id || ':') AS wrong
FROM rewards_pledge AS pledge JOIN rewards_pot AS pot ON pot.id = pledge.pot_id
FULL JOIN (SELECT * FROM rewards_transfer WHERE reason = 'pledge') AS transfer
    ON transfer.id = pledge.transfer_id
"""

# What is for a member who left goes to the sink, where nothing counts as earned.
_PAID = """
WITH due AS (
    SELECT 'award:pledge:' || pledge.id AS key, 'award' AS reason, pledge.id AS pledge,
        pot.account_id AS giver, ending.account_id AS taker, ending.paid AS coins,
        ending.paid AS earned, ending.about_kind, ending.about_id
    FROM rewards_ending AS ending JOIN rewards_pledge AS pledge ON pledge.id = ending.pledge_id
    JOIN rewards_pot AS pot ON pot.id = pledge.pot_id WHERE ending.paid > 0
    UNION ALL
    SELECT 'refund:pledge:' || pledge.id, 'refund', pledge.id,
        pot.account_id, pledge.account_id, ending.back,
        least(pledge.earned, ending.back), pot.about_kind, pot.about_id
    FROM rewards_ending AS ending JOIN rewards_pledge AS pledge ON pledge.id = ending.pledge_id
    JOIN rewards_pot AS pot ON pot.id = pledge.pot_id WHERE ending.back > 0
)
SELECT coalesce(due.key, transfer.key) AS key, transfer.id AS transfer, due.coins AS due,
    transfer.coins AS moved,
    (giver, due.coins, due.reason, due.about_kind, due.about_id)
    IS DISTINCT FROM
    (from_account_id, transfer.coins, transfer.reason, transfer.about_kind, transfer.about_id)
    OR (to_account_id, transfer.earned) IS DISTINCT FROM (taker, due.earned)
    AND ((to_account_id, transfer.earned) IS DISTINCT FROM (%(sink)s, 0) OR closed_at IS NULL)
    AS wrong
FROM due JOIN rewards_account AS account ON account.id = taker
FULL JOIN (SELECT * FROM rewards_transfer WHERE reason IN ('award', 'refund')) AS transfer
    ON transfer.key = due.key
"""

_ENDINGS = """
SELECT pledge_id AS pledge, coins AS pledged, paid, back, paid + back <> coins AS wrong
FROM rewards_ending JOIN rewards_pledge AS pledge ON pledge.id = pledge_id
"""

LAWS = [
    Law(
        _("pots"),
        _(
            "Pot %(pot)s (account %(account)s) has %(stored)s coins; pledges of %(pledged)s wait"
            " in it."
        ),
        _POTS,
    ),
    Law(
        _("settled pots"),
        _("Pot %(pot)s is settled; %(stored)s coins lie in it, and %(pledges)s pledges wait."),
        _SETTLED,
    ),
    Law(
        _("pledges"),
        _(
            "Pledge %(pledge)s (%(pledged)s coins) and transfer %(transfer)s (%(moved)s coins) do"
            " not tell the same."
        ),
        _PLEDGES,
    ),
    Law(
        _("payments from pots"),
        _(
            "%(key)s: the pledge's ending says %(due)s coins, and transfer %(transfer)s says"
            " %(moved)s; or their accounts differ."
        ),
        _PAID,
    ),
    Law(
        _("endings"),
        _("Pledge %(pledge)s of %(pledged)s coins ended with %(paid)s paid and %(back)s returned."),
        _ENDINGS,
    ),
]
