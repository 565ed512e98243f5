"""Secrets of an installation: random, made once, readable by their owner only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from queshub.embedded.place import Place


@dataclass(frozen=True)
class Secrets:
    """Passwords are of letters, digits, ``-`` and ``_``: safe in URLs and in SQL."""

    secret_key: str
    database: str
    valkey: str

    @classmethod
    def of(cls, place: Place) -> Self:
        """Read them, or make them the first time."""
        file = place.root / "secrets.json"
        if file.exists():
            return cls(**json.loads(file.read_text()))
        made = cls(secrets.token_urlsafe(50), secrets.token_urlsafe(24), secrets.token_urlsafe(24))
        write_private(file, json.dumps(asdict(made)))
        return made


def write_private(file: Path, text: str) -> None:
    """Write a file of mode 0600, whole or not at all."""
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    new.replace(file)
