"""What must be true of the staged rows before anything is made of them."""

from interchange.stackexchange.staging import rows, run
from interchange.stackexchange.trouble import DumpError

_TWICE = [
    (
        "Users.xml",
        "SELECT max(row), min(row), external_id FROM se_member"
        " GROUP BY external_id HAVING count(*) > 1 LIMIT 1",
    ),
    (
        "Tags.xml",
        "SELECT max(row), min(row), external_id FROM se_tag"
        " GROUP BY external_id HAVING count(*) > 1 LIMIT 1",
    ),
    (
        "Posts.xml",
        "SELECT max(row), min(row), external_id FROM se_post"
        " GROUP BY external_id HAVING count(*) > 1 LIMIT 1",
    ),
]
_TAG_TWICE = """
SELECT max(row), min(row), name FROM se_tag GROUP BY name HAVING count(*) > 1 LIMIT 1
"""
_INDEXES = """
UPDATE se_tag SET url = (SELECT url FROM se_site) || url;
CREATE UNIQUE INDEX ON se_member (external_id);
CREATE UNIQUE INDEX ON se_tag (external_id);
CREATE UNIQUE INDEX ON se_post (external_id);
CREATE INDEX ON se_revision (post, at DESC, id DESC);
CREATE INDEX ON se_closing (post, at DESC);
ANALYZE se_member, se_tag, se_post, se_revision, se_closing;
"""
_NO_OWNER = """
SELECT p.row, p.owner FROM se_post p LEFT JOIN se_member m ON m.external_id = p.owner
WHERE p.owner IS NOT NULL AND m.external_id IS NULL ORDER BY p.row LIMIT 1
"""
_NO_PARENT = """
SELECT p.row, p.parent FROM se_post p
LEFT JOIN se_post q ON q.external_id = p.parent AND q.kind = 'question'
WHERE p.kind = 'answer' AND q.external_id IS NULL ORDER BY p.row LIMIT 1
"""
# The newest body a post had when it last changed: history may be younger than the posts' file.
_CHOOSE_REVISIONS = """
CREATE TEMP TABLE se_markdown AS
SELECT DISTINCT ON (r.post) r.post, r.body
FROM se_revision r JOIN se_post p ON p.external_id = r.post
WHERE r.at <= COALESCE(p.edited_at, p.created_at)
ORDER BY r.post, r.at DESC, r.id DESC
"""


def check():
    """Index the staged rows. Raises DumpError for an Id twice and for what points at nothing."""
    for file, sql in _TWICE:
        for row, first, number in rows(sql):
            raise DumpError(f"{file}, row {row}: Id {number} was in row {first} already")
    for row, first, name in rows(_TAG_TWICE):
        raise DumpError(f"Tags.xml, row {row}: the tag {name!r} was in row {first} already")
    run(_INDEXES)
    for row, owner in rows(_NO_OWNER):
        raise DumpError(f"Posts.xml, row {row}: its owner, user {owner}, is not in Users.xml")
    for row, parent in rows(_NO_PARENT):
        raise DumpError(f"Posts.xml, row {row}: it answers question {parent}, which is not there")


def choose_markdown():
    """Keep of each post's history the one text that became its body."""
    run(_CHOOSE_REVISIONS)
    run("DROP TABLE se_revision")
    run("CREATE UNIQUE INDEX ON se_markdown (post)")
    run("ANALYZE se_markdown")
