"""Where the bars of a chart stand, in units that its drawing is stretched from. Knows numbers."""

from typing import NamedTuple

STEP, BAR, HEIGHT = 10, 8, 200
# A day with one view is seen beside one with a thousand.
LEAST_HEIGHT = 3
# Round numbers whose halves are whole, so that the line at half height has a number too.
_ROUND = (4, 6, 8, 10, 12, 16, 20, 30)


class Bar(NamedTuple):
    """A bar of a number, none for 0; `slot` is where its share of the width begins."""

    slot: int
    x: int
    y: int
    width: int
    height: int


class Chart:
    """A bar for each number, side by side, under a round number that none of them exceeds."""

    step, height, middle = STEP, HEIGHT, HEIGHT // 2

    def __init__(self, numbers):
        self.top = top_of(max(numbers, default=0))
        self.half = self.top // 2
        self.width = len(numbers) * STEP
        self.bars = [self._bar(place, number) for place, number in enumerate(numbers)]

    def _bar(self, place, number):
        height = max(LEAST_HEIGHT, round(HEIGHT * number / self.top)) if number else 0
        slot = place * STEP
        return Bar(slot, slot + (STEP - BAR) // 2, HEIGHT - height, BAR, height)


def top_of(most):
    """The least round number that `most` does not exceed."""
    size = 1
    while most > _ROUND[-1] * size:
        size *= 10
    return next(each * size for each in _ROUND if each * size >= most)
