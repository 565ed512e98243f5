"""Our own Valkey (Redis-compatible): on a Unix socket, with a password, kept on disk."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psutil
import redis

from queshub.embedded.account import Account
from queshub.embedded.child import Child
from queshub.embedded.programs import Programs
from queshub.embedded.trouble import Trouble, last_words

MEGABYTE = 1024 * 1024


@dataclass
class Valkey:
    """A server on a folder. Views not yet counted live in it, hence the append-only file."""

    programs: Programs
    account: Account
    folder: Path
    sockets: Path
    log: Path
    password: str
    environment: dict[str, str]
    careless: bool = False
    child: Child = field(init=False)

    def __post_init__(self):
        self.child = Child(
            "valkey",
            [str(self.programs.valkey), "-"],  # its settings come from standard input
            self.environment,
            log=self.log,
            account=self.account,
            text=self._configuration(),
            patience=0.8,
        )

    def _configuration(self) -> str:
        memory = min(max(psutil.virtual_memory().total // 16 // MEGABYTE, 64), 512)
        options = {
            "port": "0",
            "unixsocket": json.dumps(str(self.socket), ensure_ascii=False),
            "unixsocketperm": "700",
            "requirepass": self.password,
            "dir": json.dumps(str(self.folder), ensure_ascii=False),
            "save": '""',
            "appendonly": "no" if self.careless else "yes",
            "appendfsync": "everysec",
            "maxmemory": f"{memory}mb",
            # Counts without an end may never be thrown out; only what says when it expires may.
            "maxmemory-policy": "volatile-lfu",
            "always-show-logo": "no",
        }
        return "".join(f"{key} {value}\n" for key, value in options.items())

    @property
    def socket(self) -> Path:
        """Its Unix socket."""
        return self.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        """REDIS_URL of the site."""
        return f"unix://:{self.password}@{quote(str(self.socket))}?db=0"

    def make(self) -> None:
        """Make its folder."""
        self.account.make_folder(self.folder)

    def ready(self) -> bool:
        """Whether it answers; raises Trouble if it ended instead."""
        if self.child.status is not None:
            raise Trouble(f"Valkey did not start: {last_words(self.log)}")
        try:
            redis.Redis(unix_socket_path=str(self.socket), password=self.password).ping()
        except redis.ConnectionError:  # not there yet, or still reading its file
            return False
        return True
