"""A pytest plugin: every run of the tests has a Postgres and a Valkey of its own.

Loaded early (``-p tests.servers``), for pytest-django reads the settings at once. With
pytest-xdist the workers share the servers: each has a database, and a number in Valkey, of its own.
TEST_DATABASE_URL and TEST_REDIS_URL name other servers; the numbered Redis databases are emptied.
"""

import os
import re
from collections.abc import Iterator

import pytest
import redis

from queshub.embedded.temporary import temporary_servers
from queshub.embedded.trouble import Trouble

# A developer's own settings must not reach the tests, nor the tests the developer's data.
LEFT_OUT = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL", "DEBUG", "QUESHUB_DEMO")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """Start the servers before anything reads the settings."""
    # Pages are made anew for each test; those of hotpages/ say otherwise.
    os.environ["HOT_PAGES"] = "0"
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    # What is published, and which scripts are known, is the whole server's.
    os.environ["REDIS_PREFIX"] = f"queshub-{worker}"
    if worker:
        os.environ["REDIS_URL"] = _numbered(os.environ["REDIS_URL"], int(worker[2:]) + 1)
    else:
        _start(early_config)
    return (yield)


def _start(config: pytest.Config) -> None:
    for name in LEFT_OUT:
        os.environ.pop(name, None)
    for name in ("DATABASE_URL", "REDIS_URL"):
        if f"TEST_{name}" in os.environ:
            os.environ[name] = os.environ[f"TEST_{name}"]
    servers = temporary_servers()
    try:
        os.environ.update(servers.__enter__())
    except Trouble as trouble:
        raise pytest.UsageError(str(trouble)) from trouble
    config.add_cleanup(lambda: servers.__exit__(None, None, None))


def _numbered(url: str, number: int) -> str:
    return re.sub(r"(?<=db=)\d+|(?<=\d/)\d+$", str(number), url)


@pytest.fixture(autouse=True)
def _empty_redis() -> None:
    """Counters and limits of one test do not reach the next."""
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushdb()
