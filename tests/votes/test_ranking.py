"""Answers in the order of their votes, fair to the new ones."""

import pytest

from answers.models import Answer
from tests import cast
from tests.coins import scored

pytestmark = pytest.mark.django_db


def voted(question, ups, downs):
    answer = cast.answer(cast.member(f"Author {ups} {downs}"), question)
    Answer.objects.filter(pk=answer.pk).update(score=ups - downs, down_votes=downs)
    return answer.pk


def ranked(question):
    return [answer.pk for answer in question.answers.ranked()]


def test_a_better_share_of_votes_stands_first(question):
    disputed, new, few, many = (
        voted(question, *votes) for votes in [(30, 20), (0, 0), (3, 0), (100, 2)]
    )
    assert ranked(question) == [many, few, disputed, new]


def test_who_is_voted_down_stands_below_what_nobody_has_read(question):
    down, new = voted(question, 0, 1), voted(question, 0, 0)
    assert ranked(question) == [new, down]


def test_the_older_of_two_equal_ones_stands_first(question):
    answers = [voted(question, n, n) for n in (0, 1)]
    assert ranked(question) == answers


def test_an_imported_score_below_zero_is_as_many_down_votes(question, answer):
    worst = scored(answer, -4)
    assert worst.rank == pytest.approx(2 / 8)


def test_the_accepted_answer_stands_above_all(question, ada, answer):
    best = voted(question, 50, 0)
    answer.accept(by=ada)
    assert ranked(question) == [answer.pk, best]
