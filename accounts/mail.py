"""Mail where no mail server is set: to the console, and one file each in `var/mail/`."""

import os
import sys
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class ConsoleAndFiles(BaseEmailBackend):
    """Writes each message to standard output and to `settings.MAIL_FOLDER`."""

    def send_messages(self, email_messages):
        for message in email_messages:
            content = message.message().as_bytes(linesep="\r\n")
            _write_whole(settings.MAIL_FOLDER, content)
            print(_readable(message), flush=True)
        return len(email_messages)


def _write_whole(folder, content):
    """One file that is there with all of its content or not at all, for its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{uuid4().hex[:8]}"
    unfinished = folder / f".{name}"
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    unfinished.replace(folder / f"{name}.eml")


def _readable(message):
    text = f"--- Mail to {', '.join(message.to)}: {message.subject}\n{message.body}\n---"
    # A console that knows fewer letters than the mail must not stop it.
    known = sys.stdout.encoding or "ascii"
    return text.encode(known, "backslashreplace").decode(known)
