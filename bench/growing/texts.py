"""Texts that differ from the real ones that they come from in some of their words."""

import html
import math
import re
from collections import Counter
from random import Random

_TAG = re.compile(r"<[^>]*>")
_PIECES = re.compile(r"(<[^>]*>|&\w+;|[a-z]{4,})")
# Of the words in a text; the rest keeps its sense for a search to find.
_VARIED = 0.15
# New words go on appearing however large a site is: this share of the varied ones, of so many.
_COINED, RANKS = 0.1, 1_000_000
_LETTERS = str.maketrans("0123456789", "bdfgkmprtz")


class Text:
    """A real text in HTML, or a title, in pieces: some of them are words that may be others."""

    def __init__(self, text: str):
        self.pieces = _PIECES.split(text)
        self.words = [
            place for place in range(1, len(self.pieces), 2) if self.pieces[place][0] not in "<&"
        ]

    def varied(self, random: Random, words) -> str:
        """The text with a part of its words taken from `words`."""
        pieces = self.pieces.copy()
        if self.words:
            for _ in range(1 + int(len(self.words) * _VARIED)):
                pieces[random.choice(self.words)] = next(words)
        return "".join(pieces)


def vocabulary(texts: list[Text], random: Random):
    """Words without end: those of the texts as often as they are there, and coined ones."""
    count = Counter(text.pieces[place] for text in texts for place in text.words)
    own, weights = list(count), list(count.values())
    while True:
        for word in random.choices(own, weights, k=1_000):
            yield coined(rank(random, RANKS)) if random.random() < _COINED else word


def rank(random: Random, most: int) -> int:
    """1 to `most`, as often as the words of a language are, by how common they are (Zipf)."""
    return int(math.exp(random.random() * math.log(most)))


def coined(number: int) -> str:
    """The word of that rank among those that no text has."""
    return f"qu{str(number).translate(_LETTERS)}ox"


def plain(text: str) -> str:
    """The words of the beginning of an HTML text."""
    return " ".join(html.unescape(_TAG.sub(" ", text[:1_200])).split())
