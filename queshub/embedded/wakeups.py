"""Signals as something to wait for, so that no exception ever breaks into a half-done step."""

import os
import select
import signal
import time
from collections.abc import Callable

ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopped(Exception):
    """Someone asked us to end."""


class Wakeups:
    """Wakes at a signal: one that asks us to end, or a child that did."""

    def __init__(self):
        self._reading, writing = os.pipe()
        os.set_blocking(self._reading, False)
        os.set_blocking(writing, False)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        for number in (*ENDING, signal.SIGCHLD):
            # Under nohup the end of the terminal is not the end of us.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, lambda *_: None)

    def wait(self, seconds: float) -> None:
        """Wait for a signal or the time; raises Stopped if we were asked to end."""
        ready, _, _ = select.select([self._reading], [], [], seconds)
        if ready and any(number in ENDING for number in os.read(self._reading, 512)):
            raise Stopped

    def wait_until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is true; False when that takes too long."""
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline:
                return False
            self.wait(0.02)
        return True
