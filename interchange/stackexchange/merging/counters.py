"""Counters and copies, made anew from what is there once everything else has been written."""

from interchange.stackexchange.staging import rows, run

_ANSWERS = """
UPDATE questions_question q SET answer_count = c.visible
FROM (
    SELECT k.pk, count(a.id) AS visible
    FROM (SELECT pk FROM se_home UNION SELECT pk FROM se_key WHERE kind = 'question') k
    LEFT JOIN answers_answer a ON a.question_id = k.pk AND a.removed_at IS NULL
    GROUP BY k.pk
) c
WHERE q.id = c.pk AND q.answer_count <> c.visible
"""
# The dump's time, or that of what was written or edited here after it.
_ACTIVE = """
UPDATE questions_question q SET active_at = c.at
FROM (
    SELECT k.pk, GREATEST(p.active_at, max(a.created_at), max(a.edited_at),
        CASE WHEN k.state = 'kept' THEN max(here.edited_at) END) AS at
    FROM se_key k
    JOIN se_post p ON p.external_id = k.external_id
    JOIN questions_question here ON here.id = k.pk
    LEFT JOIN (
        SELECT a.question_id, a.created_at, a.edited_at FROM answers_answer a
        LEFT JOIN se_key s ON s.kind = 'answer' AND s.pk = a.id
        WHERE a.removed_at IS NULL AND (s.pk IS NULL OR s.state = 'kept')
    ) a ON a.question_id = k.pk
    WHERE k.kind = 'question' GROUP BY k.pk, k.state, p.active_at
) c
WHERE q.id = c.pk AND q.active_at <> c.at
"""
_TAGGINGS = """
UPDATE questions_tagging g
SET asked_at = q.created_at, active_at = q.active_at, score = q.score,
    answer_count = q.answer_count, removed_at = q.removed_at
FROM questions_question q
WHERE q.id = g.content_object_id
    AND q.id IN (
        SELECT pk FROM se_key WHERE kind = 'question'
        UNION SELECT pk FROM se_home
        UNION SELECT pk FROM se_gone WHERE kind = 'question'
    )
    AND (g.asked_at, g.active_at, g.score, g.answer_count, g.removed_at)
    IS DISTINCT FROM (q.created_at, q.active_at, q.score, q.answer_count, q.removed_at)
"""
# Who counts a tag's questions holds the tag; counted without it, a question asked in between
# would be lost.
_LOCK_TAGS = "SELECT count(*) FROM (SELECT id FROM questions_tag ORDER BY id FOR UPDATE) locked"
_TAGS = """
UPDATE questions_tag t SET question_count = c.visible
FROM (
    SELECT t.id, count(g.id) AS visible FROM questions_tag t
    LEFT JOIN questions_tagging g ON g.tag_id = t.id AND g.removed_at IS NULL
    GROUP BY t.id
) c
WHERE t.id = c.id AND t.question_count <> c.visible
"""
_LOCK_CATEGORIES = """
SELECT count(*) FROM (SELECT id FROM questions_category ORDER BY id FOR NO KEY UPDATE) locked
"""
_CATEGORIES = """
UPDATE questions_category c SET question_count = counted.visible
FROM (
    SELECT c.id, count(q.id) AS visible FROM questions_category c
    LEFT JOIN questions_question q ON q.category_id = c.id AND q.removed_at IS NULL
    GROUP BY c.id
) counted
WHERE c.id = counted.id AND c.question_count <> counted.visible
"""


def recount():
    run(_ANSWERS)
    run(_ACTIVE)
    run(_TAGGINGS)
    rows(_LOCK_TAGS)
    run(_TAGS)
    rows(_LOCK_CATEGORIES)
    run(_CATEGORIES)
