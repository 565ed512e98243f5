"""Sites of a size, made once and kept: each a folder with servers of its own."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.site import CHECKOUT, manage
from queshub.embedded import environment
from queshub.embedded.lock import Lock
from queshub.embedded.place import Place
from queshub.embedded.servers import Servers


def child(variables: dict[str, str], module: str, *arguments: str) -> None:
    """Run a module that uses models, on a site."""
    command = [sys.executable, "-m", "bench.ready", module, *arguments]
    subprocess.run(command, cwd=CHECKOUT, env=variables, check=True)


class GrownSite:
    """A site of so many questions, in its folder. A mark says that it is whole."""

    def __init__(self, folder: Path, questions: int):
        self.questions = questions
        self.place = Place(folder / str(questions))
        self.mark = self.place.root / "made"

    def make(self, dump: Path) -> None:
        """Make it, unless it is there; what a killed run left is begun anew."""
        if self.mark.exists():
            return
        self.forget()
        began = time.monotonic()
        with self.running(careless=True) as variables:
            manage(variables, "migrate", "-v0")
            child(variables, "bench.growing.filling", str(dump), str(self.questions))
        took = f"{self.questions:,} questions made in {(time.monotonic() - began) / 60:.1f} min"
        self.mark.write_text(took)

    def forget(self) -> None:
        """Take it away."""
        shutil.rmtree(self.place.servers.resolve(), ignore_errors=True)  # may be elsewhere
        shutil.rmtree(self.place.root, ignore_errors=True)

    @contextmanager
    def running(self, *, careless: bool = False) -> Iterator[dict[str, str]]:
        """Its servers; yields the environment of its processes. `careless`: may lose everything."""
        self.place.root.parent.mkdir(parents=True, exist_ok=True)
        self.place.make()
        Lock(self.place.root / "lock").take("bench")
        servers = Servers(self.place, careless=careless)
        servers.record.end_leftovers()
        try:
            servers.start(environment.poll)
            variables = environment.of_site(self.place, servers, environment.DEFAULT_URL)
            yield {**os.environ, **variables, "DJANGO_SETTINGS_MODULE": "queshub.settings"}
        finally:
            servers.stop()
