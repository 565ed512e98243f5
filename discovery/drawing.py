"""The picture that stands for a question where its address is shared: title, tags, site.

It is ruled paper, like the site's own card, which stands in for it where the font lacks a sign.
"""

import io
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

SIZE = WIDTH, HEIGHT = 1200, 630
# Part of a card's digest: another number has all of them drawn again.
DESIGN = 1
PAPER, RULE, MARGIN_LINE = "#fdfaf5", "#eae6df", "#d6d2cb"
INK, SOFT, ACCENT = "#201c17", "#4d4540", "#284a9c"
LEFT, RIGHT, MARGIN = 110, 1110, 80
# What is written stands on the lines: five for the title, one for the tags, one for the site.
LINES = range(69, HEIGHT, 70)
TITLE_LINES, TAGS_LINE, SITE_LINE = LINES[1:6], LINES[6], LINES[7]
# The largest in which the title has room; in the smallest it is cut.
TITLE_SIZES = (62, 54, 46)


def draw(title, tags, site):
    """The card as PNG, or nothing where the font has no sign for something in it."""
    tags = "   ".join(tags)
    if not all(map(has_sign, {*title, *tags, *site})):
        return b""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    _rule(pen)
    font, lines = _set(title)
    for y, line in zip(TITLE_LINES, lines, strict=False):
        _write(pen, y, line, INK, font)
    _write(pen, TAGS_LINE, tags, SOFT, _font("Regular", 34))
    _write(pen, SITE_LINE, site, ACCENT, _font("Bold", 36))
    file = io.BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def _font(style, size):
    file = files("font_source_serif_pro") / "files" / f"SourceSerifPro-{style}.ttf"
    return ImageFont.truetype(str(file), size)


@cache
def _no_sign():
    return bytes(_font("Bold", 46).getmask("\uffff"))


def has_sign(character):
    """Whether the font knows this character."""
    if character == " ":
        return True
    # What the font lacks is drawn as the same box, whatever it is.
    return bytes(_font("Bold", 46).getmask(character)) != _no_sign()


def _rule(pen):
    for y in LINES:
        pen.line((0, y, WIDTH, y), RULE)
    pen.line((MARGIN, 0, MARGIN, HEIGHT), MARGIN_LINE, 2)


def _write(pen, y, text, colour, font):
    pen.text((LEFT, y - 2), _cut(text, font), colour, font, anchor="ls")


def _set(title):
    """The font for a title and its lines, of which the last holds what is too much."""
    most = len(TITLE_LINES)
    for size in TITLE_SIZES:
        font = _font("Bold", size)
        lines = _lines(title, font)
        if len(lines) <= most:
            return font, lines
    return font, [*lines[: most - 1], " ".join(lines[most - 1 :])]


def _lines(text, font):
    """The text in lines that fit; a word that is longer than a line is cut."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= RIGHT - LEFT:
            lines[-1] = longer
        else:
            lines.append(_cut(word, font))
    return [line for line in lines if line]


def _cut(text, font):
    """As much of the text as has room, with an ellipsis where something is left out."""
    if font.getlength(text) <= RIGHT - LEFT:
        return text
    while text and font.getlength(f"{text}…") > RIGHT - LEFT:
        text = text[:-1]
    return f"{text.rstrip()}…"
