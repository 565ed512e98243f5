from collections.abc import Callable, Iterator

import pytest
from django.core.wsgi import get_wsgi_application

from hotpages.behind import behind
from hotpages.buffer import buffer
from hotpages.catching_up import catch_up
from tests.hotpages.sites import Site


@pytest.fixture(autouse=True)
def _forgetful():
    """What one test left in this process does not reach the next."""
    buffer.arrived.clear()
    buffer.take()
    behind.end(behind.falls())


@pytest.fixture
def start(db_that_commits, settings, monkeypatch) -> Iterator[Callable[..., Site]]:
    """Starts web processes, as far as hot pages go: each a layer with a link of its own."""
    settings.HOT_PAGES = True
    # A machine that runs other tests beside this one may stand still for a second.
    monkeypatch.setattr("hotpages.link.SILENCE_SECONDS", 10.0)
    catch_up()
    sites = []

    def start_one(application=None, linked=True) -> Site:
        sites.append(Site(application or get_wsgi_application()))
        if linked:
            sites[-1].link()
        return sites[-1]

    yield start_one
    for site in sites:
        site.unlink()


@pytest.fixture
def db_that_commits(transactional_db):
    """Drops are pushed when the change has committed."""


@pytest.fixture
def site(start, request) -> Site:
    """One process, that begins to listen when what it shows is made: else it hears of that late."""
    for name in {"scene", "path"}.intersection(request.fixturenames):
        request.getfixturevalue(name)
    return start()
