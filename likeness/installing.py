"""The tables in a Postgres that has pgvector."""

from pathlib import Path

from django.db import ProgrammingError, transaction

from accounts.hurry import run
from likeness.storage import RECIPE

SCHEMA = (Path(__file__).parent / "schema.sql").read_text()
OLDEST = (0, 8)  # pgvector: the first that goes on looking when candidates are left out
_LOCK = 7_220_706

# A former recipe's vectors serve until they are replaced.
_ALL_DUE = """
INSERT INTO likeness_due (question_id)
SELECT id FROM questions_question LEFT JOIN likeness_vector ON question_id = id
WHERE recipe IS DISTINCT FROM %s AND NOT EXISTS (
    SELECT FROM likeness_due WHERE likeness_due.question_id = questions_question.id
) ORDER BY id
"""


class NoVectors(Exception):
    """Why this Postgres cannot keep vectors, in a line, with what to do."""


@transaction.atomic
def install():
    """Make what is missing, and have questions without a vector get one; safe to do again.

    Raises NoVectors.
    """
    run("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _need_extension()
    run(SCHEMA)
    run(_ALL_DUE, [RECIPE])


def _need_extension():
    version = _version("pg_extension", "extname", "extversion") or _made()
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST:
        raise NoVectors(f"pgvector {version} is too old; 0.8 or later.")


def _made():
    version = _version("pg_available_extensions", "name", "default_version")
    if not version:
        raise NoVectors("This Postgres has no pgvector; install it there.")
    try:
        with transaction.atomic():
            run("CREATE EXTENSION vector")
    except ProgrammingError as error:
        said = "Only a superuser can turn pgvector on in this database: CREATE EXTENSION vector"
        raise NoVectors(said) from error
    return version


def _version(table, name, version):
    found = run(f"SELECT {version} FROM {table} WHERE {name} = 'vector'")  # noqa: S608 — ours
    return found[0][0] if found else None
