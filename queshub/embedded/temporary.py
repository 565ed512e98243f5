"""Servers for tests: in a folder of their own, quick, careless, gone afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from queshub.embedded import environment
from queshub.embedded.lock import Lock
from queshub.embedded.place import Place
from queshub.embedded.servers import Servers

PREFIX = "queshub-test-"


@contextmanager
def temporary_servers() -> Iterator[dict[str, str]]:
    """Run a Postgres and a Valkey that meet no others; yields the site's environment."""
    _remove_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)  # when we are root the servers are not, and must pass
    place = Place(folder / "var")
    place.make()
    Lock(place.root / "lock").take("tests")
    servers = Servers(place, careless=True)
    try:
        servers.start(environment.poll)
        yield environment.of_site(place, servers, environment.DEFAULT_URL)
    finally:
        servers.stop()
        _remove(place)


def _remove_leftovers() -> None:
    """End and remove what killed runs of the tests left, and nothing of a run under way."""
    for lock in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/var/lock"):
        if lock.stat().st_uid == os.geteuid() and Lock(lock).take("tests"):
            place = Place(lock.parent)
            Servers(place).record.end_leftovers()
            _remove(place)


def _remove(place: Place) -> None:
    shutil.rmtree(place.servers.resolve(), ignore_errors=True)  # may be elsewhere
    shutil.rmtree(place.root.parent, ignore_errors=True)
