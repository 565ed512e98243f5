"""Servers for tests: in a folder of their own, quick, careless, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from queshub.embedded import environment
from queshub.embedded.place import Place
from queshub.embedded.servers import Servers


@contextmanager
def temporary_servers() -> Iterator[dict[str, str]]:
    """Run a Postgres and a Valkey that meet no others; yields the site's environment."""
    with tempfile.TemporaryDirectory(prefix="queshub-test-") as folder:
        place = Place(Path(folder) / "var")
        Path(folder).chmod(0o711)  # when we are root the servers are not, and must pass
        place.make()
        servers = Servers(place, careless=True)
        try:
            servers.start(environment.poll)
            yield environment.of_site(place, servers, environment.DEFAULT_URL)
        finally:
            servers.stop()
            shutil.rmtree(place.servers.resolve(), ignore_errors=True)  # may be elsewhere
