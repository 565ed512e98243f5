"""A site of its own for a measurement: embedded servers, the demo community, the web server."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from queshub.embedded.temporary import temporary_servers

CHECKOUT = Path(__file__).resolve().parent.parent
START_SECONDS = 30


@contextmanager
def running_site() -> Iterator[tuple[str, dict[str, str]]]:
    """Serve the demo community; yields its address and its processes' environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    os.environ["SITE_URL"] = url
    with temporary_servers() as variables:
        environment = {**os.environ, **variables, "SECRET_KEY": secrets.token_urlsafe(50)}
        for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["load_demo"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=CHECKOUT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        yield from _served(url, port, environment)


def _served(url, port, environment):
    serve = "granian --interface wsgi --workers 2 --no-access-log --log-level error --port"
    web = subprocess.Popen(
        [sys.executable, "-m", *serve.split(), str(port), "queshub.wsgi:application"],
        cwd=CHECKOUT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(url + "/health/")
        yield url, environment
    finally:
        web.terminate()
        web.wait(timeout=10)


def _wait_for(url):
    last = time.monotonic() + START_SECONDS
    while True:
        try:
            return urlopen(url, timeout=2).read()  # noqa: S310 — our own server on loopback
        except (URLError, OSError):
            if time.monotonic() > last:
                raise
            time.sleep(0.1)
