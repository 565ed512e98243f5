"""What every test may use. The servers come from the plugin tests/servers.py."""

import pytest
from django.conf import settings
from django.core.management import call_command

from kv import client
from tests.chromium import browser_type_launch_args
from tests.emptying import the_ledger_can_be_emptied

__all__ = ["browser_type_launch_args", "the_ledger_can_be_emptied"]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Collect the static files once for all workers, so that pages are tested as they are served.

    A password of the cast costs nothing to hash; that members' passwords cost something is a test
    of its own.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if not hasattr(session.config, "workerinput"):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _redis_is_asked():
    """A Redis that one test found away, or slow on a busy machine, does not rest in the next."""
    client.breaker.cache_clear()
