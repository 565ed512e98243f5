"""Where the bars of a chart stand."""

import pytest

from questions.charts import HEIGHT, LEAST_HEIGHT, STEP, Chart, top_of


@pytest.mark.parametrize(
    ("most", "top"),
    [
        *((0, 4), (1, 4), (4, 4), (5, 6), (11, 12), (17, 20), (30, 30), (31, 40)),
        *((300, 300), (301, 400), (999_999, 1_000_000), (2**31, 3_000_000_000)),
    ],
)
def test_a_chart_ends_at_a_round_number(most, top):
    assert top_of(most) == top


def test_the_line_at_half_height_stands_for_a_whole_number():
    for most in [*range(2_000), 10**12 + 1]:
        chart = Chart([most])
        assert chart.half * 2 == chart.top >= most


def test_bars_stand_side_by_side_within_the_drawing():
    chart = Chart([1, 2, 3])
    assert chart.width == 3 * STEP
    for place, bar in enumerate(chart.bars):
        assert place * STEP == bar.slot < bar.x
        assert bar.x + bar.width < bar.slot + STEP
        assert bar.y + bar.height == HEIGHT


def test_a_bar_is_as_high_as_its_number():
    assert [bar.height for bar in Chart([0, 1, 2, 4]).bars] == [0, HEIGHT // 4, HEIGHT // 2, HEIGHT]


def test_one_view_is_seen_beside_a_thousand_and_none_is_not():
    assert [bar.height for bar in Chart([0, 1, 1_000]).bars] == [0, LEAST_HEIGHT, HEIGHT]


def test_a_chart_of_nothing_has_a_scale_all_the_same():
    assert (Chart([]).bars, Chart([]).top, Chart([0, 0]).top) == ([], 4, 4)
