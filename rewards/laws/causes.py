"""Each transfer that something caused is told of there too, and nothing else is."""

from django.utils.translation import gettext_lazy as _

from .law import Law

_REWARDS = """
SELECT reward.id AS reward, transfer.id AS transfer, reward.coins AS due, transfer.coins AS moved,
    (reward.key, reward.coins, reward.reason, reward.about_kind, reward.about_id)
    IS DISTINCT FROM
    (transfer.key, transfer.coins, transfer.reason, transfer.about_kind, transfer.about_id)
    OR (from_account_id, to_account_id, transfer.earned) IS DISTINCT FROM (%(mint)s,
        reward.account_id, CASE WHEN reward.reason = ANY(%(earned)s) THEN reward.coins ELSE 0 END)
    AND ((from_account_id, to_account_id, transfer.earned) IS DISTINCT FROM (%(mint)s, %(sink)s, 0)
        OR closed_at IS NULL)
    AS wrong
FROM (SELECT * FROM rewards_reward WHERE transfer_id IS NOT NULL) AS reward
JOIN rewards_account AS account ON account.id = reward.account_id
FULL JOIN (SELECT * FROM rewards_transfer WHERE reason = ANY(%(rewarded)s)) AS transfer
    ON transfer.id = reward.transfer_id
"""

_GRANTS = """
SELECT granted.id AS grant, transfer.id AS transfer, granted.coins AS due, transfer.coins AS moved,
    ('grant:' || granted.id, abs(granted.coins), granted.by_id, 'grant',
        granted.id, CASE WHEN granted.coins > 0 THEN 'grant' ELSE 'fine' END,
        CASE WHEN granted.coins > 0 THEN %(mint)s ELSE granted.account_id END)
    IS DISTINCT FROM
    (key, transfer.coins, transfer.by_id, transfer.about_kind,
        transfer.about_id, transfer.reason, from_account_id)
    OR NOT (to_account_id = %(sink)s AND (granted.coins < 0 OR closed_at IS NOT NULL)
        OR to_account_id = granted.account_id AND granted.coins > 0)
    AS wrong
FROM (SELECT * FROM rewards_grant WHERE transfer_id IS NOT NULL) AS granted
JOIN rewards_account AS account ON account.id = granted.account_id
FULL JOIN (SELECT * FROM rewards_transfer WHERE reason IN ('grant', 'fine')) AS transfer
    ON transfer.id = granted.transfer_id
"""

_REVERSED = """
WITH due AS (
    SELECT 'reversal:pledge:' || part.ending_id AS key, part.coins, reversal.account_id AS giver,
        pledge.account_id AS taker, reversal.about_kind, reversal.about_id
    FROM rewards_reversedpart AS part
    JOIN rewards_reversal AS reversal ON reversal.id = part.reversal_id
    JOIN rewards_pledge AS pledge ON pledge.id = part.ending_id WHERE part.coins > 0
)
SELECT coalesce(due.key, transfer.key) AS key, transfer.id AS transfer, due.coins AS due,
    transfer.coins AS moved,
    (giver, due.coins, due.about_kind, due.about_id)
    IS DISTINCT FROM
    (from_account_id, transfer.coins, transfer.about_kind, transfer.about_id)
    OR NOT (to_account_id = taker OR to_account_id = %(sink)s AND closed_at IS NOT NULL) AS wrong
FROM due JOIN rewards_account AS account ON account.id = taker
FULL JOIN (SELECT * FROM rewards_transfer WHERE reason = 'reversal') AS transfer
    ON transfer.key = due.key
"""

_REVERSALS = """
SELECT reversal.id AS reversal, reversal.coins AS returned, reversal.missing,
    (reversal.coins, reversal.coins + reversal.missing) IS DISTINCT FROM
        (sum(part.coins), sum(ending.paid)) OR bool_or(part.coins > ending.paid) AS wrong
FROM rewards_reversal AS reversal
LEFT JOIN rewards_reversedpart AS part ON part.reversal_id = reversal.id
LEFT JOIN rewards_ending AS ending ON ending.pledge_id = part.ending_id
GROUP BY reversal.id
"""

_SEIZURES = """
WITH due AS (
    SELECT 'seized:seizure:' || id AS key, coins, account_id AS giver, %(sink)s AS taker,
        by_id, giver_id AS about_id
    FROM rewards_seizure WHERE coins > 0
    UNION ALL
    SELECT 'returned:seizure:' || id, coins, %(mint)s, account_id, returned_by_id, giver_id
    FROM rewards_seizure WHERE returned_at IS NOT NULL AND coins > 0
)
SELECT coalesce(due.key, transfer.key) AS key, transfer.id AS transfer, due.coins AS due,
    transfer.coins AS moved,
    (giver, due.coins, due.by_id, 'account', due.about_id)
    IS DISTINCT FROM
    (from_account_id, transfer.coins, transfer.by_id, transfer.about_kind, transfer.about_id)
    OR NOT (to_account_id = taker OR to_account_id = %(sink)s AND closed_at IS NOT NULL) AS wrong
FROM due JOIN rewards_account AS account ON account.id = taker
FULL JOIN (SELECT * FROM rewards_transfer WHERE reason IN ('seized', 'returned')) AS transfer
    ON transfer.key = due.key
"""

# These have no record beside their transfer.
_ALONE = """
SELECT id AS transfer, reason, coins,
    NOT CASE reason
        WHEN 'tip' THEN earned = coins
            AND starts_with(key, 'tip:account:' || from_account_id || ':')
        ELSE key = 'left:account:' || from_account_id END AS wrong
FROM rewards_transfer WHERE reason IN ('tip', 'left')
"""

LAWS = [
    Law(
        _("rewards"),
        _(
            "Reward %(reward)s (%(due)s coins) and transfer %(transfer)s (%(moved)s coins) do not"
            " tell the same."
        ),
        _REWARDS,
    ),
    Law(
        _("grants and fines"),
        _(
            "Grant %(grant)s (%(due)s coins) and transfer %(transfer)s (%(moved)s coins) do not"
            " tell the same."
        ),
        _GRANTS,
    ),
    Law(
        _("reversed awards"),
        _(
            "%(key)s: the reversal says %(due)s coins, and transfer %(transfer)s says %(moved)s;"
            " or their accounts differ."
        ),
        _REVERSED,
    ),
    Law(
        _("reversals"),
        _(
            "Reversal %(reversal)s of %(returned)s coins, with %(missing)s missing, is not the sum"
            " of its parts."
        ),
        _REVERSALS,
    ),
    Law(
        _("seized coins"),
        _(
            "%(key)s: the seizure says %(due)s coins, and transfer %(transfer)s says %(moved)s; or"
            " their accounts differ."
        ),
        _SEIZURES,
    ),
    Law(
        _("tips and goodbyes"),
        _("Transfer %(transfer)s, a %(reason)s of %(coins)s coins: a wrong key, or not earned."),
        _ALONE,
    ),
]
