"""The questions that a meaning finds, the best first.

They are ranked by title and tags; the BEST of them are ranked anew by all their words, which costs
a look at each. Where very many match, the MOST of highest quality are ranked, and some more: where
to begin is an estimate. What has none of the words in title and tags has its quality for a rank: so
of those it is enough to fetch the very best.
"""

from dataclasses import dataclass
from math import inf

from accounts.hurry import TooSlow, hurried, run
from search.conditions import holds
from search.tiers import estimate, quality_of, steps_from, tiers_down
from search.tsquery import either, tsquery

MOST, BEST = 10_000, 300

# The planner is not exact: somewhat more documents are asked for than are looked at. And it takes
# words for strangers, while long texts have both: each further one is in 1.3 to 1.5 times as many.
_MARGIN, _TOGETHER = 1.05, 1.33
# A tier that has so many times fewer: still more than BEST, where its beginning is well known, for
# the statistics do not tell the very best from each other.
_FEWER = 4

_FIND = """
WITH candidate AS MATERIALIZED ({candidates}), best AS MATERIALIZED (
    SELECT question_id FROM candidate
    ORDER BY {title_fits} + quality DESC, question_id DESC LIMIT {best}
)
SELECT question_id, (SELECT count(*) FROM candidate WHERE quality >= %s)
FROM best JOIN search_document USING (question_id)
ORDER BY {fits} + quality DESC, question_id DESC
"""
_CANDIDATES = "SELECT question_id, title_words, quality FROM search_document WHERE {}"
# What words that fit add to the quality.
_FITS = "10 * ts_rank({}, %s::tsquery)"


@dataclass(frozen=True)
class Found:
    """Numbers of the best questions, about how many were looked at, and the words they have.

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
        attempts = _attempts(where, matching, words.count(" & "))
    found = Found([], 0, words)
    for tiers in attempts:
        try:
            with hurried():
                found = _ranked(where, words, *tiers)
        except TooSlow:
            if not found.count:
                raise
            break
        if found.count >= BEST:
            break
    return found


def _attempts(where, matching, further_words):
    """Tiers to look at in turn: one that has about MOST questions with the words, and then lower
    ones while conditions leave fewer than can be shown.

    With words alone a second tier stands beside the first: see `_ranked`.
    """
    if not where:
        return []
    estimated = estimate(*_all(where))
    if estimated <= MOST:
        return [(0,)]
    if where != matching:
        estimated = estimate(*_all(matching))
    share = _MARGIN * MOST / (estimated * _TOGETHER**further_words)
    top, *tiers = tiers_down(share / _FEWER)
    quick = [(tiers[0], top)] if where == matching and any(tiers) else []
    return [*quick, *((tier,) for tier in tiers or [0])]


def _words(meaning):
    """The tsquery as text; "" without words, or where every text has them."""
    sql, params = tsquery(meaning)
    return run(f"SELECT ({sql})::text", params)[0][0] if sql else ""


def _all(where):
    """Conditions, each SQL with its parameters, as one."""
    sql = " AND ".join(sql for sql, _params in where) or "true"
    return sql, [each for _sql, params in where for each in params]


def _ranked(where, words, tier, top=None):
    """The best of those that are in the tier or a higher one; 0 is everywhere.

    With `top`, a higher tier, what has none of the words in its title is fetched from there on
    only. That is enough where BEST have its quality; else their number is counted.
    """
    parts = [[*where, *_from(tier)]]
    if top:
        titled = [either(words)]
        parts[0].append(("title_words @@ %s::tsquery", titled))
        parts.append([*where, *_from(top), ("NOT title_words @@ %s::tsquery", titled)])
    statement, params = _statement(parts, words, quality_of(top) if top else -inf)
    rows = run(statement, params)
    count = rows[0][1] if rows else 0
    if top and count >= BEST:
        count = MOST
    return Found([number for number, _count in rows], count, words, is_wide=bool(tier))


def _from(tier):
    return [("search_steps(quality) && %s::smallint[]", [steps_from(tier)])] if tier else []


def _statement(parts, words, quality):
    """(SQL, its parameters) that finds the BEST of these parts, and how many have the quality."""
    parts = [_all(where) for where in parts]
    candidates = " UNION ALL ".join(_CANDIDATES.format(sql) for sql, _params in parts)
    fits = _FITS if words else "0"
    ranks = {"title_fits": fits.format("title_words"), "fits": fits.format("words")}
    asked = [words] if words else []
    params = [each for _sql, params in parts for each in params]
    return (
        _FIND.format(candidates=candidates, best=BEST, **ranks),
        [*params, *asked, quality, *asked],
    )
