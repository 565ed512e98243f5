import pytest

from tests import cast
from tests.payloads import naughty_strings, payloads

__all__ = ["naughty_strings", "payloads"]

BACKEND = "accounts.backend.MemberBackend"


@pytest.fixture(autouse=True)
def no_limits(settings):
    """A limit would hide what a page does with the next text."""
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/s")
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Nobody's password is tried here, and many members are made."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(client):
    """Ada, who is signed in."""
    ada = cast.ada()
    client.force_login(ada, BACKEND)
    return ada
