"""Every colour can be read on every paper it stands on, computed from the tokens themselves."""

import pytest

from tests.colours import contrast, raw_colours

RAW = raw_colours()
PAPERS = ["paper", "paper-high", "paper-low"]
INKS = ["ink", "ink-soft", "ink-pale", "blue", "blue-deep", "plum", "green", "red", "gold"]
TEXTS = [
    *((ink, paper) for ink in INKS for paper in PAPERS),
    *((ink, "blue-wash") for ink in ("ink", "ink-soft", "blue", "blue-deep")),
    *((ink, f"{ink}-wash") for ink in ("green", "red", "gold")),
    *(("ink", f"{wash}-wash") for wash in ("green", "red", "gold")),
    ("paper-high", "blue"),
    ("paper-high", "blue-deep"),
    ("paper", "green"),
]
SHAPES = [(line, paper) for line in ("paper-edge", "paper-rim") for paper in PAPERS]

themes = pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])


@themes
@pytest.mark.parametrize(("text", "behind"), TEXTS)
def test_text_stands_out(text, behind, theme):
    assert contrast(RAW[text][theme], RAW[behind][theme]) >= 4.5


@themes
@pytest.mark.parametrize(("shape", "behind"), SHAPES)
def test_lines_can_be_seen(shape, behind, theme):
    assert contrast(RAW[shape][theme], RAW[behind][theme]) >= 3


def test_the_dark_paper_is_never_pure_black():
    assert all(float(RAW[paper][1].split("%")[0]) > 15 for paper in PAPERS)
