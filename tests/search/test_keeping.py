"""What a wide search found is kept for a moment."""

from uuid import uuid4

import pytest

from search import keeping
from search.finding import Found
from search.grammar import read
from search.keeping import find_again
from search.meaning import meaning_of
from tests import cast
from tests.search.documents import built

pytestmark = pytest.mark.django_db


@pytest.fixture
def word():
    """One that no other test has searched for."""
    return f"zeppelin{uuid4().hex}"


@pytest.fixture
def asked(monkeypatch):
    """The meanings that were looked for; each is a wide one's with other numbers."""
    meanings = []

    def find(meaning):
        meanings.append(meaning)
        return Found([len(meanings)], 10_000, "", is_wide=True)

    monkeypatch.setattr(keeping, "find", find)
    return meanings


def numbers(text):
    return find_again(meaning_of(read(text))).numbers


def test_the_same_is_looked_for_once(asked, word):
    assert numbers(word) == numbers(f" {word} ") == [1]
    assert len(asked) == 1


def test_what_means_something_else_is_looked_for_by_itself(asked, word):
    texts = [word, f"-{word}", f'"{word} {word}"', f"{word} is:accepted", f"{word} score:5"]
    assert [numbers(text) for text in [*texts, *texts]] == 2 * [[1], [2], [3], [4], [5]]


def test_few_are_looked_for_each_time(monkeypatch, word):
    monkeypatch.setattr(keeping, "find", lambda meaning: Found([uuid4()], 1, ""))
    assert numbers(word) != numbers(word)


def test_very_many_are_looked_for_once_though_none_were_left_out(monkeypatch, word):
    monkeypatch.setattr(keeping, "find", lambda meaning: Found([uuid4()], 10_000, ""))
    assert numbers(word) == numbers(word)


def test_a_list_that_was_broken_off_is_not_kept(monkeypatch, word):
    monkeypatch.setattr(keeping, "find", lambda meaning: Found([uuid4()], 1, "", is_wide=True))
    assert numbers(word) != numbers(word)


def test_a_question_that_left_sight_meanwhile_is_not_shown(client, monkeypatch, word):
    monkeypatch.setattr(keeping, "MOST", 1)
    asker = cast.ada()
    first, last = (cast.question(asker, title=f"Where is the {word}, {n}?") for n in "12")
    built()
    page = client.get("/search/", {"q": word}).content.decode()
    assert first.get_absolute_url() in page
    assert last.get_absolute_url() in page
    first.remove(by=asker, because="A mistake.")
    page = client.get("/search/", {"q": word}).content.decode()
    assert first.get_absolute_url() not in page
    assert last.get_absolute_url() in page
