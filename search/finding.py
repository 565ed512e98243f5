"""The questions that a meaning finds, the best first.

Where very many match, the MOST of highest quality are looked at, and some more: where to begin is an
estimate. They are ranked by title and tags; the BEST of them are ranked anew by all their words,
which costs a look at each.
"""

from dataclasses import dataclass

from accounts.hurry import TooSlow, hurried, run
from search.conditions import holds
from search.tiers import estimate, steps_from, tiers_down
from search.tsquery import tsquery

MOST, BEST = 10_000, 300

# The planner is not exact: somewhat more documents are asked for than are looked at. And it takes
# words for strangers, while long texts have both: each further one is in 1.3 to 1.5 times as many.
_MARGIN, _TOGETHER = 1.05, 1.33

_FIND = """
WITH best AS MATERIALIZED (
    SELECT question_id, count(*) OVER () AS looked_at FROM search_document WHERE {where}
    ORDER BY {title_fits} + quality DESC, question_id DESC LIMIT {best}
)
SELECT question_id, looked_at FROM best JOIN search_document USING (question_id)
ORDER BY {fits} + quality DESC, question_id DESC
"""
# What words that fit add to the quality.
_FITS = "10 * ts_rank({}, %s::tsquery)"


@dataclass(frozen=True)
class Found:
    """Numbers of the best questions, how many were looked at, and the words they have.

    `is_wide` says that there may be more.
    """

    numbers: list
    count: int
    words: str
    is_wide: bool = False


def find(meaning):
    """What the meaning finds. Raises TooSlow where not even the best questions could be seen."""
    with hurried():
        words = _words(meaning)
        matching = [("words @@ %s::tsquery", [words])] if words else []
        where = [*map(holds, meaning.conditions), *matching]
        tiers = _tiers(where, matching, words.count(" & "))
    found = Found([], 0, words)
    for tier in tiers:
        try:
            with hurried():
                found = _ranked(where, words, tier)
        except TooSlow:
            if not found.count:
                raise
            break
        if found.count >= BEST:
            break
    return found


def _tiers(where, matching, further_words):
    """The tiers to look at in turn: from one that has about MOST questions with the words, on to
    lower ones while conditions leave fewer than can be shown.
    """
    if not where:
        return []
    estimated = estimate(*_all(where))
    if estimated <= MOST:
        return [0]
    if where != matching:
        estimated = estimate(*_all(matching))
    return tiers_down(_MARGIN * MOST / (estimated * _TOGETHER**further_words))


def _words(meaning):
    """The tsquery as text; "" without words, or where every text has them."""
    sql, params = tsquery(meaning)
    return run(f"SELECT ({sql})::text", params)[0][0] if sql else ""


def _all(where):
    """Conditions, each SQL with its parameters, as one."""
    sql = " AND ".join(sql for sql, _params in where) or "true"
    return sql, [each for _sql, params in where for each in params]


def _ranked(where, words, tier):
    """The best of those that are in the tier; 0 is everywhere."""
    above = [("search_steps(quality) && %s::smallint[]", [steps_from(tier)])] if tier else []
    sql, params = _all([*where, *above])
    fits = _FITS if words else "0"
    ranks = {"title_fits": fits.format("title_words"), "fits": fits.format("words")}
    statement = _FIND.format(where=sql, best=BEST, **ranks)
    rows = run(statement, [*params, *([words, words] if words else [])])
    count = rows[0][1] if rows else 0
    return Found([number for number, _count in rows], count, words, is_wide=bool(tier))
