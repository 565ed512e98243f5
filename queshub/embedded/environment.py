"""What the site's processes find in their environment, also when ``bin/run`` did not start them.

``var/environment`` (mode 0600) holds it from the last start on. A ``manage.py`` command joins
running servers, or starts them for as long as it needs.
"""

import atexit
import os
import shlex
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from queshub.embedded.lock import Lock
from queshub.embedded.place import Place
from queshub.embedded.secret import Secrets, write_private
from queshub.embedded.servers import Servers
from queshub.embedded.trouble import Trouble, from_os_error

URLS = ("DATABASE_URL", "REDIS_URL")
DEFAULT_URL = "http://127.0.0.1:8000"


def of_site(place: Place, servers: Servers, url: str) -> dict[str, str]:
    """The variables the site needs; what the person has set stands."""
    theirs = {key: os.environ[key] for key in URLS if os.environ.get(key)}
    computed = (
        servers.environment()
        | theirs
        | {
            "SECRET_KEY": Secrets.of(place).secret_key,
            "SITE_URL": url,
            "QUESHUB_VAR": str(place.root),
        }
    )
    return {key: os.environ.get(key) or value for key, value in computed.items()}


def write(place: Place, variables: dict[str, str]) -> None:
    """Keep them for commands run beside the site."""
    lines = (f"{key}={shlex.quote(value)}\n" for key, value in sorted(variables.items()))
    write_private(_file(place), "".join(lines))


def forget(place: Place) -> None:
    """Before a start: what was kept is not true any more."""
    _file(place).unlink(missing_ok=True)


def read(place: Place) -> dict[str, str]:
    """What was kept, nothing before the first start."""
    if not _file(place).exists():
        return {}
    return dict(word.split("=", 1) for word in shlex.split(_file(place).read_text()))


def load() -> None:
    """Complete this process's environment, as ``manage.py`` needs it."""
    if all(os.environ.get(key) for key in (*URLS, "SECRET_KEY")):
        return
    try:
        os.environ.update(_found_or_started(Place.chosen()))
    except Trouble as trouble:
        sys.exit(str(trouble))
    except OSError as error:
        sys.exit(str(from_os_error(error)))


def _found_or_started(place: Place) -> dict[str, str]:
    url = os.environ.get("SITE_URL") or read(place).get("SITE_URL") or DEFAULT_URL
    # Shared by all commands: whoever started the servers ends them after the last of them.
    commands = Lock(place.root / "commands.lock")
    commands.share()
    lock = Lock(place.root / "lock")
    if not lock.take(f"{Path(sys.argv[0]).name} {' '.join(sys.argv[1:2])}".strip()):
        return _joined(place)
    servers = Servers(place)
    servers.record.end_leftovers()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    atexit.register(_end, servers, commands)
    servers.start(poll)
    variables = of_site(place, servers, url)
    write(place, variables)
    return variables


def _joined(place: Place) -> dict[str, str]:
    variables = read(place)
    if not variables:
        raise Trouble("QuesHub is just starting; try again in a moment.")
    return {key: os.environ.get(key) or value for key, value in variables.items()}


def _end(servers: Servers, commands: Lock) -> None:
    commands.take_alone()
    servers.stop()


def poll(done: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is true, without signals; False when that takes too long."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _file(place: Place) -> Path:
    return place.root / "environment"
