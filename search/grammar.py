"""What a reader typed, read as a query. Nothing in it is an error; what was not understood as it
was meant is said in a remark, and searched for as words.

    back pain "lower back" -chair or [depression] is:answered score:5 created:2024..
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from search.values import READERS

MOST_PIECES = 40

# Every alternative either takes what it looks at once, or gives up at its first sign.
_PIECE = re.compile(
    r"(?P<without>-(?=[^\s-]))?"
    r"(?:"
    rf"(?P<name>tag|{'|'.join(READERS)}):(?:\"(?P<quoted>[^\"]*)\"?|(?P<value>[^\s\"]+))"
    r"|\[(?P<tag>[^\[\]\"]+)\]"
    r"|\"(?P<phrase>[^\"]*)(?P<closed>\"?)"
    r"|(?P<word>[^\s\"]+)"
    r")",
    re.IGNORECASE,
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_OR = {"or", "|"}


@dataclass(frozen=True)
class Term:
    """A word, a phrase or a tag that a question has, or is to be `without`."""

    kind: str
    text: str
    without: bool = False


@dataclass(frozen=True)
class Condition:
    """What a question has to be besides, such as score:5; `value` is as its reader made it."""

    name: str
    value: object
    without: bool = False


@dataclass
class Query:
    """Of the alternatives one has to hold, with all its terms; all conditions have to hold."""

    alternatives: list = field(default_factory=lambda: [[]])
    conditions: list = field(default_factory=list)
    remarks: list = field(default_factory=list)

    @property
    def terms(self):
        return [term for terms in self.alternatives for term in terms]

    @property
    def has_operators(self):
        """Whether there is more in it than words that all have to be there."""
        plain = all(term.kind == "word" and not term.without for term in self.terms)
        return not plain or len(self.alternatives) > 1 or bool(self.conditions or self.remarks)


def read(text):
    """The query that `text` is."""
    query = Query()
    pieces = list(_PIECE.finditer(text.translate(_QUOTES)))
    if len(pieces) > MOST_PIECES:
        query.remarks.append(_("It is long: only its first %s parts were read.") % MOST_PIECES)
    for piece in pieces[:MOST_PIECES]:
        _take(piece, query)
    if len(query.alternatives) > 1 and not all(query.alternatives):
        _drop_empty(query)
    return query


def _take(piece, query):
    without = bool(piece["without"])
    if piece["phrase"] is not None:
        if not piece["closed"]:
            query.remarks.append(_("A quotation mark was not closed: the phrase goes to the end."))
        _add(query, "phrase", piece["phrase"].strip(), without)
    elif piece["tag"]:
        _add(query, "tag", piece["tag"].strip(), without)
    elif piece["name"]:
        _take_operator(piece, query, without)
    elif piece["word"].lower() in _OR and not without:
        query.alternatives.append([])
    else:
        _add(query, "word", piece["word"], without)


def _take_operator(piece, query, without):
    name, text = piece["name"].lower(), (piece["quoted"] or piece["value"] or "").strip()
    value = text if name == "tag" else READERS[name](text) if text else None
    if not value:
        _add(query, "word", piece[0].lstrip("-"), without)
        query.remarks.append(_("“%s” was read as words.") % piece[0])
    elif name == "tag":
        _add(query, "tag", text, without)
    else:
        query.conditions.append(Condition(name, value, without))


def _add(query, kind, text, without):
    if any(sign.isalnum() for sign in text):
        query.alternatives[-1].append(Term(kind, text, without))


def _drop_empty(query):
    """An “or” with nothing on one side, but for conditions, which hold for all of the query."""
    query.alternatives = [terms for terms in query.alternatives if terms] or [[]]
    query.remarks.append(_("“or” stands between words, phrases and tags: one was left out."))
