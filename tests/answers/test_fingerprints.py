"""Small edits do not slip through, and different texts do not collide."""

import random
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answers.fingerprints import (
    ALIKE,
    LIKELY,
    RUN,
    SKETCHED,
    likeness,
    numbers_of,
    share,
    sketch_of,
    words_of,
)
from interchange.demo_files import read_demo
from tests.cast import LONG_ENOUGH

WORDS = words_of(LONG_ENOUGH)
# Texts in which hardly a run comes twice, as in what people write.
TEXTS = st.lists(st.integers(0, 5_000).map(str), min_size=20, max_size=600)


def alike(one, other):
    return share(words_of(one), words_of(other)) >= ALIKE


def likely(words, others):
    return likeness(numbers_of(sketch_of(words)), numbers_of(sketch_of(others)))


# --- Words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Café, <em>ca</em>fé!</p>", "café café"),
        ("<p>ＦＵＬＬ ①</p>", "full 1"),
        ("<p>Straße STRASSE</p>", "strasse strasse"),
        ("<p>one</p><p>two</p>three<br>four", "one two three four"),
        ("<pre><code>if a &lt; b:\n    go()</code></pre>", "if a b go"),
        ('<p>a<a href="https://x/">b</a> <img alt="c" src="d">e</p>', "ab e"),
        ("<p>in\u00advisible\u200b signs\u200d</p>", "invisible signs"),
        ("<p>naïve nai\u0308ve</p>", "naïve naïve"),
        ("<p>हिन्दी में</p>", "हिन्दी में"),
        ("<p>腰が痛い。</p>", "腰 が 痛 い"),
        ("<p>😀 😀 !</p>", "😀 😀 !"),
        ("<p></p>", ""),
    ],
)
def test_what_a_word_is(html, words):
    assert words_of(html) == words.split()


# --- The measure and its borders


def changed(words, *places):
    return [f"other{n}" if n in places else word for n, word in enumerate(words)]


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ((), 1.0),
        ((10,), 0.95),
        ((0,), 0.95),
        ((19,), 0.95),
        ((6, 13), 0.9),
        ((0, 19), 0.9),
        ((5, 11, 17), 0.75),
        ((0, 10, 19), 0.85),
    ],
)
def test_of_twenty_words_two_may_differ_and_it_is_a_repeat(places, found):
    words = WORDS[:20]
    assert share(changed(words, *places), words) == pytest.approx(found)


@pytest.mark.parametrize(
    ("html", "repeats"),
    [
        (LONG_ENOUGH.upper(), True),
        (LONG_ENOUGH.replace(" ", "  ").replace(",", " –"), True),
        (LONG_ENOUGH.replace("try", "<strong>try</strong>"), True),
        (LONG_ENOUGH.replace("everyone", "everybody").replace("like", "love"), True),
        (LONG_ENOUGH.replace("o", "o\u200b"), True),
        ("Hello! " + LONG_ENOUGH + " Thanks.", True),
        (". ".join(reversed(LONG_ENOUGH.split(", "))), True),
        (LONG_ENOUGH + " In my case it was the chair, which I have changed since.", False),
        ("Somebody said: " + LONG_ENOUGH + " But I think it depends on the day.", False),
        ("The things that everyone tries first are wrong, and nobody knows why.", False),
    ],
)
def test_small_edits_are_repeats_and_more_words_are_not(html, repeats):
    assert alike(html, LONG_ENOUGH) is repeats


def test_a_part_of_an_answer_repeats_it_and_the_whole_does_not_repeat_the_part():
    part = " ".join(WORDS[:22])
    assert alike(part, LONG_ENOUGH)
    assert not alike(LONG_ENOUGH, part)


def test_texts_without_words_are_alike_only_when_they_are_the_same():
    assert alike("😀 " * 20, "😀 " * 20)
    assert not alike("😀 " * 20, "🙂 " * 20)
    assert not alike("", "")


def test_other_code_under_the_same_words_is_another_answer():
    code = "<p>Try this, it works for me:</p><pre><code>{}</code></pre>"
    one = code.format("\n".join(f"x{n} = first({n}) + {n * 3}" for n in range(9)))
    other = code.format("\n".join(f"y{n} = second({n}, {n * 7})" for n in range(9)))
    assert not alike(one, other)


def test_the_answers_of_the_demo_are_all_different():
    bodies = [words_of(a.body) for q in read_demo().questions for a in q.answers]
    assert len(bodies) > 50
    assert [1 for one, two in pairwise(bodies) if share(one, two) >= ALIKE] == []
    found = [likely(one, two) for one in bodies[:40] for two in bodies if one is not two]
    assert max(found) < LIKELY


# --- The sketch finds what the measure finds


@given(TEXTS, st.randoms(use_true_random=False), st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_is_changed_in_a_tenth_of_the_words_is_found(words, chance, data):
    places = chance.sample(range(len(words)), data.draw(st.integers(0, len(words) // 10)))
    edited = changed(words, *places)
    assume(share(edited, words) >= ALIKE)
    assert likely(edited, words) >= LIKELY


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_no_word_counts_as_said_before_that_the_other_text_lacks(one, other):
    lacking = sum(word not in other for word in one)
    assert share(one, other) <= 1 - lacking / len(one) + 1e-9


@pytest.mark.parametrize("length", [20, 21, 29, 30, 100, SKETCHED + RUN - 1, SKETCHED + RUN, 6_000])
def test_changes_spread_as_badly_as_can_be_are_found(length):
    chance = random.Random(length)
    words = [f"word{chance.randrange(10**6)}" for _ in range(length)]
    edited = changed(words, *range(9, length - RUN, 10))
    assert share(edited, words) >= ALIKE
    assert likely(edited, words) >= LIKELY


def test_a_half_of_a_long_answer_is_found():
    words = [f"word{n}" for n in range(6_000)]
    assert likely(words[:3_000], words) > 0.9
    assert 0.4 < likely(words, words[:3_000]) < 0.6


def test_a_sketch_is_small_however_long_the_text():
    for length in (1, 5, 204, 205, 15_000):
        sketch = sketch_of([str(n) for n in range(length)])
        assert len(sketch) <= 4 * SKETCHED
        assert list(numbers_of(sketch)) == sorted(numbers_of(sketch))
