"""Passwords of the demo members who can be played, made anew for each installation."""

import os
import secrets
from pathlib import Path

from django.conf import settings

# The others have no password: they are only there to be read.
PLAYED = ("ada", "bo", "cy", "mo")


def password():
    return secrets.token_urlsafe(12)


def file():
    return Path(settings.VAR) / "demo-signins"


def write(sign_ins):
    """Keep (name, e-mail, password) rows where only this installation's owner can read them."""
    file().parent.mkdir(parents=True, exist_ok=True)
    new = file().with_suffix(".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.writelines(f"{'  '.join(row)}\n" for row in sign_ins)
    new.replace(file())
