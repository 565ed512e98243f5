"""Asking the model's process: an answer in time, or none."""

import socket
import stat
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from likeness.asking import Away, vector_of
from likeness.process import MOST_WAITING, Process
from tests.likeness.conftest import bag_of, process_at

SOON = 0.3


def ask(title="A visa?", seconds=5.0):
    return vector_of(title, "", until=time.monotonic() + seconds)


def seconds_until_away(seconds):
    began = time.monotonic()
    with pytest.raises(Away):
        ask(seconds=seconds)
    return time.monotonic() - began


def test_the_answer_is_the_vector_as_pgvector_writes_it(model):
    numbers = [float(number) for number in ask().strip("[]").split(",")]
    assert numbers == pytest.approx(bag_of("A visa?", ""), abs=1e-6)


def test_only_its_owner_may_ask(model, address):
    assert stat.S_IMODE(Path(address).stat().st_mode) == 0o600


def test_without_a_process_nobody_waits(address):
    assert seconds_until_away(5.0) < 1


def test_what_a_killed_process_left_is_in_nobodys_way(address):
    Process(address, bag_of).listener.close()
    assert seconds_until_away(5.0) < 1
    with process_at(address):
        assert ask()


def test_a_late_answer_is_not_waited_for(address):
    free = threading.Event()

    def slow(title, body):
        free.wait()
        return bag_of(title, body)

    with process_at(address, slow):
        waited = seconds_until_away(SOON)
        free.set()
    assert SOON <= waited < 5 * SOON


def test_who_comes_when_too_many_wait_is_sent_away_at_once(address):
    process = Process(address, bag_of)  # accepts nobody
    waiting = [socket.socket(socket.AF_UNIX) for _ in range(3 * MOST_WAITING)]
    try:
        with suppress(BlockingIOError):
            for each in waiting:
                each.setblocking(False)
                each.connect(address)
        assert seconds_until_away(5.0) < 1
    finally:
        for each in (*waiting, process.listener):
            each.close()


def test_the_model_is_not_asked_for_somebody_who_has_given_up(address):
    asked = []

    def noting(title, body):
        asked.append(title)
        return bag_of(title, body)

    process = Process(address, noting)
    seconds_until_away(SOON)  # its request waits in the queue
    process.answer_one()
    process.listener.close()
    assert asked == []


@pytest.mark.parametrize("sent", [b"", b"no json\n", b"[]\n", b'{"until": 1e12}\n', b"x" * 300_000])
def test_nonsense_gets_no_answer_and_harms_nobody(model, address, sent):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            assert connection.recv(100) == b""
        except (BrokenPipeError, ConnectionResetError):
            pass  # It read enough to hang up.
    assert ask()


def test_a_text_that_the_model_fails_at_has_no_vector(address):
    def failing(title, body):
        raise ValueError(title)

    with process_at(address, failing):
        assert ask() == ""


def test_who_says_nothing_does_not_hold_the_others_up(model, address):
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(address)
        assert ask()


def test_long_texts_are_cut_before_they_are_sent(address):
    seen = []

    def noting(title, body):
        seen.append((len(title), len(body)))
        return bag_of(title, body)

    with process_at(address, noting):
        vector_of("t" * 10_000, "🍞" * 1_000_000, until=time.monotonic() + 5)
    assert seen == [(300, 8_000)]
