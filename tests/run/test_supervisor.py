"""A process that keeps ending: the site ends with it, unless it can do without."""

import os

import pytest

from queshub.embedded.child import Child
from queshub.embedded.place import Place
from queshub.embedded.supervisor import MOST_DEATHS, Supervisor
from queshub.embedded.trouble import Trouble

pytestmark = pytest.mark.processes


@pytest.fixture
def supervisor(tmp_path):
    place = Place(tmp_path / "var")
    place.make()
    return Supervisor(place, site=None, wakeups=None)


def dying(supervisor, *, needed):
    child = Child("odd", ["false"], dict(os.environ), needed=needed)
    supervisor.site_processes.append(child)
    for _ in range(MOST_DEATHS):
        supervisor._start_again(child)
    return child


def test_one_that_is_needed_ends_the_site(supervisor):
    child = dying(supervisor, needed=True)
    with pytest.raises(Trouble, match="odd process keeps ending"):
        supervisor._start_again(child)
    child.stop()


def test_without_another_the_site_goes_on(supervisor, capsys):
    child = dying(supervisor, needed=False)
    supervisor._start_again(child)
    assert supervisor.site_processes == []
    assert "goes on without it" in capsys.readouterr().out
