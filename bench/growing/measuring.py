"""How long acts take on one site: `python -m bench.ready bench.growing.measuring <file>`.

Writes the file: samples in milliseconds by act, tables that were read from end to end, and the
slowest statements with their plans.
"""

import json
import logging
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connection

from bench.growing.acts import Acts, Unanswered
from bench.growing.statements import Statements, scanned_rows

# With nothing in memory a search may be given up: first there are so many that are not measured.
WARM, ROUNDS = 20, 40
# A server in use has its documents in memory; one that has just started reads them first.
_READ_ALL = "SELECT sum(length(words)) FROM search_document"
# Of a table read from end to end, a request takes more rows than that.
_MOST_ROWS = 2_000


def measured() -> dict:
    """Everything there is to tell of this site but the import."""
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/s")
    settings.SCREENING_SECONDS = 0
    logging.getLogger("queshub.requests").setLevel(logging.WARNING)
    # Never the same again: the site refuses an answer that repeats another.
    acts, statements = Acts(Random()), Statements()
    samples, scans = {}, {}
    with connection.cursor() as cursor:
        cursor.execute(_READ_ALL)
    connection.execute_wrappers.append(statements)
    for kind in (acts.pages, acts.searches, acts.writes):
        for name, prepare in kind():
            before = scanned_rows()
            samples[name] = _times(name, prepare, statements)
            read = {table: rows - before[table] for table, rows in scanned_rows().items()}
            most = _MOST_ROWS * (WARM + ROUNDS)
            scans[name] = sorted(table for table, rows in read.items() if rows > most)
    connection.execute_wrappers.remove(statements)
    return {
        "questions": acts.count,
        "bytes": _bytes(),
        "samples": samples,
        "scans": scans,
        "plans": statements.plans(10),
    }


def _times(name, prepare, statements):
    times = []
    for _ in range(WARM):
        with suppress(Unanswered):
            prepare()()
    for _ in range(ROUNDS):
        send = prepare()
        statements.kind = name
        began = time.perf_counter()
        send()
        times.append((time.perf_counter() - began) * 1_000)
        statements.kind = None
    return times


def _bytes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(measured()))
