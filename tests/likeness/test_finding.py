"""The nearest questions while somebody types, and those of a stored one."""

import time

import pytest

from likeness import finding, storage
from likeness.asking import Away, vector_of
from likeness.finding import nearest, nearest_of
from likeness.nearest import _NEAREST, nearest_to
from questions.models import Question
from search.jobs import embed_questions
from tests import cast
from tests.likeness.conftest import bag_of, process_at

pytestmark = pytest.mark.django_db

TITLES = ["Do I need a transit visa?", "Which bread needs no oven?", "What is a visa run?"]


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def three(tables, model):
    ada = cast.ada()
    asked = [cast.question(ada, title=title) for title in TITLES]
    embed_questions()
    return asked


def numbers(found):
    return [number for number, cosine in found]


def test_the_nearest_come_first_with_their_cosine(three):
    found = nearest("visa for transit")
    assert numbers(found) == [three[0].pk, three[2].pk, three[1].pk]
    likeness = [cosine for number, cosine in found]
    assert likeness[0] == pytest.approx(1, abs=1e-5)
    assert likeness[2] < 0.1


def test_what_says_the_same_in_other_words_is_found_through_the_nearest(tables, model):
    ada = cast.ada()
    titles = ["What is an oven?", "What is a transit visa?", "What is a visa?"]
    oven, both, visa = [cast.question(ada, title=title) for title in titles]
    embed_questions()
    cosines = dict(found := nearest("transit"))
    assert cosines[visa.pk] == pytest.approx(cosines[oven.pk])
    assert numbers(found) == [both.pk, visa.pk, oven.pk]


def test_only_so_many_and_only_older_ones_where_that_is_asked(three):
    assert numbers(nearest("visa", limit=1)) == [three[2].pk]
    assert numbers(nearest("visa", before=three[2].pk)) == [three[0].pk, three[1].pk]


def test_a_removed_question_is_no_candidate_until_it_is_restored(three, mo):
    three[0].remove(by=mo, because="Asked twice.")
    assert three[0].pk not in numbers(nearest("transit visa"))
    Question.objects.get(pk=three[0].pk).restore(by=mo)
    assert three[0].pk in numbers(nearest("transit visa"))


def test_a_stored_question_has_others_without_asking_the_model(three, settings):
    settings.LIKENESS_SOCKET = "/nowhere"
    assert numbers(nearest_of(three[0])) == [three[2].pk, three[1].pk]


def test_a_question_without_a_vector_has_none(three):
    late = cast.question(three[0].author, title="Is a visa late?")
    assert nearest_of(late) is None


def test_off_it_asks_nobody(three, settings, django_assert_num_queries):
    settings.LIKENESS = False
    with django_assert_num_queries(0):
        assert nearest("visa") is None
        assert nearest_of(three[0]) is None


def test_on_without_tables_it_does_without(model):
    assert nearest("visa") is None
    assert nearest_of(cast.question(cast.ada())) is None
    embed_questions()


def test_without_the_process_it_does_without(tables, address):
    assert nearest("visa") is None


def test_it_is_given_up_after_its_time(tables, address, monkeypatch):
    monkeypatch.setattr(finding, "SECONDS", 0.2)
    pause = time.sleep

    def slow(title, body):
        pause(0.5)
        return bag_of(title, body)

    with process_at(address, slow):
        began = time.monotonic()
        assert nearest("visa") is None
        assert time.monotonic() - began < 0.45


def test_the_time_that_is_left_is_postgres_s_too(three):
    vector = vector_of("visa", "", until=time.monotonic() + 5)
    with pytest.raises(Away):
        nearest_to(vector, until=time.monotonic() - 1, limit=1)


def test_a_statement_that_is_ended_leaves_the_page_as_it_was(three, monkeypatch):
    vector = vector_of("visa", "", until=time.monotonic() + 5)
    monkeypatch.setattr("likeness.nearest._NEAREST", "SELECT pg_sleep(5)")
    with pytest.raises(Away):
        nearest_to(vector, until=time.monotonic() + 0.1, limit=1)
    assert storage.run("SHOW statement_timeout") == [("15min",)]
    assert Question.objects.count() == 3


def test_asking_leaves_the_time_of_other_statements_as_it_was(three):
    nearest("visa")
    assert storage.run("SHOW statement_timeout") == [("15min",)]


def test_both_looks_are_along_the_index(three, monkeypatch):
    vector = vector_of("visa", "", until=time.monotonic() + 5)
    monkeypatch.setattr("likeness.nearest._NEAREST", f"EXPLAIN {_NEAREST}")
    storage.run("SET LOCAL enable_sort = off")  # of three rows it would be quicker
    plan = nearest_to(vector, until=time.monotonic() + 5, limit=1)
    assert sum("using likeness_nearest" in line for (line,) in plan) == 2
