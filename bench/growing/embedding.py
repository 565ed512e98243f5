"""What the model costs on one site: `python -m bench.ready bench.growing.embedding`.

Gives each question its vector that has none, and asks for questions like some titles.
"""

import time
from random import Random
from statistics import median, quantiles

from likeness import storage
from likeness.embedding import embed_some
from likeness.finding import nearest
from likeness.installing import install
from questions.models import Question

ASKED = 200


def embed() -> None:
    install()
    began, number = time.monotonic(), 0
    while done := embed_some():
        number += len(done)
    seconds = time.monotonic() - began
    print(
        f"{number:,} vectors in {seconds:,.0f} s, {seconds * 1_000 / max(number, 1):.0f} ms each",
        flush=True,
    )


def ask() -> None:
    titles = list(Question.objects.visible().values_list("title", flat=True))
    times, late = [], 0
    for title in Random(1).sample(titles, ASKED):
        began = time.perf_counter()
        late += nearest(title) is None
        times.append((time.perf_counter() - began) * 1_000)
    p95 = quantiles(times, n=20)[18]
    print(f"a title among {len(titles):,}: {median(times):.0f} ms, p95 {p95:.0f}")
    print(f"{late} of {ASKED} came too late to be used")


def weigh() -> None:
    [(number, table, index)] = storage.run(
        "SELECT count(*), pg_table_size('likeness_vector'), pg_indexes_size('likeness_vector')"
        " FROM likeness_vector"
    )
    print(
        f"bytes a vector: {table / number:,.0f} in the table, {index / number:,.0f} in its indexes"
    )


if __name__ == "__main__":
    embed()
    ask()
    weigh()
