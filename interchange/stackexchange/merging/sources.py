"""The record of where each row came from, written after what it describes."""

from interchange.models import Source
from interchange.stackexchange.merging.insertion import insert

# A post edited here keeps the digest of what it was, so that later imports see the edit too.
_DIGEST = "CASE WHEN k.state = 'kept' THEN COALESCE(s.digest, k.digest) ELSE k.digest END"
_SITE = "(SELECT url FROM se_site)"
_OURS = """
FROM se_key k
LEFT JOIN interchange_source s ON s.site_url = (SELECT url FROM se_site)
    AND s.kind = k.kind AND s.external_id = k.external_id
"""
_POSTS = (
    _OURS
    + """
JOIN se_post p ON p.external_id = k.external_id
LEFT JOIN se_member m ON m.external_id = p.owner
"""
)
_QUESTIONS = _POSTS + "WHERE k.kind = 'question' ORDER BY k.pk"
_ANSWERS = _POSTS + "WHERE k.kind = 'answer' ORDER BY k.pk"
_MEMBERS = _OURS + "WHERE k.kind = 'member' ORDER BY k.pk"
_TAGS = (
    _OURS
    + """
JOIN se_tag t ON t.external_id = k.external_id
WHERE k.kind = 'tag' AND k.state <> 'elsewhere' ORDER BY k.external_id
"""
)
_UPDATE = """
ON CONFLICT (site_url, kind, external_id) DO UPDATE
SET url = EXCLUDED.url, author_name = EXCLUDED.author_name, author_url = EXCLUDED.author_url,
    digest = EXCLUDED.digest, score = EXCLUDED.score, views = EXCLUDED.views,
    tag_id = EXCLUDED.tag_id
WHERE (interchange_source.url, interchange_source.author_name, interchange_source.author_url,
    interchange_source.digest, interchange_source.score, interchange_source.views,
    interchange_source.tag_id)
IS DISTINCT FROM (EXCLUDED.url, EXCLUDED.author_name, EXCLUDED.author_url, EXCLUDED.digest,
    EXCLUDED.score, EXCLUDED.views, EXCLUDED.tag_id)
"""
_EVERY = {
    "site_url": _SITE,
    "kind": "k.kind",
    "external_id": "k.external_id",
    "digest": _DIGEST,
}
_POST = {
    "author_name": "COALESCE(m.name, p.author_name)",
    "author_url": f"COALESCE({_SITE} || '/users/' || p.owner, '')",
    "score": "p.score",
    "views": "p.views",
}


def merge_sources():
    question = {"question": "k.pk", "url": f"{_SITE} || '/q/' || k.external_id"}
    answer = {"answer": "k.pk", "url": f"{_SITE} || '/a/' || k.external_id"}
    member = {"member": "k.pk", "url": f"{_SITE} || '/users/' || k.external_id"}
    insert(Source, _EVERY | _POST | question, _QUESTIONS, then=_UPDATE)
    insert(Source, _EVERY | _POST | answer, _ANSWERS, then=_UPDATE)
    insert(Source, _EVERY | member, _MEMBERS, then=_UPDATE)
    insert(Source, _EVERY | {"tag": "k.pk", "url": "t.url"}, _TAGS, then=_UPDATE)
