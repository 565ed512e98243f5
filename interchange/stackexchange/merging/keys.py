"""Which row here each row of the dump is."""

from interchange.stackexchange.staging import rows, run

# Everything of one kind is numbered in its order there, so that older posts have lower numbers.
_KEYS = """
CREATE TEMP TABLE se_key AS
SELECT kind, external_id, digest, state, COALESCE(pk, CASE kind
    WHEN 'member' THEN nextval(pg_get_serial_sequence('accounts_user', 'id'))
    WHEN 'question' THEN nextval(pg_get_serial_sequence('questions_question', 'id'))
    WHEN 'answer' THEN nextval(pg_get_serial_sequence('answers_answer', 'id'))
    END) AS pk
FROM (SELECT * FROM se_text ORDER BY kind, external_id) t
"""
_INDEXES = """
CREATE UNIQUE INDEX ON se_key (kind, external_id);
CREATE INDEX ON se_key (kind, pk);
ANALYZE se_key
"""
# Rows are locked in the order in which the verbs of the rooms lock them.
_LOCKS = [
    """
    SELECT count(*) FROM (
        SELECT id FROM questions_question WHERE id IN (
            SELECT pk FROM se_key WHERE kind = 'question' AND state <> 'new'
            UNION ALL SELECT pk FROM se_gone WHERE kind = 'question'
            UNION ALL SELECT into_id FROM questions_merge
        ) ORDER BY id FOR UPDATE
    ) locked
    """,
    """
    SELECT count(*) FROM (
        SELECT id FROM answers_answer WHERE id IN (
            SELECT pk FROM se_key WHERE kind = 'answer' AND state <> 'new'
            UNION ALL SELECT pk FROM se_gone WHERE kind = 'answer'
        ) ORDER BY id FOR UPDATE
    ) locked
    """,
    """
    SELECT count(*) FROM (
        SELECT id FROM accounts_user WHERE id IN (
            SELECT pk FROM se_key WHERE kind = 'member' AND state <> 'new'
            UNION ALL SELECT pk FROM se_gone WHERE kind = 'member'
        ) ORDER BY id FOR UPDATE
    ) locked
    """,
]
# Where the answers of each question stand here: below the one that it was merged into, if it was.
_HOMES = """
CREATE TEMP TABLE se_home AS
SELECT k.external_id, COALESCE(m.into_id, k.pk) AS pk, m.into_id IS NOT NULL AS merged
FROM se_key k LEFT JOIN questions_merge m ON m.question_id = k.pk WHERE k.kind = 'question';
CREATE UNIQUE INDEX ON se_home (external_id);
ANALYZE se_home
"""
# Between the comparison and the locks people went on editing.
_EDITED_SINCE = """
UPDATE se_key k SET state = 'kept' FROM se_here h
WHERE h.kind = k.kind AND h.external_id = k.external_id AND h.now <> h.was AND k.state <> 'kept'
"""


def number():
    """Give each row of the dump its number here, and hold the rows that are here already."""
    run(_KEYS)
    run(_INDEXES)
    for lock in _LOCKS:
        rows(lock)
    run(_HOMES)
    run(_EDITED_SINCE)
