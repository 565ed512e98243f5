"""What differs between two texts: nothing is lost, the words are found, and the work is bounded."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posts.diffing import ADDED, MOST_PIECES, REMOVED, SAME, Piece, diff, word_diff
from posts.matching import Budget

WORDS = st.lists(st.sampled_from(["one", "two", "three", " ", "\n", ".", "犬"]), max_size=40)
LONG = 30_000


def sides(rows):
    """Both texts as the rows tell them; hidden lines stand for themselves."""
    before, after = [], []
    for row in rows:
        if row.kind == "hidden":
            before += [f"({row.hidden})"] * row.hidden
            after += [f"({row.hidden})"] * row.hidden
            continue
        lines = {REMOVED: "", ADDED: ""}
        for kind, text in row.pieces:
            for side in [REMOVED, ADDED] if kind == SAME else [kind]:
                lines[side] += text
        kinds = {piece.kind for piece in row.pieces}
        before += lines[REMOVED].split("\n") if kinds & {SAME, REMOVED} else []
        after += lines[ADDED].split("\n") if kinds & {SAME, ADDED} else []
    return before, after


def told(text, lines):
    """Whether the lines are the text's, but for those that are hidden."""
    real = text.split("\n")
    return len(real) == len(lines) and all(
        line == shown or shown.startswith("(") for line, shown in zip(real, lines, strict=True)
    )


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_a_diff(before, after):
    before, after = "".join(before), "".join(after)
    rows = diff(before, after)
    if before == after:
        assert rows == ()
    else:
        old, new = sides(rows)
        assert told(before, old)
        assert told(after, new)


@given(WORDS, WORDS)
def test_both_lines_can_be_read_from_their_words(before, after):
    before, after = "".join(before), "".join(after)
    pieces = word_diff(before, after)
    if before != after:
        assert "".join(text for kind, text in pieces if kind != ADDED) == before
        assert "".join(text for kind, text in pieces if kind != REMOVED) == after


def test_a_word_that_changed_in_a_line_is_found():
    [row] = diff("The leaves curl upwards.", "The leaves curl downwards.")
    assert row.kind == "words"
    assert row.pieces == (
        Piece(SAME, "The leaves curl "),
        Piece(REMOVED, "upwards"),
        Piece(ADDED, "downwards"),
        Piece(SAME, "."),
    )


def test_words_side_by_side_are_one_change():
    assert [kind for kind, _ in word_diff("an old red cat", "an new big cat")] == [
        *(SAME, REMOVED, ADDED, SAME)
    ]


def test_scripts_without_spaces_are_compared_by_characters():
    assert Piece(REMOVED, "狗") in word_diff("我喜欢狗和猫", "我喜欢鸟和猫")


def test_lines_that_have_little_in_common_come_and_go_whole():
    [row] = diff("Water them in the evening.", "Buy compost.")
    assert row.kind == "lines"
    assert [piece.kind for piece in row.pieces] == [REMOVED, ADDED]


def test_a_line_is_compared_with_the_one_it_became_though_others_came_before_it():
    rows = diff("I water them in the evening.", "Hello.\n\nI water them in the morning.")
    assert [row.kind for row in rows] == ["lines", "words"]


def test_long_stretches_that_did_not_change_are_hidden():
    lines = [f"line {n}" for n in range(40)]
    rows = diff("\n".join(lines), "\n".join([*lines[:20], "another", *lines[21:]]))
    assert [row.kind for row in rows] == ["hidden", SAME, "lines", SAME, "hidden"]
    assert [row.hidden for row in rows if row.hidden] == [17, 16]


def lines(*words):
    """A text as long as a body can be, of these words in turn, one a line."""
    number = LONG // (len(words[0]) + 1)
    return "\n".join(words[n % len(words)] for n in range(number))


HOSTILE = {
    "short lines": (lines("a", "b", "c"), lines("b", "a", "c", "c")),
    "lines all over": (
        lines(*(f"{n:02}" for n in range(97))),
        lines(*(f"{n * 7 % 97:02}" for n in range(97))),
    ),
    "one line of many words": (
        lines(*(f"w{n}" for n in range(150))).replace("\n", " "),
        lines(*(f"w{n * 11 % 150}" for n in range(150))).replace("\n", " "),
    ),
    "every other line": (lines("stays", "goes one"), lines("stays", "goes two")),
    "backwards": (
        "\n".join(str(n) for n in range(6_000)),
        "\n".join(str(n) for n in range(6_000, 0, -1)),
    ),
    "signs": (".,;:" * 7_500, ";.:," * 7_500),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_is_bounded_and_so_is_what_is_shown(name):
    before, after = HOSTILE[name]
    started = time.process_time()
    rows = diff(before, after)
    assert time.process_time() - started < 3  # some 0.3 s, and machines are busy
    assert sum(len(row.pieces) for row in rows) <= MOST_PIECES
    old, new = sides(rows)
    assert told(before, old)
    assert told(after, new)


def test_without_a_budget_the_whole_text_counts_as_changed():
    rows = diff("same\none\nsame", "same\ntwo\nsame", Budget(0))
    assert [row.kind for row in rows] == [SAME, "lines", SAME]
