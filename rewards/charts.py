"""Where the bars of a chart stand when each has two parts, one on the other. Knows numbers."""

from typing import NamedTuple

STEP, BAR, HEIGHT = 10, 8, 200
# Round numbers whose halves are whole, so that the line at half height has a number too.
_ROUND = (4, 6, 8, 10, 12, 16, 20, 30)


class Column(NamedTuple):
    """A bar; `slot` is where its share of the width begins. The upper part stands on the lower."""

    slot: int
    x: int
    upper_y: int
    upper_height: int
    lower_y: int
    lower_height: int


class StackedChart:
    """A bar for each (lower, upper), side by side, under a round number that no sum exceeds."""

    step, bar, height, middle = STEP, BAR, HEIGHT, HEIGHT // 2

    def __init__(self, pairs):
        self.top = top_of(max(map(sum, pairs), default=0))
        self.half = self.top // 2
        self.width = len(pairs) * STEP
        self.columns = [self._column(place, *pair) for place, pair in enumerate(pairs)]

    def _column(self, place, lower, upper):
        # Both ends are rounded, not the heights: the parts meet, and the sum is where it belongs.
        middle, top = self._y(lower), self._y(lower + upper)
        slot = place * STEP
        x = slot + (STEP - BAR) // 2
        return Column(slot, x, top, middle - top, middle, HEIGHT - middle)

    def _y(self, number):
        return HEIGHT - round(HEIGHT * number / self.top)


def top_of(most):
    """The least round number that `most` does not exceed."""
    size = 1
    while most > _ROUND[-1] * size:
        size *= 10
    return next(each * size for each in _ROUND if each * size >= most)
