"""Where an installation keeps its things: ``var/`` of the checkout, or QUESHUB_VAR."""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from queshub.embedded.account import Account
from queshub.embedded.trouble import Trouble

CHECKOUT = Path(__file__).resolve().parents[2]

# Folders for the servers' files where their account cannot reach ours (in root's home, say).
ELSEWHERE = (Path("/var/lib"), Path("/usr/local/var"), Path("/var/tmp"))
LONGEST_SOCKET_PATH = 100  # bytes; the kernels allow 103 (macOS) and 107 (Linux)
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Place:
    """One installation's folder. What is secret in it has mode 0600."""

    root: Path

    @classmethod
    def chosen(cls) -> Self:
        """The folder of this checkout, made when it is not there yet."""
        place = cls(Path(os.environ.get("QUESHUB_VAR") or CHECKOUT / "var").absolute())
        place.make()
        return place

    def make(self) -> None:
        """Make the folder; root lets others pass through it, since the servers are others."""
        if not self.root.exists():
            self.root.mkdir(parents=True)
            self.root.chmod(0o711 if os.geteuid() == 0 else 0o700)
        if not os.access(self.root, os.W_OK | os.X_OK):
            raise Trouble(f"{self.root} belongs to someone else; QUESHUB_VAR names another place.")
        for name in ("log", "mail"):
            (self.root / name).mkdir(mode=0o700, exist_ok=True)

    @property
    def servers(self) -> Path:
        """The folder of the servers' files, or a link to it where they cannot reach ours."""
        return self.root / "servers"

    def make_servers(self, account: Account) -> Path:
        """Make that folder where it is missing; returns where it really is."""
        if self.servers.is_symlink() and not self.servers.exists():
            lost = self.servers.readlink()
            raise Trouble(f"{lost} is gone; remove {self.servers} to begin with an empty database.")
        if not self.servers.exists() and account.reaches(self.root):
            account.make_folder(self.servers)
        elif not self.servers.exists():
            self.servers.symlink_to(_folder_elsewhere(account))
            print(f"The databases are in {self.servers.readlink()}: they cannot be in {self.root}.")
        return self.servers.resolve()

    def log(self, name: str) -> Path:
        """The log file of one of our processes."""
        return self.root / "log" / f"{name}.log"


def _folder_elsewhere(account: Account) -> Path:
    for base in ELSEWHERE:
        if os.access(base, os.W_OK) and account.reaches(base):
            # A name of chance: a checkout that begins anew must not meet an older one's data.
            folder = base / f"queshub-{secrets.token_hex(6)}"
            account.make_folder(folder)
            return folder
    raise Trouble("The servers' account cannot reach this folder; QUESHUB_VAR names another place.")


def socket_folder(servers: Path, account: Account) -> Path:
    """A private folder for sockets, in /tmp where the path would be too long for one."""
    folder = servers / "run"
    if folder.is_symlink():  # what a killed run left
        remove_socket_folder(servers)
    if len(os.fsencode(folder / LONGEST_SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        account.make_folder(folder)
        return folder
    short = Path(tempfile.mkdtemp(prefix="queshub-", dir="/tmp"))
    os.chown(short, account.uid, account.gid)
    folder.symlink_to(short)
    return short


def remove_socket_folder(servers: Path) -> None:
    """Take away the short folder, when there is one."""
    folder = servers / "run"
    if folder.is_symlink():
        shutil.rmtree(folder.resolve(), ignore_errors=True)
        folder.unlink()
