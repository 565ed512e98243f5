"""What ``bin/run`` becomes: ``python -m queshub.embedded``."""

import sys
from pathlib import Path

from queshub.embedded.lock import Lock
from queshub.embedded.place import Place
from queshub.embedded.site_address import SiteAddress
from queshub.embedded.supervisor import Supervisor
from queshub.embedded.trouble import Trouble, from_os_error
from queshub.embedded.wakeups import Stopped, Wakeups


def main() -> None:
    """Run the site until someone stops it."""
    wakeups = Wakeups()
    place = Place.chosen()
    lock = Lock(place.root / "lock")
    if not lock.take("bin/run"):
        holder = lock.holder()
        raise Trouble(f"QuesHub runs here already: {holder}. QUESHUB_VAR names another place.")
    site = SiteAddress.from_environment()
    supervisor = Supervisor(place, site, wakeups)
    ended = supervisor.servers.record.end_leftovers()
    if ended:
        print(f"An earlier run was killed; ended what it left: {', '.join(ended)}.", flush=True)
    site.check_free()
    try:
        supervisor.start()
        print(welcome(site, place.root / "demo-signins"), flush=True)
        supervisor.watch()
    except Stopped:
        print("Stopping.", flush=True)
    finally:
        supervisor.stop()


def welcome(site: SiteAddress, signins: Path) -> str:
    """The address, and how to sign in where the demo community is."""
    lines = ["", f"QuesHub is ready: {site.url}", ""]
    if signins.exists():
        lines += ["Demo sign-ins:", *(f"  {line}" for line in signins.read_text().splitlines()), ""]
    return "\n".join([*lines, "Ctrl-C stops it."])


if __name__ == "__main__":
    try:
        main()
    except Trouble as trouble:
        sys.exit(str(trouble) or 1)
    except OSError as error:
        sys.exit(str(from_os_error(error)))
    except Stopped:
        sys.exit()
