"""What the audit of the ledger asks of questions and answers, beside the bank's own laws."""

from django.utils.translation import gettext_lazy as _

from rewards.audit import LAWS as BANKS_LAWS
from rewards.laws.law import Law

_BOUNTIES = """
SELECT pot.id AS pot, bounty.question_id AS question,
    (pot.settled_at IS NULL) IS DISTINCT FROM (bounty.id IS NOT NULL AND bounty.closed_at IS NULL)
    OR pot.settled_at IS NULL AND question.id IS NULL AS wrong
FROM rewards_pot AS pot
FULL JOIN questions_bounty AS bounty ON bounty.pot_id = pot.id
LEFT JOIN questions_question AS question ON question.id = bounty.question_id
"""

_SHOWN = """
SELECT question.id AS question, pot_coins AS shown, coalesce(balance, 0) AS there,
    pot_coins <> coalesce(balance, 0) AS wrong
FROM questions_question AS question
LEFT JOIN (
    SELECT question_id, balance FROM questions_bounty
    JOIN rewards_pot AS pot ON pot.id = pot_id
    JOIN rewards_account AS account ON account.id = pot.account_id
    WHERE questions_bounty.closed_at IS NULL
) AS in_pots ON question_id = question.id
WHERE pot_coins <> 0 OR balance IS NOT NULL
"""

# A member who left took their number along; a closed account tells that there was one.
_REFERENCES = """
SELECT about_kind AS kind, about_id AS number, count(*) AS transfers,
    CASE about_kind
        WHEN 'question' THEN
            NOT EXISTS (SELECT FROM questions_question WHERE id = about_id)
        WHEN 'answer' THEN NOT EXISTS (SELECT FROM answers_answer WHERE id = about_id)
        WHEN 'grant' THEN NOT EXISTS (SELECT FROM rewards_grant WHERE id = about_id)
        WHEN 'account' THEN NOT EXISTS (SELECT FROM rewards_account WHERE id = about_id)
        WHEN 'member' THEN
            NOT EXISTS (SELECT FROM accounts_user WHERE id = about_id)
            AND NOT bool_and(to_account_id = %(sink)s OR EXISTS (
                SELECT FROM rewards_account
                WHERE id = to_account_id AND closed_at IS NOT NULL))
        ELSE true
    END AS wrong
FROM rewards_transfer GROUP BY about_kind, about_id
"""

_AWARDED = """
SELECT answer.id AS answer, awarded_coins AS shown, coalesce(paid, 0) AS there,
    awarded_coins <> coalesce(paid, 0) AS wrong
FROM answers_answer AS answer
LEFT JOIN (
    SELECT about_id, sum(paid) AS paid FROM rewards_ending AS ending
    LEFT JOIN rewards_reversedpart AS part ON part.ending_id = ending.pledge_id
    WHERE about_kind = 'answer' AND part.ending_id IS NULL GROUP BY about_id
) AS endings ON about_id = answer.id
WHERE awarded_coins <> 0 OR paid IS NOT NULL
"""

_SPENT = """
SELECT question.id AS question, rewarded_at IS NULL AS wrong
FROM rewards_reward JOIN questions_question AS question ON question.id = about_id
WHERE about_kind = 'question' AND reason = 'accepted'
"""

LAWS = [
    *BANKS_LAWS,
    Law(
        _("bounties"),
        _("Pot %(pot)s and the bounty of question %(question)s are not open or settled together."),
        _BOUNTIES,
    ),
    Law(
        _("coins shown on questions"),
        _("Question %(question)s shows %(shown)s coins; %(there)s are in its pot."),
        _SHOWN,
    ),
    Law(
        _("coins shown on answers"),
        _("Answer %(answer)s shows %(shown)s coins; pots paid %(there)s for it."),
        _AWARDED,
    ),
    Law(
        _("references"),
        _("%(transfers)s transfers are about the %(kind)s %(number)s, which is not there."),
        _REFERENCES,
    ),
    Law(
        _("rewarded questions"),
        _("Question %(question)s was rewarded, and does not say so."),
        _SPENT,
    ),
]
