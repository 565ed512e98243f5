"""Accepted answers. A dump's posts do not say when: no earlier than both were written."""

from answers.models import Acceptance
from interchange.stackexchange.merging.insertion import insert
from interchange.stackexchange.staging import rows, run

_ACCEPTED = """
CREATE TEMP TABLE se_accepted AS
SELECT q.pk AS question, a.pk AS answer, owner.pk AS by,
    GREATEST(p.created_at, ap.created_at) AS at
FROM se_post p
JOIN se_home q ON q.external_id = p.external_id AND NOT q.merged
JOIN se_key a ON a.kind = 'answer' AND a.external_id = p.accepted
JOIN se_post ap ON ap.external_id = p.accepted AND ap.parent = p.external_id
JOIN answers_answer here ON here.id = a.pk AND here.removed_at IS NULL
LEFT JOIN se_key owner ON owner.kind = 'member' AND owner.external_id = p.owner
"""
_WITHDRAWN = """
UPDATE answers_acceptance c SET withdrawn_at = now()
FROM se_key k LEFT JOIN se_accepted s ON s.question = k.pk
WHERE k.kind = 'question' AND c.question_id = k.pk AND c.withdrawn_at IS NULL
    AND c.answer_id IS DISTINCT FROM s.answer
"""
_NEW = """
FROM se_accepted s WHERE NOT EXISTS (
    SELECT 1 FROM answers_acceptance c
    WHERE c.question_id = s.question AND c.withdrawn_at IS NULL
) ORDER BY s.question
"""
_OPEN = """
CREATE TEMP TABLE se_open AS
SELECT k.pk AS question, c.answer_id AS answer, c.at FROM se_key k
LEFT JOIN answers_acceptance c ON c.question_id = k.pk AND c.withdrawn_at IS NULL
WHERE k.kind = 'question'
"""
_MIRROR_ON_QUESTIONS = """
UPDATE questions_question q
SET accepted_at = o.at,
    -- An acceptance that was moved in pays no coins, nor does another in its place.
    rewarded_at = CASE WHEN o.at IS NULL THEN q.rewarded_at ELSE COALESCE(q.rewarded_at, now()) END
FROM se_open o
WHERE q.id = o.question AND (
    q.accepted_at IS DISTINCT FROM o.at OR o.at IS NOT NULL AND q.rewarded_at IS NULL
)
"""
_MIRROR_ON_ANSWERS = """
UPDATE answers_answer a SET accepted_at = CASE WHEN a.id = o.answer THEN o.at END FROM se_open o
WHERE a.question_id = o.question
    AND a.accepted_at IS DISTINCT FROM CASE WHEN a.id = o.answer THEN o.at END
"""
_UNRESOLVED = """
SELECT count(*) FROM se_post p LEFT JOIN se_post a
    ON a.external_id = p.accepted AND a.parent = p.external_id
WHERE p.accepted IS NOT NULL AND a.external_id IS NULL
"""


def merge_acceptances():
    """How many accepted answers are not answers of their questions, and were left out."""
    run(_ACCEPTED)
    run(_WITHDRAWN)
    columns = {"question": "s.question", "answer": "s.answer", "by": "s.by", "at": "s.at"}
    insert(Acceptance, columns, _NEW)
    run(_OPEN)
    run("ANALYZE se_open")
    run(_MIRROR_ON_QUESTIONS)
    run(_MIRROR_ON_ANSWERS)
    [(unresolved,)] = rows(_UNRESOLVED)
    return unresolved
