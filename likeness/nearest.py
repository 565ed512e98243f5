"""The questions whose vectors are nearest, along the index."""

import time

from accounts.hurry import TooSlow, hurried, run
from likeness.asking import Away
from posts.finding import BIGGEST_KEY

# How many the index looks at; where those are removed or too new, it goes on until it has enough.
SEARCHED = 100
# So many pull so much: chosen by bench/duplicates.py on one half of its queries.
PULLING, PULL = 3, 0.4

_HOW = """
SELECT set_config('hnsw.ef_search', %s, true),
    set_config('hnsw.iterative_scan', 'strict_order', true)
"""

_CANDIDATES = """
FROM likeness_vector JOIN questions_question ON questions_question.id = question_id
WHERE removed_at IS NULL AND question_id < %(before)s AND question_id <> %(besides)s
ORDER BY vector <=>
"""

# The vector, moved a little towards its nearest: how others put the same thing finds more of them.
_MOVED = f"""
SELECT %(vector)s::vector + array_fill(%(pull)s::real, ARRAY[384])::vector * avg(vector)
FROM (SELECT vector {_CANDIDATES} %(vector)s::vector LIMIT %(pulling)s) AS pulling
"""  # noqa: S608 — of our own pieces

_NEAREST = f"""
SELECT question_id, 1 - (vector <=> %(vector)s::vector) {_CANDIDATES} ({_MOVED}) LIMIT %(limit)s
"""


def nearest_to(vector, *, until, limit, before=None, besides=0):
    """[(a question's number, the cosine)] of those in sight, likest first. Raises Away if late.

    The order is that of the second look, which is not quite that of the cosines.
    """
    milliseconds = int((until - time.monotonic()) * 1000)
    if milliseconds <= 0:
        raise Away
    where = {"before": before or BIGGEST_KEY, "besides": besides, "limit": limit}
    where |= {"vector": vector, "pulling": PULLING, "pull": PULL}
    try:
        with hurried(milliseconds):
            run(_HOW, [str(SEARCHED)])
            return run(_NEAREST, where)
    except TooSlow as error:
        raise Away from error
