"""A whole site in real processes, whose servers a test may stop, kill, freeze and start again."""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import psutil
from django.conf import settings

from queshub.embedded import environment
from queshub.embedded.child import Child
from queshub.embedded.lock import Lock
from queshub.embedded.place import CHECKOUT, Place
from queshub.embedded.servers import Servers
from queshub.embedded.site_address import SiteAddress
from queshub.embedded.supervisor import web_command
from queshub.embedded.temporary import PREFIX
from tests.run.installation import free_port

LONGEST_START = 60.0  # seconds, on a busy machine
DEFAULTS = (
    *("DATABASE_URL", "REDIS_URL", "REDIS_PREFIX", "SECRET_KEY", "SITE_URL", "QUESHUB_VAR"),
    "HOT_PAGES",
)


class Site:
    """Postgres, Valkey and the web server of one folder; an empty site, without a worker."""

    def __init__(self, place: Place):
        self.place = place
        self.servers = Servers(place)  # careful ones: what was committed must outlive a SIGKILL
        self.address = SiteAddress("127.0.0.1", port := free_port(), f"http://127.0.0.1:{port}")
        self.environment: dict[str, str] = {}
        self.web: Child | None = None

    def begin(self) -> None:
        """Start all of it, up to the first answer."""
        self.servers.start(environment.poll)
        here = environment.of_site(self.place, self.servers, self.address.url)
        self.environment = {**os.environ, **here, "PYTHONUNBUFFERED": "1"}
        # Collected once for all tests, in the folder of those that run without processes.
        (self.place.root / "static").symlink_to(settings.STATIC_ROOT)
        self.manage("migrate", "-v0")
        self.web = Child("web", web_command(self.address), self.environment, self.log)
        self.web.start(self.servers.record)
        assert environment.poll(lambda: self.status("/health/") == 200, LONGEST_START), self.said()

    @property
    def postgres(self) -> Child:
        return self.servers.running["DATABASE_URL"].child

    @property
    def valkey(self) -> Child:
        return self.servers.running["REDIS_URL"].child

    def manage(self, *command: str) -> str:
        """What a `manage.py` command prints."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=CHECKOUT,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """The answer to a GET, its body read."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, form: dict[str, str], token: str) -> http.client.HTTPResponse:
        """The answer to a form, sent with a token for its cookie and its field."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"Cookie": f"csrftoken={token}"}
        return self._ask("POST", path, urlencode(form | {"csrfmiddlewaretoken": token}), headers)

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection(self.address.host, self.address.port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            response.text = response.read().decode()
            return response
        finally:
            connection.close()

    def status(self, path: str) -> int:
        """The status of a page, 0 when nobody answers."""
        try:
            return self.get(path).status
        except OSError:
            return 0

    @property
    def log(self) -> Path:
        return self.place.log("web")

    def said(self) -> str:
        """What the web server wrote to its log."""
        return self.log.read_text()

    def start_again(self, server: Child) -> None:
        """Start a server that was ended, and wait until it answers."""
        server.stop()  # as the supervisor does: what is left of its group
        server.start(self.servers.record)
        [ours] = [each for each in self.servers.running.values() if each.child is server]
        assert environment.poll(ours.ready, LONGEST_START)

    def stop(self) -> None:
        """End all of it."""
        if self.web is not None:
            self.web.stop()
        self.servers.stop()


def end(server: Child, number: signal.Signals) -> None:
    """Send a signal to a server that ends it, and wait for it and its children."""
    processes = family(server)
    processes[0].send_signal(number)
    _, alive = psutil.wait_procs(processes[1:], LONGEST_START)
    assert not alive
    assert environment.poll(lambda: server.status is not None, LONGEST_START)


@contextmanager
def frozen(server: Child) -> Iterator[None]:
    """A server that neither runs nor ends, with everybody's connections open."""
    processes = family(server)
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()


def family(server: Child) -> list[psutil.Process]:
    """A server's processes, the one we started first."""
    first = psutil.Process(server._process.pid)
    return [first, *first.children(recursive=True)]


@contextmanager
def running_site() -> Iterator[Site]:
    """A site in a folder of its own; a later run of the tests cleans up after a killed one."""
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)  # when we are root the servers are not, and must pass
    place = Place(folder / "var")
    place.make()
    Lock(place.root / "lock").take("tests of outages")
    site = Site(place)
    try:
        with _without(DEFAULTS):
            site.begin()
        yield site
    finally:
        site.stop()
        shutil.rmtree(place.servers.resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """The tests' own servers are not the site's."""
    given = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(given)
