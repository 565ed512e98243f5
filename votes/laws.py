"""What `manage.py audit_reputation` asks: whether every point has its reason."""

from django.utils.translation import gettext_lazy as _

from rewards.laws.law import Law

_SUMS = """
SELECT member.id AS member, reputation, coalesce(points, 0) + 1 AS there,
    reputation <> coalesce(points, 0) + 1 AS wrong
FROM accounts_user AS member
LEFT JOIN (
    SELECT member_id, sum(points) AS points FROM accounts_reputationchange GROUP BY member_id
) AS sums ON member_id = member.id
WHERE reputation <> 1 OR points IS NOT NULL
"""

_UNDONE = """
SELECT back.id AS row, back.undoes_id AS undoes,
    (back.member_id, back.reason, back.about_kind, back.about_id)
    IS DISTINCT FROM (first.member_id, first.reason, first.about_kind, first.about_id)
    OR back.points NOT BETWEEN least(0, -first.points) AND greatest(0, -first.points) AS wrong
FROM accounts_reputationchange AS back
JOIN accounts_reputationchange AS first ON first.id = back.undoes_id
"""

# Of a vote that counts, the change it made stands; what an annulled one made is undone. An author
# who left took theirs along.
_VOTES = """
SELECT vote.id AS vote,
    CASE WHEN change.id IS NULL
        THEN vote.value <> 0 AND annulled_at IS NULL AND vote.author_id IS NOT NULL
            AND coalesce(question.community_wiki_at, answer.community_wiki_at) IS NULL
            AND comment_id IS NULL
        ELSE vote.value = 0 OR change.member_id <> vote.author_id
            OR (change.about_kind, change.about_id) IS DISTINCT FROM (
                CASE WHEN question.id IS NULL THEN 'answer' ELSE 'question' END,
                coalesce(question.id, answer.id))
            OR (annulled_at IS NOT NULL) IS DISTINCT FROM EXISTS (
                SELECT FROM accounts_reputationchange AS back WHERE back.undoes_id = change.id)
    END AS wrong
FROM votes_vote AS vote
LEFT JOIN questions_question AS question ON question.id = question_id
LEFT JOIN answers_answer AS answer ON answer.id = answer_id
LEFT JOIN accounts_reputationchange AS change ON change.id = for_author_id
"""

_ACCEPTANCES = """
SELECT acceptance.id AS acceptance,
    (withdrawn_at IS NULL) IS DISTINCT FROM NOT EXISTS (
        SELECT FROM accounts_reputationchange AS back WHERE back.undoes_id = change.id) AS wrong
FROM answers_acceptance AS acceptance
JOIN accounts_reputationchange AS change ON change.id = for_answerer_id
"""

LAWS = [
    Law(
        _("reputation of members"),
        _("Member %(member)s has %(reputation)s reputation; its rows make %(there)s."),
        _SUMS,
    ),
    Law(
        _("changes taken back"),
        _("Row %(row)s does not take back what it says, row %(undoes)s."),
        _UNDONE,
    ),
    Law(_("votes"), _("Vote %(vote)s and what it did to reputation do not agree."), _VOTES),
    Law(
        _("acceptances"),
        _("Acceptance %(acceptance)s and what it did to reputation do not agree."),
        _ACCEPTANCES,
    ),
]
