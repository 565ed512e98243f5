"""How everybody else asks the model's process: with a deadline, and never twice."""

import json
import socket
import time

from django.conf import settings

# What is worth sending: the model reads no further.
LONGEST_TITLE, LONGEST_BODY = 300, 8_000


class Away(Exception):
    """The model's process is not there, has too much to do, or did not answer in time."""


def vector_of(title, body, *, until):
    """The vector of such a question, as pgvector writes it; "" when the model can make none.

    `until` is a moment of `time.monotonic()`. Raises Away, by then.
    """
    request = {"title": title[:LONGEST_TITLE], "body": body[:LONGEST_BODY], "until": until}
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_left(until))
            # A full queue refuses at once, for the socket has a time-out.
            connection.connect(str(settings.LIKENESS_SOCKET))
            connection.sendall(json.dumps(request).encode() + b"\n")
            return _all(connection, until).decode()
    except OSError as error:
        raise Away from error


def _all(connection, until):
    pieces = []
    while True:
        connection.settimeout(_left(until))
        piece = connection.recv(65_536)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _left(until):
    left = until - time.monotonic()
    if left <= 0:
        raise Away
    return left
