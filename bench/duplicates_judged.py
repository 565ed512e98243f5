"""What the places of the originals say about a way of finding them."""

import hashlib

from bench.report import Bar

# Least hit@10, by ranker and by what was asked.
BARS = {
    ("model", "title"): 0.63,
    ("model", "title and body"): 0.66,
    ("words", "title"): 0.44,
    ("words", "title and body"): 0.51,
}
HALVES = ["first half", "second half", "all"]


def half(query):
    """0 or 1, the same for ever."""
    return hashlib.sha256(f"half {query}".encode()).digest()[-1] % 2


def part(places, name):
    """The places of one half's queries, or all."""
    number = HALVES.index(name)
    return [place for query, place in places.items() if number == 2 or half(query) == number]


def hits(places, most):
    """The share of queries whose original is among so many."""
    return sum(place is not None and place <= most for place in places) / len(places)


def mean_reciprocal(places):
    return sum(1 / place for place in places if place) / len(places)


def print_table(results):
    print(f"\n{'':<10}{'asked by':<16}{'queries':<20}", end="")
    print(f"{'hit@1':>8}{'hit@5':>8}{'hit@10':>8}{'MRR':>8}{'ms':>8}")
    for (name, what), (places, spent) in results.items():
        for which in HALVES:
            found = part(places, which)
            shown = [hits(found, most) for most in (1, 5, 10)] + [mean_reciprocal(found)]
            print(f"{name:<10}{what:<16}{f'{which} ({len(found)})':<20}", end="")
            print("".join(f"{each:>8.3f}" for each in shown) + f"{spent:>8.1f}")


def print_changes(results):
    """For each two rankers asked the same: queries that one has among ten and the other has not."""
    keys = list(results)
    for n, key in enumerate(keys):
        for other in keys[n + 1 :]:
            if key[1] == other[1]:
                won, lost = _changes(results[key][0], results[other][0])
                print(f"\n{other[0]} against {key[0]}, by {key[1]}: ", end="")
                print(f"{len(won)} won {won}, {len(lost)} lost {lost}")


def _changes(before, after):
    ten = [
        {query for query, place in each.items() if place and place <= 10}
        for each in (before, after)
    ]
    return sorted(ten[1] - ten[0]), sorted(ten[0] - ten[1])


def bars_of(results, bars):
    """The bars of what was measured."""
    made = []
    for (name, what), least in bars.items():
        if (name, what) in results:
            found = hits(list(results[name, what][0].values()), 10)
            made.append(
                Bar(f"{name}, {what}: hit@10", f"≥ {least:.2f}", f"{found:.3f}", found >= least)
            )
    return made
