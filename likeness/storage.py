"""The vectors in Postgres: which are due, and keeping them."""

from django.db import connection

from accounts.hurry import run

# Goes up when other weights or another way to read a text make other vectors of the same texts.
RECIPE = 1
# Any number that no other advisory lock of ours has.
_LOCK = 7_220_705

_DUE = """
SELECT question_id, max(id) FROM (
    SELECT id, question_id FROM likeness_due ORDER BY id LIMIT %s
) AS first GROUP BY question_id ORDER BY question_id
"""

_KEEP = """
INSERT INTO likeness_vector (question_id, vector, recipe) VALUES (%s, %s, %s)
ON CONFLICT (question_id) DO UPDATE SET vector = excluded.vector, recipe = excluded.recipe
"""


def is_there():
    """Whether `manage.py install_likeness` has made the tables."""
    return run("SELECT to_regclass('likeness_vector') IS NOT NULL")[0][0]


def take_turn():
    """Whether this transaction may make vectors: one does at a time."""
    return run("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])[0][0]


def due(most):
    """Questions whose vector is missing or outdated, with the mark up to which that is settled."""
    return dict(run(_DUE, [most]))


def keep(vectors, marks):
    """Keep what was made of the texts as they were at these marks: a later edit stays due.

    In the order of their numbers, for a vector holds its question until the transaction ends.
    """
    with connection.cursor() as cursor:
        cursor.executemany(_KEEP, [(pk, vectors[pk], RECIPE) for pk in sorted(vectors)])
        cursor.executemany(
            "DELETE FROM likeness_due WHERE question_id = %s AND id <= %s", marks.items()
        )


def stored(question_id):
    """The question's vector, or None."""
    found = run("SELECT vector::text FROM likeness_vector WHERE question_id = %s", [question_id])
    return found[0][0] if found else None
