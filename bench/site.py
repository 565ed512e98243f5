"""A site of its own for a measurement: embedded servers, the demo community, the web server."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from queshub.embedded.site_address import SiteAddress
from queshub.embedded.supervisor import SPARING, web_command
from queshub.embedded.temporary import temporary_servers

CHECKOUT = Path(__file__).resolve().parent.parent
START_SECONDS = 30
STOP_SECONDS = 10


@contextmanager
def running_site() -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the demo community; yields its address and its processes' environment."""
    with prepared_site() as environment, served(environment) as (url, _):
        yield url, environment


@contextmanager
def prepared_site() -> Iterator[dict[str, str]]:
    """The demo community in servers of its own, not served yet; its processes' environment."""
    with temporary_servers() as variables:
        environment = {**os.environ, **variables, "SECRET_KEY": secrets.token_urlsafe(50)}
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_demo"]):
            manage(environment, *command)
        yield environment


def manage(environment: dict[str, str], *command: str) -> str:
    """What `manage.py` with this command prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=CHECKOUT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


@contextmanager
def served(
    environment: dict[str, str], application: str = "", **more: str
) -> Iterator[tuple[str, int]]:
    """Serve the site, or another application, as `bin/run` does; yields its address and pid."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = web_command(SiteAddress("127.0.0.1", port, url))
    if application:
        command[-1] = application
    surroundings = {**SPARING, **environment, "SITE_URL": url, **more}
    with running(command, surroundings, url + "/health/") as pid:
        yield url, pid


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(command: list[str], environment: dict[str, str], url: str) -> Iterator[int]:
    """A server's process, once `url` is answered. Ctrl-C reaches it through us only, in order."""
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(
            command,
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            if not _answers(url, server):
                log.seek(0)
                sys.exit(f"{command[-1]} does not answer:\n{log.read().decode()[-2_000:]}")
            yield server.pid
        finally:
            _end(server)


def _answers(url, server):
    last = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < last:
        with suppress(URLError, OSError):
            return urlopen(url, timeout=2).status == 200  # noqa: S310 — our own, on loopback
        time.sleep(0.1)
    return False


def _end(server):
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)  # what is left of its group
    server.wait()
