"""Documents made outside the transaction that changed their question: some at a time, by the job,
by `manage.py rebuild_search`, and by the migration that begins with all questions there are.
"""

from django.db import connection, transaction

# Few, for a verb that changes one of them waits until all are built.
BATCH = 50

_LATER = "SET LOCAL queshub.search_later = on"

_MARK_SOME = """
UPDATE search_document SET stale = true WHERE question_id IN (
    SELECT question_id FROM search_document
    WHERE NOT stale AND question_id > %(last)s AND (language <> search_language()::text OR %(all)s)
    ORDER BY question_id LIMIT %(most)s FOR NO KEY UPDATE
) RETURNING question_id
"""

# What a verb holds now is marked already, or will be: it is built when the verb ends.
_BUILD_SOME = """
SELECT search_build(question_id) FROM (
    SELECT question_id FROM search_document WHERE stale
    ORDER BY question_id LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
) AS waiting
"""


def add_missing():
    """Give every question in sight a document, to be built, if it has none."""
    _run(f"{_LATER}; SELECT search_add_missing()")


def mark(*, everything=False):
    """Mark the documents that another language made, or all. They stay as they are until built."""
    last = 0
    while last is not None:
        params = {"last": last, "all": everything, "most": 10 * BATCH}
        marked = _run(f"{_LATER}; {_MARK_SOME}", params)
        last = max((pk for (pk,) in marked), default=None)


def build_some(most=BATCH):
    """Build so many of the documents that wait for it. Returns how many there were."""
    return len(_run(_BUILD_SOME, [most]))


def build_all():
    """Build all that wait for it; yields how many were built so far. May be killed at any time."""
    count = 0
    while built := build_some():
        count += built
        yield count
    _run("ANALYZE search_document")


@transaction.atomic
def _run(statement, params=None):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []
