"""What Postgres was asked meanwhile, how long it took, and by which plan."""

import time
from collections import defaultdict
from statistics import median

from django.db import connection, transaction

_BIG = 50_000  # rows: smaller tables may be read whole
_FEWEST = 5  # times: what happens less often says nothing of itself
_READ = """
SELECT relname, seq_tup_read FROM pg_stat_user_tables JOIN pg_class USING (relname)
WHERE reltuples >= %s
"""


class Statements:
    """An execute wrapper. What comes while `kind` is None is not kept."""

    def __init__(self):
        self.kind: str | None = None
        self._times, self._slowest = defaultdict(list), {}

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            if self.kind and not many:
                self._keep(sql, params, (time.perf_counter() - began) * 1_000)

    def _keep(self, sql, params, milliseconds):
        key = self.kind, sql
        if milliseconds > max(self._times[key], default=0):
            self._slowest[key] = params
        self._times[key].append(milliseconds)

    def plans(self, number: int) -> list[dict]:
        """The statements that are slowest by their median, each with the plan of its worst time."""
        often = {key: times for key, times in self._times.items() if len(times) >= _FEWEST}
        slowest = sorted(often, key=lambda key: -median(often[key]))[:number]
        return [
            {
                "kind": kind,
                "sql": sql,
                "median": median(often[kind, sql]),
                "worst": max(often[kind, sql]),
                "plan": _plan(sql, self._slowest[kind, sql]),
            }
            for kind, sql in slowest
        ]


def _plan(sql, params):
    """The plan as Postgres tells it; what only reads is done once more for that."""
    reads = sql.lstrip().upper().startswith(("SELECT", "WITH"))
    how = "ANALYZE, BUFFERS, COSTS OFF" if reads else "COSTS OFF"
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            cursor.execute(f"EXPLAIN ({how}) {sql}", params)
            return [line for (line,) in cursor.fetchall()]
        finally:
            transaction.set_rollback(True)


def scanned_rows() -> dict[str, int]:
    """How many rows were read from large tables without an index, since the site began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute(_READ, [_BIG])
        return dict(cursor.fetchall())
