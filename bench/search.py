"""Searching among very many questions: `python -m bench.ready bench.search 1000000`.

Makes so many documents in an empty site of its own, of a hundred words each, as common and as rare
as words of a language are (Zipf), and prints how long searches take. It wants a database that may
be thrown away. With 0 it measures again.
"""

import sys
import time
from random import Random
from statistics import quantiles

from django.db import connection

from accounts.hurry import TooSlow
from search.finding import find
from search.grammar import read
from search.meaning import meaning_of

ROUNDS = 60
VOCABULARY = 50_000

# The foreign key would ask for a question each; the words are ready made.
_ALONE = """
DO $$ DECLARE key text; BEGIN
    SELECT conname INTO STRICT key FROM pg_constraint
    WHERE conrelid = 'search_document'::regclass AND contype = 'f';
    EXECUTE 'ALTER TABLE search_document DISABLE TRIGGER search_built, DROP CONSTRAINT ' || key;
END $$
"""
_WORDS = """
(SELECT string_agg('lo' || floor(exp(random() * ln(%s)))::int || 'em', ' ')
 FROM generate_series(1, %s + 0 * number))
"""
_MAKE = f"""
INSERT INTO search_document (question_id, words, title_words, language, stale, author, category,
    created_at, score, answer_count, accepted, pot_coins, quality)
SELECT number, title || setweight(body, 'C'), title, 'simple', false, number %% 50000,
    number %% 200, at, score, answers, accepted, CASE WHEN number %% 300 = 0 THEN 40 ELSE 0 END,
    quality
FROM (
    SELECT number, setweight(to_tsvector('simple', {_WORDS}), 'A') AS title,
        to_tsvector('simple', {_WORDS}) AS body, now() - random() * interval '10 years' AS at,
        least(power(random(), -0.7) - 1, 9999)::int AS score,
        (random() * random() * 4)::int AS answers, random() < 0.35 AS accepted
    FROM generate_series(%s, %s) AS number OFFSET 0
) AS made, search_quality(score, accepted, answers, at) AS quality
"""  # noqa: S608
_PART = 50_000


def made(count):
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        for first in range(1, count, _PART):
            numbers = (first, min(first + _PART - 1, count))
            cursor.execute(_MAKE, [VOCABULARY, 8, VOCABULARY, 100, *numbers])
        cursor.execute("VACUUM ANALYZE search_document")


def word(random, first, last):
    """A word of about this rank, the most common being 1."""
    return f"lo{random.randint(first, last)}em"


def kinds(random):
    rare, common = (3_000, 50_000), (10, 100)
    yield "one rare word", word(random, *rare)
    yield "one word of ten thousand questions", word(random, 900, 1_100)
    yield "one common word", word(random, *common)
    yield "two common words", f"{word(random, *common)} {word(random, *common)}"
    yield "three common words", " ".join(word(random, *common) for _ in range(3))
    yield "common and rare", f"{word(random, *common)} {word(random, *rare)}"
    yield "a common phrase", f'"{word(random, 10, 30)} {word(random, 10, 30)}"'
    yield "either of two common ones", f"{word(random, *common)} or {word(random, *common)}"
    yield "common, not common", f"{word(random, *common)} -{word(random, *common)}"
    yield "common, accepted, in a year", f"{word(random, *common)} is:accepted created:2024"
    yield "operators alone", "is:accepted score:3"


def measured(random):
    times = {}
    for _round in range(ROUNDS):
        for kind, text in kinds(random):
            begun = time.perf_counter()
            try:
                find(meaning_of(read(text)))
            except TooSlow:
                times.setdefault(f"{kind}: too slow", []).append(0.5)
                continue
            times.setdefault(kind, []).append(time.perf_counter() - begun)
    return times


def main(count=1_000_000):
    if count:
        made(count)
    random = Random(7)
    measured(random)
    for kind, each in measured(random).items():
        parts = quantiles(each, n=20) if len(each) > 1 else each * 19
        print(f"{kind}: p50 {parts[9] * 1000:.0f} ms, p95 {parts[18] * 1000:.0f} ms ({len(each)})")


main(*map(int, sys.argv[1:2]))
