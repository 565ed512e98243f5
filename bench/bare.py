"""Tables filled in bulk: without foreign keys, triggers and indexes until all is there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

# What to drop, and how to make it again. Whoever fills a table sees to it that foreign keys hold.
_HELD = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s %%s', conrelid::regclass, conname,
        pg_get_constraintdef(oid), CASE contype WHEN 'f' THEN 'NOT VALID' END)
FROM pg_constraint WHERE contype IN ('f', 'u') AND conrelid = %(table)s::regclass
UNION ALL
SELECT format('DROP INDEX %%I', indexname), indexdef FROM pg_indexes
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
            for drop, _make in held[table]:
                cursor.execute(drop)
    yield
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_clothe, held.items()))


def _clothe(table_and_held):
    table, held = table_and_held
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _drop, make in held:
            cursor.execute(make)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute(f"VACUUM (ANALYZE) {table}")
    connection.close()
