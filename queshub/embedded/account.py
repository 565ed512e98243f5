"""Who the servers run as: ourselves, or an unprivileged account when we are root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from queshub.embedded.trouble import Trouble


@dataclass(frozen=True)
class Account:
    """An owner for the servers' files and processes."""

    uid: int
    gid: int

    @classmethod
    def for_servers(cls, folder: Path) -> Self:
        """Who runs the servers whose files are in this folder (it need not exist yet).

        Postgres refuses to run as root: root lends its servers to the folder's owner or to nobody.
        """
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        if folder.exists() and folder.stat().st_uid != 0:
            return cls(folder.stat().st_uid, folder.stat().st_gid)
        try:
            nobody = pwd.getpwnam("nobody")
        except KeyError as error:
            raise Trouble("As root, QuesHub needs an account named nobody.") from error
        return cls(nobody.pw_uid, nobody.pw_gid)

    @property
    def is_other(self) -> bool:
        """Whether the servers run as someone else than we do."""
        return self.uid != os.geteuid()

    def popen(self) -> dict:
        """Arguments that make a subprocess run as this account."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def reaches(self, folder: Path) -> bool:
        """Whether this account may pass through every folder down to this one."""
        return not self.is_other or self._may("-x", folder)

    def reads(self, file: Path) -> bool:
        """Whether this account may read this file."""
        return not self.is_other or self._may("-r", file)

    def _may(self, right: str, path: Path) -> bool:
        # Asked of the kernel in that account's name: access lists count, and modes alone mislead.
        return subprocess.run(["test", right, path], cwd="/", **self.popen()).returncode == 0

    def make_folder(self, folder: Path) -> None:
        """Make a private folder of this account's; one that exists keeps its mode."""
        if not folder.exists():
            folder.mkdir(mode=0o700)
            os.chown(folder, self.uid, self.gid)
