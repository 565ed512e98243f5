"""Answers of the dump."""

import markup
from answers.models import Answer
from interchange.stackexchange.merging.insertion import insert
from interchange.stackexchange.merging.questions import post_columns
from interchange.stackexchange.staging import run

_SOURCE = """
FROM se_key k
JOIN se_post p ON p.external_id = k.external_id
JOIN se_text t ON t.kind = 'answer' AND t.external_id = k.external_id
JOIN se_home question ON question.external_id = p.parent
LEFT JOIN se_html h ON h.kind = 'answer' AND h.external_id = k.external_id
LEFT JOIN se_key owner ON owner.kind = 'member' AND owner.external_id = p.owner
LEFT JOIN se_post asked ON asked.external_id = p.parent AND asked.accepted = p.external_id
    AND NOT question.merged
WHERE k.kind = 'answer' AND k.state = 'new' ORDER BY k.pk
"""
_TEXT_CHANGED = """
UPDATE answers_answer a
SET body = t.body, body_format = t.format, body_html = COALESCE(h.html, ''),
    first_words = COALESCE(h.first_words, ''), renderer_version = %s, edited_at = p.edited_at,
    sketch = NULL
FROM se_key k
JOIN se_post p ON p.external_id = k.external_id
JOIN se_text t ON t.kind = 'answer' AND t.external_id = k.external_id
LEFT JOIN se_html h ON h.kind = 'answer' AND h.external_id = k.external_id
WHERE k.kind = 'answer' AND k.state = 'changed' AND a.id = k.pk
"""
_FACTS = """
UPDATE answers_answer a
SET question_id = question.pk, author_id = owner.pk, licence = p.licence,
    created_at = p.created_at, community_wiki_at = p.wiki_at, score = a.score - s.score + p.score
FROM se_key k
JOIN se_post p ON p.external_id = k.external_id
JOIN interchange_source s ON s.answer_id = k.pk
JOIN se_home question ON question.external_id = p.parent
LEFT JOIN se_key owner ON owner.kind = 'member' AND owner.external_id = p.owner
WHERE k.kind = 'answer' AND k.state <> 'new' AND a.id = k.pk
    AND (a.question_id, a.author_id, a.licence, a.created_at, a.community_wiki_at, s.score)
    IS DISTINCT FROM (question.pk, owner.pk, p.licence, p.created_at, p.wiki_at, p.score)
"""


def merge_answers():
    columns = post_columns() | {
        "question": "question.pk",
        "accepted_at": "CASE WHEN asked.row > 0 THEN GREATEST(asked.created_at, p.created_at) END",
    }
    insert(Answer, columns, _SOURCE, [markup.RENDERER_VERSION])
    run(_TEXT_CHANGED, [markup.RENDERER_VERSION])
    run(_FACTS)
