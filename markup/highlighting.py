"""Code coloured by class, as tokens of the filter stream: no HTML is built and parsed again."""

import re
from functools import lru_cache
from itertools import groupby

from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

_HINT = re.compile(r"(?:^|\s)lang(?:uage)?-([\w#+.-]{1,30})")


def language(*classes):
    """The language a class names, as `language-python` or Stack Exchange's `lang-py`, or ""."""
    hints = filter(None, map(_HINT.search, classes))
    return next((hint[1] for hint in hints), "")


@lru_cache(maxsize=64)
def _lexer(name):
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _class(kind):
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    name = STANDARD_TYPES[kind]
    return "" if name == "w" else name


def highlighted(code, name):
    """Tokens of `code` with spans where the language's lexer sees something."""
    lexer = _lexer(name.lower()) if name else None
    if lexer is None:
        yield {"type": "Characters", "data": code}
        return
    pieces = ((_class(kind), text) for kind, text in lexer.get_tokens(code) if text)
    for css_class, run in groupby(pieces, key=lambda piece: piece[0]):
        text = {"type": "Characters", "data": "".join(text for _, text in run)}
        if not css_class:
            yield text
            continue
        yield {"type": "StartTag", "name": "span", "data": {(None, "class"): css_class}}
        yield text
        yield {"type": "EndTag", "name": "span"}
