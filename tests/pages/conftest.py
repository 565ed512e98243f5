import pytest

from tests.pages.table.world import World


@pytest.fixture
def world(settings):
    """What every address in the table is about; nobody is too fast there."""
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/s")
    settings.ACCOUNT_RATE_LIMITS = False
    return World()
