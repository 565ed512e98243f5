"""Where to begin among the best questions, so that a common word costs no more than a rare one.

A document's quality stands in the index of words too, as steps: its `tiers`. So of a million
questions with a word, those of a step upwards are found without a look at the others. Which step is
high enough, the planner's statistics tell.
"""

import json
from math import floor

from accounts.hurry import run

# As `search_tiers` in migrations/0002_building.py has them.
_TIERS_A_STEP, _HIGHEST = 4, 80

_QUALITIES = """
SELECT histogram_bounds::text::float8[] FROM pg_stats
WHERE schemaname = current_schema() AND tablename = 'search_document' AND attname = 'quality'
"""


def estimate(where, params):
    """How many documents the planner thinks there are."""
    plan = run(f"EXPLAIN (FORMAT JSON) SELECT FROM search_document WHERE {where}", params)[0][0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return plan[0]["Plan"]["Plan Rows"]


def tiers_down(share):
    """Tiers to begin at: above the first is about this share of all documents, above each further
    one four times as many. The last is 0: all.
    """
    qualities = _qualities() if share < 1 else None
    tiers = {0}
    while qualities and share < 1:
        quality = qualities[int((1 - share) * (len(qualities) - 1))]
        tiers.add(min(max(floor(quality * _TIERS_A_STEP), 0), _HIGHEST))
        share *= 4
    return sorted(tiers, reverse=True)


def _qualities():
    """Values of quality with equally many documents between each and the next, if Postgres has
    looked at them yet.
    """
    rows = run(_QUALITIES)
    return rows[0][0] if rows else None
