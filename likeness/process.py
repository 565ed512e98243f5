"""The process that holds the model: one text at a time, asked through a Unix socket.

A request is a line of JSON, an answer the vector as pgvector writes it; then both hang up. Who
waits for the model waits in the kernel's queue of connections, which is short: whoever finds it
full is told so at once, and goes without.
"""

import json
import logging
import os
import socket
import time
from contextlib import suppress

logger = logging.getLogger(__name__)

MOST_WAITING = 8
# Between a connection and its whole request; the site's processes send it at once.
READ_SECONDS = 0.2
LARGEST_REQUEST = 200_000


class Process:
    """`vector_of(title, body)` makes the vectors."""

    def __init__(self, path, vector_of):
        self.vector_of = vector_of
        self.listener = _listen(path)

    def run(self):
        """Answer for ever."""
        while True:
            self.answer_one()

    def answer_one(self):
        """Wait for a request and answer it; nobody's mistake, or end, is ours."""
        connection, _ = self.listener.accept()
        with connection, suppress(OSError):
            connection.settimeout(READ_SECONDS)
            connection.sendall(self._answer(_line(connection)).encode())

    def _answer(self, line):
        """A vector, or nothing: for who cannot be waiting any more, and for what is no request."""
        try:
            request = json.loads(line)
            # One clock for all processes of a machine.
            if time.monotonic() > request["until"]:
                return ""
            vector = self.vector_of(request["title"], request["body"])
        except Exception:
            logger.exception("no_vector")
            return ""
        return f"[{','.join(f'{number:.7f}' for number in vector)}]"


def _listen(path):
    with suppress(FileNotFoundError):
        os.unlink(path)  # what a killed one left
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o177)
    try:
        listener.bind(path)
    finally:
        os.umask(mask)
    listener.listen(MOST_WAITING)
    return listener


def _line(connection):
    read = b""
    while not read.endswith(b"\n") and len(read) < LARGEST_REQUEST:
        piece = connection.recv(65_536)
        if not piece:
            break
        read += piece
    return read
