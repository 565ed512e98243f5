"""Closed questions: when, and why."""

from django.utils.translation import gettext_noop

from interchange.stackexchange.merging.insertion import insert
from interchange.stackexchange.staging import run
from questions.models import Closure

# Numbers as in a dump's CloseReasonTypes; the words are ours.
REASONS = {
    0: gettext_noop("Closed on the site it came from."),
    1: gettext_noop("The same has been asked before."),
    2: gettext_noop("It was off topic on the site it came from."),
    3: gettext_noop("It asked for debate rather than for facts."),
    4: gettext_noop("It could not be told what was asked."),
    7: gettext_noop("It could help hardly anyone else."),
    10: gettext_noop("Any reference work answers it."),
    20: gettext_noop("It was noise."),
    101: gettext_noop("The same has been asked before."),
    102: gettext_noop("It was off topic on the site it came from."),
    103: gettext_noop("It was unclear what is asked, or details were missing."),
    104: gettext_noop("It needed more focus: too much for one question."),
    105: gettext_noop("Answers could be opinions only."),
}

_REASONS = "CREATE TEMP TABLE se_reason (id integer, because text)"
_CLOSED = """
CREATE TEMP TABLE se_closed AS
SELECT k.pk AS question, p.closed_at AS at,
    COALESCE(r.because, (SELECT because FROM se_reason WHERE id = 0)) AS because
FROM se_key k JOIN se_post p ON p.external_id = k.external_id
LEFT JOIN LATERAL (
    SELECT reason FROM se_closing c WHERE c.post = k.external_id AND c.at <= p.closed_at
    ORDER BY c.at DESC LIMIT 1
) c ON true
LEFT JOIN se_reason r ON r.id = c.reason
WHERE k.kind = 'question' AND p.closed_at IS NOT NULL
"""
# An import's closure is known by its words; one made here stays.
_REOPENED = """
UPDATE questions_closure c SET reopened_at = now()
FROM se_key k LEFT JOIN se_closed s ON s.question = k.pk
WHERE k.kind = 'question' AND c.question_id = k.pk AND c.reopened_at IS NULL AND c.by_id IS NULL
    AND c.because IN (SELECT because FROM se_reason) AND s.at IS DISTINCT FROM c.at
"""
# Closed there once and reopened here since: it stays open.
_NEW = """
FROM se_closed s WHERE NOT EXISTS (
    SELECT 1 FROM questions_closure c
    WHERE c.question_id = s.question AND (c.reopened_at IS NULL OR c.at = s.at)
) ORDER BY s.question
"""
_MIRROR = """
UPDATE questions_question q SET closed_at = c.at
FROM se_key k
LEFT JOIN questions_closure c ON c.question_id = k.pk AND c.reopened_at IS NULL
WHERE k.kind = 'question' AND q.id = k.pk AND q.closed_at IS DISTINCT FROM c.at
"""


def merge_closures():
    run(_REASONS)
    for number, because in REASONS.items():
        run("INSERT INTO se_reason VALUES (%s, %s)", [number, because])
    run(_CLOSED)
    run(_REOPENED)
    insert(Closure, {"question": "s.question", "because": "s.because", "at": "s.at"}, _NEW)
    run(_MIRROR)
