"""Which element usually stands in which. What stands elsewhere may be read differently by a parser.

Markdown never writes the unusual; it comes from HTML typed or sent by hand.
"""

from markup.allowed import TABLES, WORDS

_IN_LINE = WORDS | {"img"}
_LINES = WORDS | {"p", "h3", "h4", "h5", "h6", "pre", "dt"}
_PARENTS = {
    "li": {"ol", "ul"},
    "dd": {"dl"},
    "dt": {"dl"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
}
_STRUCTURE = {"ol", "ul", "dl"} | TABLES - {"td", "th"}


def is_usual(name, path):
    """Whether element `name` may open with the elements of `path` open around it."""
    parent = path[-1] if path else ""
    if name in _PARENTS or parent in _STRUCTURE:
        return parent in _PARENTS.get(name, ())
    if name == "a" and "a" in path:
        return False
    return parent not in _LINES or name in _IN_LINE
