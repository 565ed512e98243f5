"""How alike two texts are, and a sketch of each by which the alike ones are found.

The measure is the share of a text's words that stand in runs of RUN words which the other text has
as well: what share of the new text was said before. So to quote an answer whole and then say more
is no repeat, and a part of an answer is one. A word that is changed counts as one word; if shared
runs were counted (Jaccard's measure), it would count as RUN, and an answer of twenty words with one
changed would pass for half new.

A sketch holds the SKETCHED smallest hashes of a text's runs, all of them for most answers. From two
sketches one reads what share of the runs of one text the other has too, exactly for short texts and
by sampling for long ones (bottom-k sketches). A text that repeats ALIKE of another one has at least
a third of its runs from it, even if changed words are spread as badly as can be; those below LIKELY
need not be read.
"""

import struct
import unicodedata
from hashlib import blake2b

import markup
from posts.bodies import UNSPACED

RUN = 5
ALIKE = 0.9
SKETCHED = 200
LIKELY = 0.25

_BYTES = 4
_NO_BOUND = 2 ** (8 * _BYTES)


def words_of(html):
    """The words of rendered HTML without regard to case, signs, markup and invisible letters.

    Where a script puts no spaces between words, each letter is one. A text of signs alone, such as
    emoji, consists of these.
    """
    text = unicodedata.normalize("NFKC", markup.all_text(html)).casefold()
    words = text.translate({ord(sign): _as_word(sign) for sign in set(text)}).split()
    return words or text.split()


def _as_word(sign):
    kind = unicodedata.category(sign)
    if kind == "Cf":
        return ""
    if UNSPACED.match(sign):
        return f" {sign} "
    return sign if kind[0] in "LMN" else " "


def share(words, others):
    """The share of `words` that stand in runs which `others` have too, from 0 to 1."""
    known, covered, end = set(_runs(others)), 0, 0
    for start, run in enumerate(_runs(words)):
        if run in known:
            after = min(start + RUN, len(words))
            covered, end = covered + after - max(start, end), after
    return covered / max(1, len(words))


def _runs(words):
    """Each RUN words that follow one another; a text with fewer is one run."""
    return [" ".join(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))]


def sketch_of(words):
    """The sketch as bytes, to be stored."""
    hashes = {blake2b(run.encode(), digest_size=_BYTES).digest() for run in _runs(words)}
    numbers = sorted(int.from_bytes(each, "little") for each in hashes)[:SKETCHED]
    return struct.pack(f"<{len(numbers)}I", *numbers)


def numbers_of(sketch):
    """What a stored sketch holds, the smallest first."""
    return struct.unpack(f"<{len(sketch) // _BYTES}I", sketch)


def likeness(numbers, others):
    """What share of the runs of one text another one has too, from the numbers of their sketches.

    Up to the smaller of the two largest both sketches are complete.
    """
    bound = min(_bound(numbers), _bound(others))
    sampled = [number for number in numbers if number <= bound]
    return len(set(others).intersection(sampled)) / max(1, len(sampled))


def _bound(numbers):
    return numbers[-1] if len(numbers) == SKETCHED else _NO_BOUND
