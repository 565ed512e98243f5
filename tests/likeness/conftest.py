"""Vectors without a model: a stand-in that knows a few words, in the real process's place."""

import math
import socket
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from likeness.installing import NoVectors, install
from likeness.process import Process

WORDS = ["visa", "transit", "bread", "oven"]
DIMENSIONS = 384


def bag_of(title, body):
    """One place for each word that it knows, and one for everything."""
    text = f"{title} {body}".lower()
    vector = [float(text.count(word)) for word in WORDS] + [0.1]
    vector += [0.0] * (DIMENSIONS - len(vector))
    return [number / math.hypot(*vector) for number in vector]


@pytest.fixture
def address(settings):
    """A short path for a socket; the setting is on."""
    with TemporaryDirectory(prefix="queshub-likeness-") as folder:
        settings.LIKENESS, settings.LIKENESS_SOCKET = True, str(Path(folder) / "s")
        yield settings.LIKENESS_SOCKET


@contextmanager
def process_at(address, vector_of=bag_of):
    """A process that answers there, in a thread."""
    process = Process(address, vector_of)

    def run():
        with suppress(OSError):
            process.run()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield process
    finally:
        process.listener.shutdown(socket.SHUT_RDWR)  # wakes it
        thread.join()
        process.listener.close()


@pytest.fixture
def model(address):
    with process_at(address):
        yield


@pytest.fixture
def tables(db):
    """The tables, for one test: its transaction takes them back."""
    try:
        install()
    except NoVectors as reason:
        pytest.skip(f"no pgvector: {reason}")
