"""Where the two parts of each bar stand."""

import pytest

from rewards.charts import HEIGHT, STEP, StackedChart, top_of


def test_the_upper_part_stands_on_the_lower_and_the_lower_on_the_ground():
    [column] = StackedChart([(5, 3)]).columns
    assert (column.lower_y, column.lower_height) == (75, 125)
    assert (column.upper_y, column.upper_height) == (0, 75)


@pytest.mark.parametrize("pair", [(0, 0), (1, 0), (0, 1), (333, 333), (1, 999), (10**9, 1)])
def test_the_parts_meet_wherever_they_are_rounded(pair):
    chart = StackedChart([pair, (1_000, 1_000)])
    column = chart.columns[0]
    assert column.upper_y + column.upper_height == column.lower_y
    assert column.lower_y + column.lower_height == HEIGHT
    assert column.upper_y >= 0


def test_bars_stand_side_by_side():
    chart = StackedChart([(1, 1)] * 3)
    assert [column.slot for column in chart.columns] == [0, STEP, 2 * STEP]
    assert chart.width == 3 * STEP


@pytest.mark.parametrize(("most", "top"), [(0, 4), (4, 4), (5, 6), (31, 40), (2_001, 3_000)])
def test_the_top_is_round_and_nothing_exceeds_it(most, top):
    assert top_of(most) == top
    assert StackedChart([(most, 0)]).half * 2 == top


def test_a_chart_of_nothing_can_be_drawn():
    assert StackedChart([]).columns == []
