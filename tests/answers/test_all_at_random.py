import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.answers.coin_machine import Coins


@pytest.mark.django_db
def test_no_coin_is_made_or_lost_whatever_members_do():
    run_state_machine_as_test(
        Coins,
        settings=settings(
            max_examples=20,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
