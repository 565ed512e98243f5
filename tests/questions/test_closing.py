"""Closing at a moderator's word, and where a duplicate leads."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Act
from questions.models import Closure, Question
from questions.models.originals import LONGEST, NotTheOriginal
from tests import cast
from tests.coins import coins, rich
from tests.questions.closers import DUPLICATE, UNCLEAR, WHY, another, fresh, leads_to, open_closure

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def question():
    return cast.question(cast.ada())


def duplicate(question, original, by):
    return fresh(question).close(by=by, kind=DUPLICATE, original=fresh(original))


def test_a_moderator_closes_with_words_of_their_own(question, mo):
    assert question.close(by=mo, **WHY)
    assert question.closed_at == open_closure(question).at
    assert open_closure(question).kind == "other"
    assert not fresh(question).close(by=mo, because="Once more.")
    assert Closure.objects.count() == 1


@pytest.mark.parametrize("because", ["", "  "])
def test_another_reason_needs_words(question, mo, because):
    with pytest.raises(ValidationError, match="Say why"):
        question.close(by=mo, because=because)
    assert fresh(question).closed_at is None


def test_the_known_reasons_need_none(question, mo):
    question.close(by=mo, kind=UNCLEAR)
    closure = open_closure(question)
    assert closure.because == ""
    assert "what exactly is asked" in str(closure)
    assert "what exactly is asked" in Act.objects.get().because


def test_only_a_moderator_closes_alone(question):
    with pytest.raises(PermissionDenied):
        question.close(by=question.author, **WHY)


def test_a_duplicate_needs_its_original_and_nothing_else_has_one(question, mo):
    with pytest.raises(NotTheOriginal):
        question.close(by=mo, kind=DUPLICATE)
    with pytest.raises(NotTheOriginal):
        question.close(by=mo, kind=UNCLEAR, original=another(1))
    with pytest.raises(ValidationError):
        question.close(by=mo, kind="whim")
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(question=question, kind=UNCLEAR, original=another(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.create(question=question, kind=DUPLICATE, original=question)


def test_a_question_is_not_its_own_duplicate(question, mo):
    with pytest.raises(NotTheOriginal, match="back to this one"):
        duplicate(question, question, mo)


def test_a_removed_original_is_refused(question, mo):
    original = another(1)
    original.remove(by=mo, because="Spam.")
    with pytest.raises(NotTheOriginal, match="nowhere"):
        duplicate(question, original, mo)


def test_the_last_of_the_line_is_kept(question, mo):
    middle, last = another(1), another(2)
    duplicate(middle, last, mo)
    duplicate(question, middle, mo)
    assert open_closure(question).original == last


def test_an_original_that_becomes_a_duplicate_leads_on_and_back_when_it_is_reopened(question, mo):
    middle, last = another(1), another(2)
    duplicate(question, middle, mo)
    duplicate(middle, last, mo)
    assert open_closure(question).original == middle
    assert leads_to(question) == [last.pk]
    fresh(middle).reopen(by=mo)
    assert leads_to(question) == [middle.pk]


def test_no_line_leads_back(question, mo):
    middle, last = another(1), another(2)
    duplicate(question, middle, mo)
    duplicate(middle, last, mo)
    for original in (question, middle):
        with pytest.raises(NotTheOriginal, match="back to this one"):
            duplicate(last, original, mo)
    assert fresh(last).closed_at is None


def test_a_line_through_what_was_removed_is_closed_to_new_duplicates(question, mo):
    middle, last = another(1), another(2)
    duplicate(middle, last, mo)
    last.remove(by=mo, because="Spam.")
    with pytest.raises(NotTheOriginal, match="nowhere"):
        duplicate(question, middle, mo)
    last.restore(by=mo)
    assert duplicate(question, middle, mo)


def test_a_line_has_its_longest(mo):
    line = [another(n) for n in range(LONGEST + 2)]
    for one, next_one in pairwise(line[:-1]):
        duplicate(one, next_one, mo)
    assert len(fresh(line[0]).originals) == LONGEST
    with pytest.raises(NotTheOriginal, match="nowhere"):
        duplicate(line[-1], line[0], mo)
    assert duplicate(line[-1], line[1], mo)


def test_a_pot_gives_all_back_when_a_moderator_closes_the_question(question, mo):
    dee = rich(cast.member("Dee Pledges"), 50)
    question.pledge(by=dee, coins=40, once_key="one")
    assert fresh(question).close(by=mo, kind=DUPLICATE, original=another(1))
    assert fresh(question).pot_coins == 0
    assert coins(dee) == 50


def test_what_was_edited_since_waits_to_be_reopened(question, mo):
    other = another(1)
    for each in (question, other):
        each.close(by=mo, kind=UNCLEAR)
    assert not Question.objects.mended().exists()
    words = {"title": question.title, "body": cast.LONG_ENOUGH + " My chair is of oak."}
    fresh(question).edit(by=question.author, category=None, tags=["chairs"], **words)
    assert list(Question.objects.mended()) == [question]
    fresh(question).reopen(by=mo)
    assert not Question.objects.mended().exists()
