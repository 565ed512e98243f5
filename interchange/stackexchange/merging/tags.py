"""Tags of the dump, found or made by name, and their descriptions."""

from interchange.stackexchange.staging import rows, run
from questions.models import Tag

_BATCH = 500

_NAMES = """
CREATE TEMP TABLE se_name AS
SELECT name, NULL::bigint AS pk FROM (
    SELECT name FROM se_tag UNION SELECT unnest(tags) FROM se_post WHERE kind = 'question'
) names
"""
# A tag may have been renamed here; it is still the one its source says.
_BY_SOURCE = """
UPDATE se_name n SET pk = s.tag_id FROM se_tag t, interchange_source s
WHERE t.name = n.name AND s.kind = 'tag' AND s.external_id = t.external_id AND s.url = t.url
    AND s.site_url = (SELECT url FROM se_site)
"""
_BY_NAME = """
UPDATE se_name n SET pk = t.id FROM questions_tag t WHERE t.name = n.name AND n.pk IS NULL
"""
_MISSING = "SELECT name FROM se_name WHERE pk IS NULL AND name > %s ORDER BY name LIMIT %s"
_KEYS = """
UPDATE se_key k SET pk = n.pk FROM se_tag t JOIN se_name n USING (name)
WHERE k.kind = 'tag' AND k.external_id = t.external_id
"""
# Questions get what a merged tag means; its own description and source stay with it.
_MEANT = """
UPDATE se_name n SET pk = s.tag_id FROM questions_tagsynonym s WHERE s.synonym_id = n.pk
"""
# A description written here stays; a tag that came from another site first belongs to that one.
_NOT_OURS = """
UPDATE se_key k SET state = CASE WHEN other.id IS NULL THEN 'kept' ELSE 'elsewhere' END
FROM questions_tag t
LEFT JOIN interchange_source other ON other.tag_id = t.id
    AND other.site_url <> (SELECT url FROM se_site)
LEFT JOIN interchange_source mine ON mine.tag_id = t.id
    AND mine.site_url = (SELECT url FROM se_site)
WHERE k.kind = 'tag' AND k.state = 'new' AND t.id = k.pk AND (
    other.id IS NOT NULL
    OR t.description <> '' AND mine.digest IS DISTINCT FROM pg_temp.se_digest(t.description)
)
"""
# A tag that was deleted there and made anew has another number now.
_FORGET_OLD_NUMBERS = """
DELETE FROM interchange_source s USING se_key k
WHERE s.site_url = (SELECT url FROM se_site) AND s.kind = 'tag' AND s.tag_id = k.pk
    AND k.kind = 'tag' AND k.external_id <> s.external_id AND k.state <> 'elsewhere'
"""
_DESCRIBE = """
UPDATE questions_tag g SET description = t.body, description_html = COALESCE(h.html, '')
FROM se_key k
JOIN se_text t ON t.kind = 'tag' AND t.external_id = k.external_id
LEFT JOIN se_html h ON h.kind = 'tag' AND h.external_id = k.external_id
WHERE k.kind = 'tag' AND k.state IN ('new', 'changed') AND g.id = k.pk
"""


def merge_tags():
    run(_NAMES)
    run("CREATE UNIQUE INDEX ON se_name (name)")
    run(_BY_SOURCE)
    run(_BY_NAME)
    _make_missing()
    run(_BY_NAME)
    run(_KEYS)
    run(_MEANT)
    run(_NOT_OURS)
    run(_FORGET_OLD_NUMBERS)
    run(_DESCRIBE)


def _make_missing():
    last = ""
    while names := [name for (name,) in rows(_MISSING, [last, _BATCH])]:
        Tag.objects.named(names)
        last = names[-1]
