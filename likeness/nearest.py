"""The questions whose vectors are nearest, along the index."""

import time

from django.db import OperationalError, connection, transaction
from psycopg2.errors import QueryCanceled

from likeness.asking import Away
from likeness.storage import run

# How many the index looks at; where those are removed or too new, it goes on until it has enough.
SEARCHED = 100
BIGGEST_KEY = 2**63 - 1

_HOW = """
SELECT set_config('statement_timeout', %s, true), set_config('hnsw.ef_search', %s, true),
    set_config('hnsw.iterative_scan', 'strict_order', true)
"""

_NEAREST = """
SELECT question_id, 1 - (vector <=> %(vector)s::vector)
FROM likeness_vector JOIN questions_question ON questions_question.id = question_id
WHERE removed_at IS NULL AND question_id < %(before)s AND question_id <> %(besides)s
ORDER BY vector <=> %(vector)s::vector LIMIT %(limit)s
"""


def nearest_to(vector, *, until, limit, before=None, besides=0):
    """[(a question's number, the cosine)] of those in sight, nearest first. Raises Away if late."""
    milliseconds = int((until - time.monotonic()) * 1000)
    if milliseconds <= 0:
        raise Away
    where = {"before": before or BIGGEST_KEY, "besides": besides, "limit": limit}
    try:
        with transaction.atomic():
            run(_HOW, [str(milliseconds), str(SEARCHED)])
            found = run(_NEAREST, {"vector": vector, **where})
            # For an outer transaction, where there is one: it goes on as before.
            run("SET LOCAL statement_timeout TO DEFAULT")
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        connection.failure = None  # Not of a kind that spoils the page, which goes without.
        raise Away from error
    return found
