"""Changes to the words of our own HTML that leave its elements alone."""

import re
from html import unescape

# Our own output: attribute values are always in double quotes, and a `<` in a text is an entity.
_PIECE = re.compile(r'<(?:[^>"]|"[^"]*")*>|[^<]+')
_SHUT = re.compile(r"<(/?)(?:a|code|kbd|pre)\b")


def in_running_text(html, show):
    """Rendered HTML in which `show` has written each text anew, those in links and code apart.

    `show` is given a text without entities, and answers with safe HTML.
    """
    depth, pieces = 0, []
    for piece in _PIECE.findall(html):
        if piece[0] != "<":
            pieces.append(piece if depth else show(unescape(piece)))
            continue
        if shut := _SHUT.match(piece):
            depth += -1 if shut[1] else 1
        pieces.append(piece)
    return "".join(pieces)
