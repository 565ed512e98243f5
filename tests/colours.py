"""Colours as the style sheets write them, and how far they stand apart."""

import math
import re
from pathlib import Path

CSS = Path(__file__).resolve().parents[1] / "static" / "css"
PAIR = re.compile(r"--([\w-]+): light-dark\(oklch\(([^)]+)\), oklch\(([^)]+)\)\);")


def raw_colours(sheet="tokens.css"):
    """Each raw colour of a style sheet: its name, with its light and its dark value."""
    return {name: values for name, *values in PAIR.findall((CSS / sheet).read_text())}


def luminance(oklch):
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


def contrast(one, other):
    """The contrast ratio of two OKLCH colours, from 1 to 21."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)
