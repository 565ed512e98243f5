"""How many questions a category has: what every verb does to the number."""

import pytest

from questions.models import Category
from tests import cast
from tests.at_once import at_once, failures

pytestmark = pytest.mark.django_db


@pytest.fixture
def sleep():
    return Category.objects.create(name="Sleep")


def number(category):
    return Category.objects.get(pk=category.pk).question_count


def test_asking_counts_and_removing_takes_it_back_until_it_is_restored(sleep):
    mo, question = cast.mo(), cast.question(cast.ada(), category=sleep)
    assert number(sleep) == 1
    question.remove(by=mo, because="Spam.")
    assert number(sleep) == 0
    question.restore(by=mo)
    assert number(sleep) == 1


def test_a_question_that_is_held_is_counted_once_it_is_published(sleep):
    question = cast.question(cast.ada(), category=sleep, held="It looks like spam.")
    assert number(sleep) == 0
    question.restore(by=cast.mo())
    assert number(sleep) == 1


def test_editing_moves_it_from_one_category_to_the_other(sleep):
    ada, mood = cast.ada(), Category.objects.create(name="Mood")
    question = cast.question(ada, category=sleep)
    text = {"title": question.title, "body": question.body, "tags": ["depression"]}
    question.edit(by=ada, category=mood, **text)
    assert (number(sleep), number(mood)) == (0, 1)
    question.edit(by=ada, category=mood, **text | {"body": cast.own_words()})
    assert (number(sleep), number(mood)) == (0, 1)
    question.remove(by=ada, because="Solved.")
    assert (number(sleep), number(mood)) == (0, 0)


def test_changing_a_categorys_name_leaves_what_was_counted_meanwhile(sleep):
    ours = Category.objects.get(pk=sleep.pk)
    cast.question(cast.ada(), category=sleep)
    ours.name = "Sleeping"
    ours.save()
    assert number(sleep) == 1


def test_a_branch_has_the_sum(sleep):
    below = Category.objects.create(name="Dreams", parent=sleep)
    ada = cast.ada()
    for category in (sleep, below, below):
        cast.question(ada, category=category)
    assert Category.objects.under(sleep).questions() == 3


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_are_both_counted():
    sleep = Category.objects.create(name="Sleep")
    asking = [
        lambda by=by: cast.question(by, category=sleep, tags=["depression"])
        for by in (cast.ada(), cast.bo())
    ]
    assert failures(at_once(*asking)) == []
    assert number(sleep) == 2


@pytest.mark.django_db(transaction=True)
def test_two_questions_that_change_places_do_not_wait_for_each_other_in_a_circle():
    ada, bo = cast.ada(), cast.bo()
    sleep, mood = (Category.objects.create(name=name) for name in ("Sleep", "Mood"))
    questions = [cast.question(ada, category=sleep), cast.question(bo, category=mood)]

    def move(question, by, category):
        text = {"title": question.title, "body": question.body, "tags": ["depression"]}
        return lambda: question.edit(by=by, category=category, **text)

    moves = [move(questions[0], ada, mood), move(questions[1], bo, sleep)]
    assert failures(at_once(*moves)) == []
    assert (number(sleep), number(mood)) == (1, 1)
