import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.answers.coin_machine import HAPPENED, Coins

# What must have happened somewhere in a run for it to say anything.
SOMETIMES = ["accepted", "welcome", "pledge", "award", "refund", "tip", "returned"]


@pytest.mark.django_db
def test_no_coin_is_made_or_lost_whatever_members_do():
    run_state_machine_as_test(
        Coins,
        settings=settings(
            max_examples=25,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert [event for event in SOMETIMES if not HAPPENED[event]] == []
