"""What a person is told when something cannot go on."""

import errno
from pathlib import Path


class Trouble(Exception):
    """One clear line for the person at the terminal; the program then ends with status 1."""


def from_os_error(error: OSError) -> Trouble:
    """Say what the system refused, naming the folder when a disk is full."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(f"There is no room left on the disk{where}.")
    return Trouble(f"{error.strerror or error}{where}.")


def last_words(log: Path) -> str:
    """The last line in which a server said why it gave up, or its last line at all."""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    reasons = [line for line in lines[-40:] if "FATAL" in line or "PANIC" in line or "# " in line]
    return (reasons or lines or ["it left no message"])[-1]
