"""Tables filled in bulk: without foreign keys, triggers and indexes until all is there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

# What to drop, how to make it again, and whether that needs another table for a moment. Whoever
# fills a table sees to it that foreign keys hold.
_HELD = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s %%s', conrelid::regclass, conname,
        pg_get_constraintdef(oid), CASE contype WHEN 'f' THEN 'NOT VALID' END),
    contype = 'f'
FROM pg_constraint WHERE contype IN ('f', 'u') AND conrelid = %(table)s::regclass
UNION ALL
SELECT format('DROP INDEX %%I', indexname), indexdef, false FROM pg_indexes
WHERE tablename = %(table)s
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)
"""


@contextmanager
def bare(tables: list[str]) -> Iterator[None]:
    """The tables with nothing but rows; afterwards all is made again, of two tables at a time."""
    held = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(_HELD, {"table": table})
            held[table] = cursor.fetchall()
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for drop, _make, _refers in held[table]:
                cursor.execute(drop)
    yield
    alone = [[make for _drop, make, refers in each if not refers] for each in held.values()]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_run, alone))
    _run(make for each in held.values() for _drop, make, refers in each if refers)
    _run(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables)
    _run(f"VACUUM (ANALYZE) {table}" for table in tables)


def _run(statements):
    """In a connection of this thread's own."""
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'; SET statement_timeout = 0")
        for statement in statements:
            cursor.execute(statement)
    connection.close()
