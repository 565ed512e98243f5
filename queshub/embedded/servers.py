"""The embedded servers of one installation, together."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from queshub.embedded.account import Account
from queshub.embedded.place import Place, remove_socket_folder, socket_folder
from queshub.embedded.postgres import Postgres
from queshub.embedded.programs import Programs
from queshub.embedded.record import MARK, Record
from queshub.embedded.secret import Secrets
from queshub.embedded.trouble import Trouble
from queshub.embedded.valkey import Valkey

NEEDED_ROOM = 200_000_000  # bytes: an empty database, its log, and something to live on
LONGEST_START = 120.0  # seconds; recovery after a power cut takes its time

Waiting = Callable[[Callable[[], bool], float], bool]


@dataclass
class Servers:
    """Postgres and Valkey, each unless the environment names one of the person's own."""

    place: Place
    careless: bool = False
    folder: Path | None = field(default=None, init=False)
    running: dict[str, Postgres | Valkey] = field(default_factory=dict, init=False)

    def start(self, wait_until: Waiting) -> None:
        """Start what is needed and wait until it answers."""
        wanted = {
            variable: server
            for variable, server in (("DATABASE_URL", Postgres), ("REDIS_URL", Valkey))
            if not os.environ.get(variable)
        }
        prepared = self._prepared(wanted) if wanted else {}
        for variable, server in prepared.items():
            self.running[variable] = server
            server.make()
            server.child.start(self.record)
        for server in self.running.values():
            if not wait_until(server.ready, LONGEST_START):
                raise Trouble(f"{server.child.name} does not answer; see {server.log}.")

    @property
    def record(self) -> Record:
        """The processes of this installation."""
        return Record(self.place.root / "processes")

    def _prepared(self, wanted: dict) -> dict[str, Postgres | Valkey]:
        if shutil.disk_usage(self.place.root).free < NEEDED_ROOM:
            raise Trouble(f"There is no room left on the disk ({self.place.root}).")
        account = Account.for_servers(self.place.servers)
        self.folder = self.place.make_servers(account)
        programs = Programs.reachable(self.folder, account)
        sockets = socket_folder(self.folder, account)
        secrets = Secrets.of(self.place)
        made = {}
        for variable, kind in wanted.items():
            name = kind.__name__.lower()
            made[variable] = kind(
                programs=programs,
                account=account,
                folder=self.folder / name,
                sockets=sockets,
                log=self.place.log(name),
                password=secrets.database if kind is Postgres else secrets.valkey,
                environment={"PATH": os.defpath, "LC_ALL": "C", MARK: str(self.place.root)},
                careless=self.careless,
            )
        return made

    def environment(self) -> dict[str, str]:
        """DATABASE_URL and REDIS_URL of what runs."""
        return {variable: server.url for variable, server in self.running.items()}

    def stop(self) -> None:
        """Stop them, the database last."""
        for server in reversed(self.running.values()):
            server.child.stop()
        self.running.clear()
        if self.folder is not None:
            remove_socket_folder(self.folder)
        self.record.clear()
