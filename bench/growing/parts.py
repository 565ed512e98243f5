"""Work on all questions of a site, done by two processes, each a part at a time."""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor

from django.db import connection

from bench.growing.rows import Plan, Seeds, Writer

_PART = 20_000
_PROCESSES = 2
_DOCUMENTS = """
INSERT INTO search_document (question_id, words, title_words, language, stale, author, category,
    created_at, score, answer_count, accepted, pot_coins, quality, changed_at)
SELECT id, head || setweight(to_tsvector(speech, body), 'C')
        || setweight(to_tsvector(speech, coalesce(search_answers(id, 200000), '')), 'D'),
    head, speech::text, false, author_id, category_id, created_at, score, answer_count,
    accepted_at IS NOT NULL, pot_coins, quality, NULL
FROM questions_question, search_language() AS speech,
    LATERAL (SELECT setweight(to_tsvector(speech, title), 'A') || search_tags(id)) AS titled (head),
    search_quality(score, accepted_at IS NOT NULL, answer_count, created_at) AS quality
WHERE id >= %s AND id < %s
"""


def in_parts(work: Callable[[Plan, Seeds, range], None], plan: Plan, seeds: Seeds) -> None:
    """Call `work` for some of the questions, counted from 0, until all are done."""
    starts = range(0, plan.questions, _PART)
    parts = [range(start, min(start + _PART, plan.questions)) for start in starts]
    connection.close()  # Each process has its own.
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(_PROCESSES, fork) as pool:
        list(pool.map(work, [plan] * len(parts), [seeds] * len(parts), parts))


def write(plan: Plan, seeds: Seeds, numbers: range) -> None:
    """Write questions with what belongs to them."""
    Writer(plan, seeds, numbers).write()


def write_documents(plan: Plan, _seeds: Seeds, numbers: range) -> None:
    """Write what search knows of them, as `search_build` would have, into a table without index."""
    ends = [plan.first_question + numbers.start, plan.first_question + numbers.stop]
    with connection.cursor() as cursor:
        cursor.execute(_DOCUMENTS, ends)
