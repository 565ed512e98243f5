"""The colours of code can be read, computed from the style sheets themselves."""

import re

import pytest
from pygments.token import STANDARD_TYPES

from tests.colours import CSS, contrast, raw_colours

COLOURS = raw_colours("code.css")


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_of_code_stands_out_from_its_background(colour, theme):
    behind = raw_colours()["paper-low"][theme]
    assert contrast(COLOURS[colour][theme], behind) >= 4.5


def test_the_background_of_code_is_the_one_computed_with():
    assert "--code-background: var(--color-sunk" in (CSS / "code.css").read_text()
    assert "--color-sunk: var(--paper-low)" in (CSS / "tokens.css").read_text()


def test_only_classes_that_pygments_writes_are_coloured():
    css = (CSS / "code.css").read_text()
    named = set(re.findall(r"\.([a-z]{1,3}\d?)\b(?=[,) ])", css))
    assert named
    assert named <= set(STANDARD_TYPES.values())
