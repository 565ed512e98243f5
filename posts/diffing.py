"""What differs between two texts: by lines, and by words within lines that are alike.

Knows strings only. The work is bounded, whatever the texts: where the budget ends, what is left
counts as changed as a whole.
"""

import re
from typing import NamedTuple

from posts.bodies import UNSPACED
from posts.matching import Budget, steps

SAME, ADDED, REMOVED = "same", "ins", "del"
# Lines shown around a change, and pieces of which one diff is made at most.
CONTEXT = 3
MOST_PIECES = 2_000
# How far ahead a line looks for the one that it has become, and how much the two have in common.
_AHEAD = 8
_ALIKE = 0.5
# What it costs to look at one, in steps.
_LOOK = 5
_WORDS = re.compile(rf"{UNSPACED.pattern}|\w+")
_TOKENS = re.compile(rf"{_WORDS.pattern}|\s+|[^\w\s]")


class Piece(NamedTuple):
    """A part of a text that stayed, came or went."""

    kind: str
    text: str


class Row(NamedTuple):
    """Lines of a diff: `same`, or changed by `words` or as whole `lines`, or `hidden` ones."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    hidden: int = 0

    @property
    def before(self):
        return [piece for piece in self.pieces if piece.kind != ADDED]

    @property
    def after(self):
        return [piece for piece in self.pieces if piece.kind != REMOVED]


def diff(before, after, budget=None):
    """The rows that lead from one text to the other; none when they are equal."""
    if before == after:
        return ()
    old, new = before.split("\n"), after.split("\n")
    budget = budget or Budget()
    # To look for words reads every character: not when little is left to spend.
    rows = _rows(old, new, budget, finely=budget.spend(len(before) + len(after)))
    if _pieces(rows) > MOST_PIECES:
        rows = _rows(old, new, budget, finely=False)
    if _pieces(rows) > MOST_PIECES:
        rows = [_whole(old, new)]
    return tuple(_folded(rows))


def _pieces(rows):
    return sum(len(row.pieces) for row in rows)


def word_diff(before, after, budget=None):
    """The pieces of one line that has become another; none when they are equal."""
    if before == after:
        return ()
    old, new, pieces = _TOKENS.findall(before), _TOKENS.findall(after), []
    for same, start, end, begin, stop in steps(old, new, budget or Budget()):
        was, now = "".join(old[start:end]), "".join(new[begin:stop])
        pieces += [Piece(SAME, was)] if same else [Piece(REMOVED, was), Piece(ADDED, now)]
    return tuple(_joined(pieces))


def _rows(old, new, budget, finely):
    """All rows; `finely` looks for words in lines that differ."""
    rows = []
    for same, start, end, begin, stop in steps(old, new, budget):
        if same:
            rows.append(Row(SAME, (Piece(SAME, "\n".join(old[start:end])),)))
        elif finely:
            rows += _changed(old[start:end], new[begin:stop], budget)
        else:
            rows.append(_whole(old[start:end], new[begin:stop]))
    return rows


def _changed(old, new, budget):
    """Rows of lines that differ: those that are alike stand together, the others come or go."""
    rows, gone, at = [], [], 0
    words = [_words(line) for line in new]
    for line in old:
        ahead = words[at : at + _AHEAD]
        found = _like(_words(line), ahead) if budget.spend(_LOOK * len(ahead)) else None
        if found is None:
            gone.append(line)
            continue
        rows += _lines(gone, new[at : at + found])
        pieces = word_diff(line, new[at + found], budget)
        rows.append(Row("words", pieces) if pieces else Row(SAME, (Piece(SAME, line),)))
        gone, at = [], at + found + 1
    return rows + _lines(gone, new[at:])


def _words(line):
    return frozenset(_WORDS.findall(line))


def _like(line, others):
    """The place of the first of the others that has enough words in common, or None."""
    for place, other in enumerate(others):
        if len(line & other) >= _ALIKE * max(len(line), len(other), 1):
            return place
    return None


def _lines(gone, come):
    return [_whole(gone, come)] if gone or come else []


def _whole(gone, come):
    """Lines that went, and those that came instead; an empty line is one too."""
    sides = ((REMOVED, gone), (ADDED, come))
    return Row("lines", tuple(Piece(kind, "\n".join(lines)) for kind, lines in sides if lines))


def _joined(pieces):
    """The pieces, of which a mere space between two changes becomes a part of both."""
    gone = come = space = ""
    for kind, text in pieces:
        if kind == SAME and text.isspace() and gone and come:
            space = text
        elif kind == SAME:
            yield from _change(gone, come)
            yield Piece(SAME, space + text)
            gone = come = space = ""
        else:
            gone += space + text if kind == REMOVED else space
            come += space + text if kind == ADDED else space
            space = ""
    yield from _change(gone, come)
    if space:
        yield Piece(SAME, space)


def _change(gone, come):
    return [Piece(kind, text) for kind, text in ((REMOVED, gone), (ADDED, come)) if text]


def _folded(rows):
    """The rows; of lines that are the same only those that stand next to a change."""
    for place, row in enumerate(rows):
        if row.kind != SAME:
            yield row
            continue
        lines = row.pieces[0].text.split("\n")
        head = CONTEXT if place else 0
        tail = CONTEXT if place < len(rows) - 1 else 0
        hidden = len(lines) - head - tail
        if hidden < 2:
            yield row
            continue
        if head:
            yield Row(SAME, (Piece(SAME, "\n".join(lines[:head])),))
        yield Row("hidden", hidden=hidden)
        if tail:
            yield Row(SAME, (Piece(SAME, "\n".join(lines[-tail:])),))
