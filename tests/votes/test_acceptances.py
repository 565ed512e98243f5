"""What an acceptance does to the standing of both."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from tests import cast
from tests.coins import fresh
from tests.standing import reputation


def test_acceptance_is_fifteen_for_the_answerer_and_two_for_the_asker(answer, ada, bo):
    answer.accept(by=ada)
    answer.accept(by=ada)
    assert (reputation(bo), reputation(ada)) == (16, 3)


def test_an_acceptance_withdrawn_takes_back_what_it_gave(answer, ada, bo):
    answer.accept(by=ada)
    answer.withdraw_acceptance(by=ada)
    assert (reputation(bo), reputation(ada)) == (1, 1)


def test_an_acceptance_that_moves_takes_its_reputation_along(question, answer, ada, bo, cy):
    other = cast.answer(cy, question)
    answer.accept(by=ada)
    other.accept(by=ada)
    assert (reputation(bo), reputation(cy), reputation(ada)) == (1, 16, 3)


def test_an_accepted_answer_that_is_removed_loses_it(answer, ada, bo):
    answer.accept(by=ada)
    fresh(answer).remove(by=cast.mo(), because="Copied.")
    assert (reputation(bo), reputation(ada)) == (1, 1)


def test_ones_own_answer_earns_nothing(question, ada):
    own = cast.answer(ada, question)
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        own.accept(by=ada)
    assert reputation(ada) == 1
