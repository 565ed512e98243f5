"""The colours of code can be read, computed from the style sheets themselves."""

import math
import re
from pathlib import Path

import pytest
from pygments.token import STANDARD_TYPES

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
PAIR = re.compile(r"--([\w-]+): [^;]*?light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\)+;")


def _pairs(sheet):
    return {name: values for name, *values in PAIR.findall((CSS / sheet).read_text())}


def _luminance(oklch):
    """Relative luminance (WCAG 2) of an OKLCH colour, by Ottosson's matrices."""
    lightness, chroma, hue = (float(part.rstrip("%")) for part in oklch.split()[:3])
    lightness, angle = lightness / 100, math.radians(hue)
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(max(part, 0), 1) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


COLOURS = {name: pair for name, pair in _pairs("code.css").items() if name != "code-background"}


def test_contrast_is_computed_as_wcag_does():
    assert _contrast("0% 0 0", "100% 0 0") == pytest.approx(21, abs=0.01)
    assert _contrast("59.99% 0 0", "100% 0 0") == pytest.approx(3.95, abs=0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_of_code_stands_out_from_its_background(colour, theme):
    behind = _pairs("tokens.css")["paper-low"][theme]
    assert _contrast(COLOURS[colour][theme], behind) >= 4.5


def test_the_background_of_code_is_the_one_computed_with():
    assert "--code-background: var(--color-sunk" in (CSS / "code.css").read_text()
    assert "--color-sunk: var(--paper-low)" in (CSS / "tokens.css").read_text()


def test_only_classes_that_pygments_writes_are_coloured():
    css = (CSS / "code.css").read_text()
    named = set(re.findall(r"\.([a-z]{1,3}\d?)\b(?=[,) ])", css))
    assert named
    assert named <= set(STANDARD_TYPES.values())
