"""Loads the questions, lets each way of finding rank them, and judges; see bench/duplicates.py."""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from unittest import mock

import likeness.nearest
import markup
from bench.duplicates_judged import BARS, bars_of, print_changes, print_table
from bench.report import print_bars
from likeness import finding, storage
from likeness.embedding import embed_some
from likeness.installing import install
from questions.models import Question
from search.similar import similar

DEEPEST = 100  # what is found further down counts as not found


def load(folder):
    """All questions as rows, and the texts by number."""
    lines = (folder / "questions.jsonl").read_text("utf-8-sig").splitlines()
    texts = {row["id"]: row for row in map(json.loads, lines)}
    for row in texts.values():
        row["body_html"] = markup.clean_html(row["body_html"])
        row["body"] = markup.all_text(row["body_html"])
    Question.objects.bulk_create(
        Question(
            pk=pk,
            title=row["title"][:150],
            body=row["body"],
            body_html=row["body_html"],
            renderer_version=markup.RENDERER_VERSION,
        )
        for pk, row in texts.items()
    )
    return texts


def older_originals(folder, texts):
    """Of each query, the older questions that it was closed as a duplicate of."""
    found = defaultdict(set)
    for line in (folder / "duplicates.tsv").read_text().splitlines()[1:]:
        query, original = map(int, line.split())
        if original < query and {query, original} <= texts.keys():
            found[query].add(original)
    return dict(sorted(found.items()))


def embed(count):
    """Give all of them vectors, as the job does; says what that took."""
    install()
    began = time.monotonic()
    while embed_some():
        pass
    spent = (time.monotonic() - began) * 1000 / count
    [(table, index)] = storage.run(
        "SELECT pg_relation_size('likeness_vector'), pg_relation_size('likeness_nearest')"
    )
    storage.run("ANALYZE")
    print(f"{count:,} questions, {spent:.0f} ms each")
    print(f"bytes for each: {table // count:,} in the table, {index // count:,} in the index")


def by_meaning(title, body, before):
    return [number for number, _ in finding.nearest(title, body, before=before, limit=DEEPEST)]


def in_one_look(title, body, before):
    """The model without the second look, to see what that one does."""
    with mock.patch.object(likeness.nearest, "PULL", 0):
        return by_meaning(title, body, before)


def by_words(title, body, before):
    return similar(title, body, before=before, limit=DEEPEST)


RANKERS = {"words": by_words, "one look": in_one_look, "model": by_meaning}


def ranks(ranker, originals, texts, *, with_body):
    """The place of the best original by query (None: not found), and milliseconds a query."""
    places, began = {}, time.monotonic()
    for query, wanted in originals.items():
        body = texts[query]["body"] if with_body else ""
        found = ranker(texts[query]["title"], body, query)
        places[query] = next((n for n, pk in enumerate(found, 1) if pk in wanted), None)
    return places, (time.monotonic() - began) * 1000 / len(originals)


def main(folder):
    texts = load(folder)
    originals = older_originals(folder, texts)
    embed(len(texts))
    finding.SECONDS = 60  # what is measured is how well; how fast is printed
    results = {
        (name, what): ranks(ranker, originals, texts, with_body=what != "title")
        for name, ranker in RANKERS.items()
        for what in ("title", "title and body")
    }
    print_table(results)
    print_changes(results)
    made = bars_of(results, BARS)
    print_bars(made)
    return 0 if all(bar.passed for bar in made) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
