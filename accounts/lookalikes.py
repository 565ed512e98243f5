"""Skeletons: what two texts share when one can be taken for the other.

After Unicode Technical Standard 39, section 4. The table of look-alikes is Unicode's, as the
library `confusable_homoglyphs` carries it: there each character that only imitates has exactly one
neighbour, and the one imitated has all its imitators as neighbours.
"""

import unicodedata
from functools import cache

from confusable_homoglyphs.utils import load

_LEFT_TO_RIGHT_MARK = "\u200e"  # The library wraps right-to-left characters in it.


@cache
def _imitated():
    """`{imitator: imitated}`; of two that only imitate each other, the first is imitated.

    Made when a name is first chosen: it takes 9 MB to make, and most processes never need it.
    """
    table = {
        text.strip(_LEFT_TO_RIGHT_MARK): [n["c"].strip(_LEFT_TO_RIGHT_MARK) for n in neighbours]
        for text, neighbours in load("confusables.json").items()
    }
    found = {}
    for text, neighbours in table.items():
        if len(text) != 1 or len(neighbours) != 1:
            continue
        [other] = neighbours
        alone_together = len(table.get(other, ())) == 1 and len(other) == 1
        found[text] = min(text, other) if alone_together else other
    # Handwriting and most typefaces hardly tell these apart, and without this line the two cases
    # of one letter (`I` imitates `l`, its small form does not) would have different skeletons.
    found["i"] = "l"
    return str.maketrans({text: other for text, other in found.items() if text != other})


def skeleton(text):
    """`text` with every imitating character replaced by the one it imitates."""
    text = unicodedata.normalize("NFD", text).translate(_imitated())
    # Once more, for what the first replacement has put in. A dot above on i and j is not seen.
    text = unicodedata.normalize("NFD", text.translate(_imitated()))
    return text.replace("l\u0307", "l").replace("j\u0307", "j")


def keys(text):
    """Two keys; texts that share either of them look alike in some mixture of capitals.

    One key cannot do: capital Nu looks like N, small nu like v, and n must not equal v. The first
    key looks at the small letters, the second at the letters as they are written.
    """
    text = unicodedata.normalize("NFKC", text)
    small = _bare(skeleton(text.casefold()).casefold())
    written = _bare(skeleton(text).casefold().translate(_imitated()))
    return small, written


def _bare(text):
    """Without spaces and punctuation, which hide well; all of it when nothing else is there."""
    return "".join(c for c in text if unicodedata.category(c)[0] not in "ZP") or text
