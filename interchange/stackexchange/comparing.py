"""What the dump says beside what stands here: which texts are new, changed, the same, or ours."""

from interchange.stackexchange.staging import rows, run

# A digest holds what a member here could change. `edited_at` is in it because a question whose
# tags or category alone were changed here has been edited here too.
_DUMP = """
CREATE TEMP VIEW se_dump AS
SELECT p.kind, p.external_id, p.row, f.format, f.body,
    pg_temp.se_digest(p.title, f.format, f.body, pg_temp.se_milliseconds(p.edited_at)) AS digest
FROM se_post p
LEFT JOIN se_markdown m ON m.post = p.external_id
CROSS JOIN LATERAL (
    SELECT CASE WHEN m.body IS NULL THEN 'html' ELSE 'markdown' END AS format,
        COALESCE(m.body, p.html) AS body
) f
WHERE p.kind IN ('question', 'answer')
UNION ALL
SELECT 'member', external_id, row, 'html', about, pg_temp.se_digest(name, lives_in, about)
FROM se_member
UNION ALL
SELECT 'tag', t.external_id, t.row, 'markdown', d.body, pg_temp.se_digest(d.body)
FROM se_tag t
LEFT JOIN se_post e ON e.external_id = t.excerpt AND e.kind = 'excerpt'
LEFT JOIN se_markdown em ON em.post = e.external_id
LEFT JOIN se_post w ON w.external_id = t.wiki AND w.kind = 'wiki'
LEFT JOIN se_markdown wm ON wm.post = w.external_id
CROSS JOIN LATERAL (
    SELECT concat_ws(E'\\n\\n',
        NULLIF(btrim(COALESCE(em.body, e.html, ''), E' \\n'), ''),
        NULLIF(btrim(COALESCE(wm.body, w.html, ''), E' \\n'), '')) AS body
) d
"""
# A tag that has another name there by now is another tag.
_HERE = """
CREATE TEMP VIEW se_here AS
SELECT s.kind, s.external_id, s.id AS source, s.vanished_at, s.digest AS was, q.id AS pk,
    pg_temp.se_digest(q.title, q.body_format, q.body, pg_temp.se_milliseconds(q.edited_at)) AS now
FROM interchange_source s JOIN questions_question q ON q.id = s.question_id
WHERE s.site_url = (SELECT url FROM se_site)
UNION ALL
SELECT s.kind, s.external_id, s.id, s.vanished_at, s.digest, a.id,
    pg_temp.se_digest('', a.body_format, a.body, pg_temp.se_milliseconds(a.edited_at))
FROM interchange_source s JOIN answers_answer a ON a.id = s.answer_id
WHERE s.site_url = (SELECT url FROM se_site)
UNION ALL
SELECT s.kind, s.external_id, s.id, s.vanished_at, s.digest, u.id,
    pg_temp.se_digest(u.name, u.lives_in, u.about)
FROM interchange_source s JOIN accounts_user u ON u.id = s.member_id
WHERE s.site_url = (SELECT url FROM se_site)
UNION ALL
SELECT s.kind, s.external_id, s.id, s.vanished_at, s.digest, t.id,
    pg_temp.se_digest(t.description)
FROM interchange_source s JOIN questions_tag t ON t.id = s.tag_id
LEFT JOIN se_tag n ON n.external_id = s.external_id
WHERE s.site_url = (SELECT url FROM se_site) AND COALESCE(n.url = s.url, true)
"""
_TEXTS = """
CREATE TEMP TABLE se_text AS
SELECT d.kind, d.external_id, h.pk, d.digest, d.format, c.state,
    CASE WHEN c.state IN ('new', 'changed') THEN d.body END AS body,
    CASE WHEN c.state IN ('new', 'changed') AND d.body <> ''
        THEN pg_temp.se_digest(d.format, d.body) END AS body_digest
FROM se_dump d
LEFT JOIN se_here h USING (kind, external_id)
CROSS JOIN LATERAL (
    SELECT CASE WHEN h.pk IS NULL THEN 'new' WHEN h.now <> h.was THEN 'kept'
        WHEN h.was = d.digest THEN 'same' ELSE 'changed' END AS state
) c
"""
# Everything is in se_text now; the same texts twice would double what a big dump needs on disk.
_INDEXES = """
DROP VIEW se_dump;
DROP TABLE se_markdown;
ALTER TABLE se_post DROP COLUMN html;
ALTER TABLE se_member DROP COLUMN about;
CREATE UNIQUE INDEX ON se_text (kind, external_id);
CREATE INDEX ON se_text (body_digest, kind, external_id) WHERE body_digest IS NOT NULL;
ANALYZE se_text
"""
_GONE = """
CREATE TEMP TABLE se_gone AS
SELECT h.kind, h.external_id, h.pk, h.source
FROM se_here h LEFT JOIN se_text t USING (kind, external_id)
WHERE t.kind IS NULL AND h.vanished_at IS NULL
"""
_SHARES = """
SELECT s.kind, count(*), count(g.source)
FROM interchange_source s LEFT JOIN se_gone g ON g.source = s.id
WHERE s.site_url = (SELECT url FROM se_site) AND s.vanished_at IS NULL GROUP BY s.kind
"""


def compare():
    """Fill `se_text` with every text's state, and `se_gone` with what the dump has no more."""
    # An import just before this one may have gone unnoticed by autovacuum.
    run("ANALYZE interchange_source")
    run(_DUMP)
    run(_HERE)
    run(_TEXTS)
    run(_INDEXES)
    run(_GONE)
    run("ANALYZE se_gone")


def vanishing():
    """`{kind: (rows imported before, of them missing now)}`."""
    return {kind: (known, gone) for kind, known, gone in rows(_SHARES)}
