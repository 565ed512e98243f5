"""Where to begin among the best questions, so that a common word costs no more than a rare one.

The index of words has the documents' quality too, to a 64th: so of a million questions with a
word, those of a tier upwards are found without a look at the others. Which tier is high enough, the
planner's statistics tell.
"""

import json
from math import floor

from accounts.hurry import run

# As `search_steps` in migrations/0008_finer_tiers.py has them.
_PARTS, _LEVELS, _LEVEL, _HIGHEST = 4, 4, 2000, 20
_TIERS_A_STEP = _PARTS ** (_LEVELS - 1)

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
    """Tiers to begin at: from the first upwards is about this share of all documents, from each
    further one four times as many. The last is 0: all.
    """
    qualities = _qualities() if share < 1 else None
    tiers = {0}
    while qualities and share < 1:
        quality = _at((1 - share) * (len(qualities) - 1), qualities)
        tiers.add(floor(min(max(quality, 0), _HIGHEST) * _TIERS_A_STEP))
        share *= 4
    return sorted(tiers, reverse=True)


def steps_from(tier):
    """The steps of which a document has one if it is of this tier or a higher one.

    It has all whole steps up to its quality, of the last one's quarters those that it reaches, of
    the last quarter's quarters again, and so on: so one step of each size says all.
    """
    steps = []
    for level in reversed(range(1, _LEVELS)):
        if tier % _PARTS:
            steps.append(_LEVEL * level + tier)
        tier = -(-tier // _PARTS)
    return [*steps, tier]


def quality_of(tier):
    """The least that a document of the tier has."""
    return tier / _TIERS_A_STEP


def _at(place, values):
    """The value at a place, which may lie between two."""
    before, after = values[floor(place)], values[min(floor(place) + 1, len(values) - 1)]
    return before + (after - before) * (place % 1)


def _qualities():
    """Values of quality with equally many documents between each and the next, if Postgres has
    looked at them yet.
    """
    rows = run(_QUALITIES)
    return rows[0][0] if rows else None
