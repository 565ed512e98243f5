"""Questions of the dump."""

import markup
from interchange.stackexchange.merging.insertion import insert
from interchange.stackexchange.staging import run
from questions.models import Question, Tagging

# Counters and copies are written at once where they can be known: an update afterwards would
# make every index entry anew, the words' among them.
_ACCEPTED_AT = "CASE WHEN accepted.row > 0 THEN GREATEST(accepted.created_at, p.created_at) END"
_SOURCE = """
FROM se_key k
JOIN se_post p ON p.external_id = k.external_id
JOIN se_text t ON t.kind = 'question' AND t.external_id = k.external_id
LEFT JOIN se_html h ON h.kind = 'question' AND h.external_id = k.external_id
LEFT JOIN se_key owner ON owner.kind = 'member' AND owner.external_id = p.owner
LEFT JOIN se_post accepted
    ON accepted.external_id = p.accepted AND accepted.parent = p.external_id
LEFT JOIN (
    SELECT parent, count(*) AS number FROM se_post WHERE kind = 'answer' GROUP BY parent
) answers ON answers.parent = p.external_id
WHERE k.kind = 'question' AND k.state = 'new' ORDER BY k.pk
"""
_TEXT_CHANGED = """
UPDATE questions_question q
SET title = p.title, slug = p.slug, body = t.body, body_format = t.format,
    body_html = COALESCE(h.html, ''), first_words = COALESCE(h.first_words, ''),
    renderer_version = %s, edited_at = p.edited_at
FROM se_key k
JOIN se_post p ON p.external_id = k.external_id
JOIN se_text t ON t.kind = 'question' AND t.external_id = k.external_id
LEFT JOIN se_html h ON h.kind = 'question' AND h.external_id = k.external_id
WHERE k.kind = 'question' AND k.state = 'changed' AND q.id = k.pk
"""
# What nobody changes here, and the source's share of what both count.
_FACTS = """
UPDATE questions_question q
SET author_id = owner.pk, licence = p.licence, created_at = p.created_at,
    community_wiki_at = p.wiki_at, score = q.score - s.score + p.score,
    view_count = GREATEST(q.view_count - s.views + p.views, 0),
    category_id = COALESCE(q.category_id, (SELECT category FROM se_site))
FROM se_key k
JOIN se_post p ON p.external_id = k.external_id
JOIN interchange_source s ON s.question_id = k.pk
LEFT JOIN se_key owner ON owner.kind = 'member' AND owner.external_id = p.owner
WHERE k.kind = 'question' AND k.state <> 'new' AND q.id = k.pk
    AND (q.author_id, q.licence, q.created_at, q.community_wiki_at, s.score, s.views,
        q.category_id)
    IS DISTINCT FROM (owner.pk, p.licence, p.created_at, p.wiki_at, p.score, p.views,
        COALESCE(q.category_id, (SELECT category FROM se_site)))
"""
_WANTED_TAGS = """
CREATE TEMP TABLE se_tagging AS
SELECT k.pk AS question, k.state, n.pk AS tag, min(u.place) AS place
FROM se_key k
JOIN se_post p ON p.external_id = k.external_id
CROSS JOIN unnest(p.tags) WITH ORDINALITY u (name, place)
JOIN se_name n ON n.name = u.name
WHERE k.kind = 'question' AND k.state <> 'kept'
GROUP BY k.pk, k.state, n.pk
"""
# Questions whose tags, in their order, are not the dump's.
_RETAGGED = """
CREATE TEMP TABLE se_retagged AS
SELECT k.pk AS question FROM se_key k
LEFT JOIN (
    SELECT question, array_agg(tag ORDER BY place) AS tags FROM se_tagging GROUP BY question
) wanted ON wanted.question = k.pk
LEFT JOIN (
    SELECT content_object_id, array_agg(tag_id ORDER BY id) AS tags FROM questions_tagging
    WHERE content_object_id IN (SELECT pk FROM se_key WHERE kind = 'question' AND state <> 'new')
    GROUP BY content_object_id
) here ON here.content_object_id = k.pk
WHERE k.kind = 'question' AND k.state <> 'kept' AND wanted.tags IS DISTINCT FROM here.tags
"""
_UNTAG = """
DELETE FROM questions_tagging WHERE content_object_id IN (SELECT question FROM se_retagged)
"""
_TAG = """
FROM se_tagging g JOIN se_retagged USING (question) JOIN questions_question q ON q.id = g.question
ORDER BY g.question, g.place
"""


def merge_questions():
    columns = post_columns() | {
        "title": "p.title",
        "slug": "p.slug",
        "category": "(SELECT category FROM se_site)",
        "view_count": "p.views",
        "active_at": "p.active_at",
        "answer_count": "COALESCE(answers.number, 0)",
        "closed_at": "p.closed_at",
        "accepted_at": _ACCEPTED_AT,
    }
    insert(Question, columns, _SOURCE, [markup.RENDERER_VERSION])
    run(_TEXT_CHANGED, [markup.RENDERER_VERSION])
    run(_FACTS)
    _merge_taggings()


def post_columns():
    """What a question and an answer have in common; needs k, p, t, h and owner."""
    return {
        "renderer_version": "%s",
        "id": "k.pk",
        "author": "owner.pk",
        "body": "t.body",
        "body_format": "t.format",
        "body_html": "COALESCE(h.html, '')",
        "first_words": "COALESCE(h.first_words, '')",
        "licence": "p.licence",
        "score": "p.score",
        "created_at": "p.created_at",
        "edited_at": "p.edited_at",
        "community_wiki_at": "p.wiki_at",
    }


def _merge_taggings():
    run(_WANTED_TAGS)
    run(_RETAGGED)
    run(_UNTAG)
    mirrored = {ours: f"q.{its}" for ours, its in Tagging.MIRRORED.items()}
    insert(Tagging, {"content_object": "g.question", "tag": "g.tag", **mirrored}, _TAG)
