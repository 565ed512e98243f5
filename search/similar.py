"""Questions that look like a text: by the words they share, where rare words weigh more.

A word weighs the logarithm of how rare it is on the site, which the statistics of Postgres tell;
how often it stands in a document counts as in `ts_rank`. Candidates are found by the rarest words
alone: of a million questions, only some thousand are looked at.

Where there are few questions, each shares some words with every other. What is to stand beside one
has a tag in common with it, or LEAST of the likeness that it has with itself.
"""

from accounts.hurry import hurried, run
from posts.finding import BIGGEST_KEY
from search.tiers import steps_from, tiers_down

# So many documents are ranked, about; and by so many words, the rarest of a long text.
MOST, MOST_WORDS = 3_000, 60
# By a title alone, which somebody is typing.
MOST_TYPED = 1_500
# Of the demo community's: six in seven of those without a common tag have less.
LEAST = 0.1
# Of a body the beginning says what it is about.
_LONGEST_BODY = 4_000

# Words and, as `#<number>`, tags. What a tsquery cannot quote is passed over.
_WORDS = """
WITH known AS MATERIALIZED (
    SELECT word, share FROM pg_stats,
        unnest(
            most_common_elems::text::text[],
            most_common_elem_freqs[:array_length(most_common_elems::text::text[], 1)]
        ) AS each (word, share)
    WHERE schemaname = current_schema() AND tablename = 'search_document' AND attname = 'words'
), asked AS (
    SELECT lexeme AS word, bool_or(weights[1] = 'A') AS in_title,
        sum(array_length(positions, 1)) AS times
    FROM unnest(
        setweight(to_tsvector(search_language(), %(title)s), 'A')
        || setweight(to_tsvector(search_language(), %(body)s), 'C') || %(tags)s::tsvector
    ) WHERE lexeme !~ '\\\\' GROUP BY lexeme
), weighed AS (
    SELECT quote_literal(word) AS word, share,
        -ln(share) * CASE WHEN in_title THEN 2 ELSE 1 END * times / (times + 1) AS weight
    FROM (
        SELECT asked.*, coalesce(share, (SELECT min(share) / 2 FROM known), 0.5) AS share
        FROM asked LEFT JOIN known USING (word)
    ) AS rated
)
SELECT word, share * greatest(reltuples, 1), weight FROM weighed, pg_class
WHERE pg_class.oid = 'search_document'::regclass ORDER BY weight DESC, word LIMIT %(most)s
"""
_RANKED = """
WITH word AS MATERIALIZED (
    SELECT word::tsquery, weight FROM unnest(%(words)s::text[], %(weights)s::float8[])
        AS each (word, weight)
), candidate AS MATERIALIZED (
    SELECT question_id, words FROM search_document
    WHERE words @@ %(any)s::tsquery {above}
        AND question_id < %(before)s AND question_id <> %(besides)s
    LIMIT %(most)s
), compared AS MATERIALIZED (
    SELECT question_id, likeness, at_hand @@ %(tags)s::tsquery AS shares_tag FROM (
        TABLE candidate
        UNION ALL SELECT question_id, words FROM search_document WHERE question_id = %(besides)s
    ) AS each, LATERAL (
        SELECT words || '' AS at_hand OFFSET 0
    ) AS fetched, LATERAL (
        SELECT sum(weight * ts_rank('{{0.1, 0.5, 0.6, 1}}', at_hand, word, 1)) AS likeness FROM word
    ) AS ranked
)
SELECT question_id FROM compared WHERE question_id <> %(besides)s AND (
    shares_tag OR likeness >= {least} * coalesce(
        (SELECT likeness FROM compared WHERE question_id = %(besides)s), 0)
)
ORDER BY likeness DESC, question_id DESC LIMIT %(limit)s
"""


def similar(title, body="", *, tags=(), besides=0, before=BIGGEST_KEY, limit=7):
    """The numbers of questions in sight that look most like this one, the most alike first.

    `tags` are numbers of tags; `besides` is the question's own number, where it has one, and then
    its strangers are left out; only those `before` a number are looked at. Raises TooSlow.
    """
    with hurried():
        words = _words_of(title, body, tags)
        if not words:
            return []
        most = MOST if body else MOST_TYPED
        rarest, found = _rarest(words, most)
        params = {
            "words": [word for word, _documents, _weight in words],
            "weights": [weight for _word, _documents, weight in words],
            "any": rarest,
            "steps": _steps(found, most),
            "tags": " | ".join(f"'#{number}'" for number in tags),
            "besides": besides,
            "before": before,
            "most": 2 * most,
            "limit": limit,
        }
        above = "AND search_steps(quality) && %(steps)s::smallint[]" if params["steps"] else ""
        return [number for (number,) in run(_RANKED.format(above=above, least=LEAST), params)]


def _words_of(title, body, tags):
    """(word, how many documents have it, about, weight), the weightiest first."""
    tags = " ".join(f"'#{number}':1B" for number in tags)
    params = {"title": title, "body": body[:_LONGEST_BODY], "tags": tags, "most": MOST_WORDS}
    return run(_WORDS, params)


def _rarest(words, most):
    """A tsquery of the rarest words, up to about `most` documents; and how many it finds."""
    chosen, found = [], 0
    for word, documents, _weight in sorted(words, key=lambda each: each[1]):
        if chosen and found + documents > most:
            break
        chosen.append(word)
        found += documents
    return " | ".join(chosen), found


def _steps(found, most):
    """Where even the rarest are common, steps of quality that few enough have one of; else none."""
    tier = tiers_down(most / found)[0] if found > most else 0
    return steps_from(tier) if tier else []
