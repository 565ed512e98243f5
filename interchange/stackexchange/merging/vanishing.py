"""What is no longer in the dump is removed by record; what is there again comes back."""

from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_noop
from psycopg2.sql import SQL, Identifier

from accounts.models import MemberRemoval
from answers.models import Answer, AnswerRemoval
from interchange.stackexchange.merging.insertion import insert
from interchange.stackexchange.staging import run
from questions.models import Question, QuestionRemoval, Tag, TagRemoval

BECAUSE = gettext_noop("It is no longer on the site it came from.")


class _Kind(NamedTuple):
    name: str
    model: type[models.Model]
    removal: type[models.Model]


_TAGS = _Kind("tag", Tag, TagRemoval)
_OTHERS = [
    _Kind("question", Question, QuestionRemoval),
    _Kind("answer", Answer, AnswerRemoval),
    _Kind("member", get_user_model(), MemberRemoval),
]

_BACK = """
CREATE TEMP TABLE se_back AS
SELECT k.kind, k.pk FROM se_key k JOIN interchange_source s USING (kind, external_id)
WHERE s.site_url = (SELECT url FROM se_site) AND s.vanished_at IS NOT NULL
UNION SELECT 'tag', pk FROM se_name
"""
# Only the removal that an import made: a moderator's stays.
_RESTORE = """
UPDATE {removals} r SET restored_at = now() FROM se_back b
WHERE b.kind = %s AND r.removed_id = b.pk AND r.restored_at IS NULL AND r.by_id IS NULL
    AND r.because = %s
"""
_SHOW = """
UPDATE {table} x SET removed_at = NULL FROM {removals} r
WHERE r.removed_id = x.id AND r.restored_at = now() AND r.because = %s
"""
_NOT_VANISHED = """
UPDATE interchange_source s SET vanished_at = NULL FROM se_key k
WHERE s.site_url = (SELECT url FROM se_site) AND s.kind = k.kind
    AND s.external_id = k.external_id AND s.vanished_at IS NOT NULL
"""
# What members here have worked on stays: their edits, and questions they have answered.
_LEAVING = """
CREATE TEMP TABLE se_leaving AS
SELECT g.kind, g.pk, g.source, h.now <> h.was OR g.kind = 'question' AND EXISTS (
    SELECT 1 FROM answers_answer a LEFT JOIN interchange_source s ON s.answer_id = a.id
    WHERE a.question_id = g.pk AND a.removed_at IS NULL AND s.id IS NULL
) AS stays
FROM se_gone g JOIN se_here h ON h.source = g.source
"""
_VANISHED = """
UPDATE interchange_source s SET vanished_at = now() FROM se_gone g WHERE s.id = g.source
"""
_OF_KIND = """
JOIN se_leaving l ON l.kind = %s AND l.pk = x.id AND NOT l.stays WHERE x.removed_at IS NULL
"""
_HIDE = """
UPDATE {table} x SET removed_at = r.at FROM {removals} r
WHERE r.removed_id = x.id AND r.restored_at IS NULL AND x.removed_at IS NULL
"""
# A tag that a question still carries, or that the dump still names, goes on.
_TAGS_IN_USE = """
UPDATE se_leaving l SET stays = true FROM questions_tag t
WHERE l.kind = 'tag' AND t.id = l.pk
    AND (t.question_count > 0 OR t.id IN (SELECT pk FROM se_name))
"""


def bring_back():
    """Undo the removals of what is there again. Comes before sources are written."""
    run(_BACK)
    for kind in [*_OTHERS, _TAGS]:
        if run(_sql(_RESTORE, kind), [kind.name, BECAUSE]):
            run(_sql(_SHOW, kind), [BECAUSE])
    run(_NOT_VANISHED)


def take_away():
    """Remove posts and members that are gone."""
    run(_LEAVING)
    run(_VANISHED)
    for kind in _OTHERS:
        _remove(kind)


def take_away_tags():
    """Remove tags that are gone and not in use; their questions have been counted again."""
    run(_TAGS_IN_USE)
    _remove(_TAGS)


def _remove(kind):
    columns = {"because": "%s", "removed": "x.id", "at": "now()"}
    source = f"FROM {kind.model._meta.db_table} x {_OF_KIND}"
    if insert(kind.removal, columns, source, [BECAUSE, kind.name]):
        run(_sql(_HIDE, kind))


def _sql(text, kind):
    return SQL(text).format(
        table=Identifier(kind.model._meta.db_table),
        removals=Identifier(kind.removal._meta.db_table),
    )
