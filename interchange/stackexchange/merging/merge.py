"""The one transaction in which an import is written."""

from typing import NamedTuple

from django.db import transaction

from hotpages.drops import EVERYTHING, drop
from interchange.stackexchange.merging.acceptances import merge_acceptances
from interchange.stackexchange.merging.answers import merge_answers
from interchange.stackexchange.merging.closures import merge_closures
from interchange.stackexchange.merging.counters import recount
from interchange.stackexchange.merging.keys import number
from interchange.stackexchange.merging.members import merge_members
from interchange.stackexchange.merging.questions import merge_questions
from interchange.stackexchange.merging.sources import merge_sources
from interchange.stackexchange.merging.tags import merge_tags
from interchange.stackexchange.merging.vanishing import bring_back, take_away, take_away_tags
from interchange.stackexchange.staging import rows, run
from questions.models import Category

_STATES = "SELECT kind, state, count(*) FROM se_key GROUP BY kind, state"
_REMOVED = "SELECT kind, stays, count(*) FROM se_leaving GROUP BY kind, stays"
_KEPT = """
SELECT kind, pk, url FROM (
    SELECT s.kind, k.pk, s.url FROM se_key k JOIN interchange_source s USING (kind, external_id)
    WHERE k.state = 'kept' AND s.site_url = (SELECT url FROM se_site)
    UNION ALL
    SELECT s.kind, l.pk, s.url FROM se_leaving l JOIN interchange_source s ON s.id = l.source
    WHERE l.stays AND l.kind <> 'tag'
) kept ORDER BY kind, pk LIMIT %s
"""
# Foreign keys are checked after each statement: put off to the end, every row of a big dump
# would wait for it in the server's memory.
_CHECK_AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE"
# A job builds what search knows of them: at once, a big dump would take longer than a COMMIT may.
_SEARCH_LATER = "SET LOCAL queshub.search_later = on"
# What comes next joins tables that may have been empty a moment ago. Columns are named because
# without them the index of words would be looked into as well, for seconds.
_ANALYZE = """
ANALYZE questions_question (id), answers_answer (id, question_id),
    questions_tagging (content_object_id, tag_id), interchange_source
"""


class Merged(NamedTuple):
    """What was written. `states` and `gone` are {(kind, state): rows}, {(kind, stays): rows}."""

    states: dict
    gone: dict
    kept: list
    unresolved: int


@transaction.atomic
def merge(category_name="", kept_shown=20):
    """Write everything staged; all of it or nothing.

    `category_name`: the category of the first level for questions that have none.
    """
    run(_CHECK_AT_ONCE)
    run(_SEARCH_LATER)
    if category_name:
        category, _ = Category.objects.get_or_create(parent=None, name=category_name)
        run("UPDATE se_site SET category = %s", [category.pk])
    number()
    merge_members()
    merge_tags()
    bring_back()
    merge_questions()
    merge_answers()
    merge_sources()
    run(_ANALYZE)
    take_away()
    merge_closures()
    unresolved = merge_acceptances()
    recount()
    take_away_tags()
    drop(EVERYTHING)
    return Merged(
        {(kind, state): count for kind, state, count in rows(_STATES)},
        {(kind, stays): count for kind, stays, count in rows(_REMOVED)},
        rows(_KEPT, [kept_shown]),
        unresolved,
    )
