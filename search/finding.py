"""The questions that a meaning finds, the best first.

Where very many match, the MOST of highest quality are looked at. They are ranked by title and tags;
the BEST of them are ranked anew by all their words, which costs a look at each.
"""

from dataclasses import dataclass

from search.conditions import holds
from search.hurry import run
from search.tiers import estimate, tiers_down
from search.tsquery import tsquery

MOST, BEST = 10_000, 300

# The planner is not exact: somewhat more documents are asked for than are looked at.
_MARGIN = 1.5

_FIND = """
WITH looked_at AS MATERIALIZED (
    SELECT question_id, title_words, quality FROM search_document
    WHERE {where} ORDER BY quality DESC, question_id DESC LIMIT {most} + 1
), best AS MATERIALIZED (
    SELECT question_id FROM looked_at
    ORDER BY {title_fits} + quality DESC, question_id DESC LIMIT {best}
)
SELECT question_id, (SELECT count(*) FROM looked_at)
FROM best JOIN search_document USING (question_id)
ORDER BY {fits} + quality DESC, question_id DESC
"""
# What words that fit add to the quality.
_FITS = "10 * ts_rank({}, %s::tsquery)"


@dataclass(frozen=True)
class Found:
    """Numbers of the best questions, how many match as far as was counted, and their words."""

    numbers: list
    count: int
    words: str

    @property
    def is_wide(self):
        """Whether more match than were looked at."""
        return self.count > MOST


def find(meaning):
    """What the meaning finds."""
    words = _words(meaning)
    where = [holds(condition) for condition in meaning.conditions]
    if words:
        where.append(("words @@ %s::tsquery", [words]))
    if not where:
        return Found([], 0, "")
    share = _MARGIN * MOST / max(estimate(*_all(where)), 1)
    for tier in tiers_down(share):
        above = [("tiers @> ARRAY[%s]::smallint[]", [tier])] if tier else []
        found = _ranked(_all([*where, *above]), words)
        if found.is_wide:
            break
    return found


def _words(meaning):
    """The tsquery as text; "" without words, or where every text has them."""
    sql, params = tsquery(meaning)
    return run(f"SELECT ({sql})::text", params)[0][0] if sql else ""


def _all(where):
    """Conditions, each SQL with its parameters, as one."""
    return " AND ".join(sql for sql, _params in where), [each for _sql, ps in where for each in ps]


def _ranked(where, words):
    sql, params = where
    fits = _FITS if words else "0"
    statement = _FIND.format(
        where=sql,
        most=MOST,
        best=BEST,
        title_fits=fits.format("title_words"),
        fits=fits.format("words"),
    )
    rows = run(statement, [*params, *([words, words] if words else [])])
    return Found([number for number, _count in rows], rows[0][1] if rows else 0, words)
