"""The model itself, where its packages are installed (bin/install-likeness)."""

import math
from importlib.util import find_spec

import pytest

from likeness.checks import PACKAGES

if any(find_spec(name) is None for name in PACKAGES):
    reason = "the packages of requirements-likeness.txt are not installed"
    pytest.skip(reason, allow_module_level=True)

from likeness.model import LONGEST, Model
from likeness.texts import vector_of

LONG = "We fly from Lisbon to Oslo with one suitcase and a folding bicycle. " * 60


@pytest.fixture(scope="module")
def model():
    return Model()


def cosine(model, one, other):
    return float(model.encode(one) @ model.encode(other))


@pytest.mark.parametrize(
    "text", ["", "visa", LONG, "漢字とかな 🍞", "\x01\ufffd\u202e", "x" * 5_000]
)
def test_a_vector_has_384_numbers_and_length_one(model, text):
    vector = model.encode(text)
    assert vector.shape == (384,)
    assert math.hypot(*vector.tolist()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("one", "paraphrase", "stranger"),
    [
        (
            "Do I need a visa to change planes in London?",
            "Is a transit permit required at Heathrow?",
            "How do I keep bread fresh?",
        ),
        (
            "How can I lose weight quickly?",
            "Fast ways to slim down",
            "How can I save money quickly?",
        ),
    ],
)
def test_paraphrases_are_nearer_than_strangers(model, one, paraphrase, stranger):
    assert cosine(model, one, paraphrase) > cosine(model, one, stranger) + 0.1


def test_nearly_the_same_words_are_very_near_and_other_worlds_far(model):
    assert cosine(model, "That is a happy person", "That is a very happy person") > 0.9
    assert abs(cosine(model, "That is a happy person", "Bolt torque for a gearbox")) < 0.2


def test_capitals_and_accents_make_no_difference(model):
    assert cosine(model, "Café in MÜNCHEN", "cafe in munchen") == pytest.approx(1, abs=1e-5)


def test_what_comes_after_the_longest_text_is_not_read(model):
    first = "word " * LONGEST
    assert cosine(model, first, first + LONG) == pytest.approx(1, abs=1e-5)
    assert cosine(model, "word " * 100, "word " * 100 + LONG) < 0.95


def test_a_title_alone_is_itself_and_a_body_moves_it(model):
    title = "Taking a bicycle on a plane"
    assert vector_of(model, title, " \n") == pytest.approx(model.encode(title))
    whole = vector_of(model, title, LONG)
    assert math.hypot(*whole.tolist()) == pytest.approx(1, abs=1e-5)
    assert 0.5 < float(whole @ model.encode(title)) < 0.99
