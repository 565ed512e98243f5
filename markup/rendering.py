"""Markdown and foreign HTML to safe HTML, in the process that calls it.

May run for minutes on hostile input, so the site never calls it but through `markup.worker`.
"""

import re

from bleach.sanitizer import Cleaner
from markdown import Markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from markup.allowed import ATTRIBUTES, INLINE_TAGS, PROTOCOLS, READ_TAGS, TAGS, may_be_read
from markup.bare_links import BareLinks
from markup.fences import Fences
from markup.finishing import Finish
from markup.footnotes import Footnotes
from markup.refusals import TooLarge

# Characters. A body is at most 30,000; its HTML is longer, colour spans most of all.
MAX_SOURCE = 500_000
MAX_OUTPUT = 1_000_000
SETTLING_ROUNDS = 5

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BETWEEN_BLOCKS = re.compile(r"</(?:p|li|h[1-6]|blockquote|pre|tr)>")


class Unsettled(Exception):
    """HTML that a parser reads differently each time it is written."""


def _checked(text, limit):
    if len(text) > limit:
        raise TooLarge
    return text


def _fit(text):
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _UNFIT.sub("", _checked(text, MAX_SOURCE)))


def _cleaner(tags, attributes, filters, strip=False):
    cleaner = Cleaner(tags, attributes, PROTOCOLS, strip=strip, filters=filters)
    # One kind of quote: bleach resolves entities in double-quoted values only.
    cleaner.serializer.use_best_quote_char = False
    return cleaner


class Renderer:
    """Holds parsers that are costly to make. Not for several threads at once."""

    def __init__(self):
        self._footnotes = Footnotes()
        self._markdown = Markdown(
            extensions=[
                Fences(),
                TableExtension(use_align_attribute=True),
                self._footnotes,
                SaneListExtension(),
            ]
        )
        self._base = ""
        # What a member typed stays to be read where it is no tag of ours, foreign HTML is stripped.
        self._typed = _cleaner(READ_TAGS, may_be_read, [BareLinks, self._finish])
        self._foreign = _cleaner(READ_TAGS, may_be_read, [BareLinks, self._finish], strip=True)
        self._inline = _cleaner(INLINE_TAGS, may_be_read, [BareLinks, self._finish], strip=True)
        self._again = _cleaner(TAGS, ATTRIBUTES, [])

    def _finish(self, source):
        self._finishing = Finish(source, self._base, self._footnotes.owns)
        return self._finishing

    def warm_up(self):
        self.markdown("warm *up*")

    def markdown(self, source, inline=False, base=""):
        html = self._markdown.reset().convert(_fit(source))
        if inline:
            html = _BETWEEN_BLOCKS.sub(" ", html)
        return self._cleaned(self._inline if inline else self._typed, html, base)

    def html(self, source, base=""):
        # The footnotes of the Markdown before are not this text's.
        self._footnotes.reset()
        return self._cleaned(self._foreign, _fit(source), base)

    def _cleaned(self, cleaner, html, base):
        self._base = base
        html = cleaner.clean(_checked(html, MAX_OUTPUT)).strip()
        if html and self._finishing.unusual:
            html = self._settled(html)
        return _checked(html, MAX_OUTPUT)

    def _settled(self, html):
        """The HTML that parses to itself: no reader sees other elements than were judged."""
        for _ in range(SETTLING_ROUNDS):
            before, html = html, self._again.clean(html).strip()
            if html == before:
                return html
        raise Unsettled
