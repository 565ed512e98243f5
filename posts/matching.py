"""What two sequences have in common, found with bounded work."""

from difflib import Match, SequenceMatcher
from itertools import accumulate

# Steps of comparing; some ten million are a second.
WORK = 1_000_000


class Budget:
    """Steps that may still be taken, for one diff or for all of a page."""

    def __init__(self, steps=WORK):
        self.left = steps

    def spend(self, steps):
        """Whether there is enough left; then it is taken."""
        enough = steps <= self.left
        self.left -= steps if enough else 0
        return enough


class _Matcher(SequenceMatcher):
    """A SequenceMatcher that finds nothing more in common when its budget is spent."""

    def __init__(self, before, after, budget):
        super().__init__(None, before, after)
        self.budget = budget
        costs = (1 + len(self.b2j.get(each, ())) for each in before)
        self.costs = [0, *accumulate(costs)]

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        if not self.budget.spend(self.costs[ahi] - self.costs[alo]):
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def steps(old, new, budget):
    """(whether they are the same, from, to, from, to) of both, in order.

    What both begin and end with is found without the matcher, whose budget may be short.
    """
    short, first, last = min(len(old), len(new)), 0, 0
    while first < short and old[first] == new[first]:
        first += 1
    while last < short - first and old[-1 - last] == new[-1 - last]:
        last += 1
    if first:
        yield True, 0, first, 0, first
    old_end, new_end = len(old) - last, len(new) - last
    for kind, *places in _Matcher(old[first:old_end], new[first:new_end], budget).get_opcodes():
        yield kind == "equal", *(place + first for place in places)
    if last:
        yield True, old_end, len(old), new_end, len(new)
