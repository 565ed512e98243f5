"""Servers that lose nothing, as in production: what a commit costs is part of what is measured."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.site import manage
from queshub.embedded import environment
from queshub.embedded.lock import Lock
from queshub.embedded.place import Place
from queshub.embedded.servers import Servers

PREFIX = "queshub-bench-"


@contextmanager
def durable_servers() -> Iterator[dict[str, str]]:
    """A Postgres and a Valkey of its own, migrated; yields the environment of its processes.

    They live on the disk of the temporary folder: TMPDIR names another.
    """
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        Path(folder).chmod(0o711)  # when we are root the servers are not, and must pass
        place = Place(Path(folder) / "var")
        place.make()
        Lock(place.root / "lock").take("bench")
        servers = Servers(place)
        try:
            servers.start(environment.poll)
            variables = environment.of_site(place, servers, environment.DEFAULT_URL)
            made = {**os.environ, **variables, "SECRET_KEY": secrets.token_urlsafe(50)}
            made["DJANGO_SETTINGS_MODULE"] = "queshub.settings"
            manage(made, "migrate", "-v0")
            yield made
        finally:
            servers.stop()
