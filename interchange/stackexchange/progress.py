"""What a person watching an import sees: one line that changes, or plain lines in a log."""

import sys
import time

_TERMINAL_SECONDS, _LOG_SECONDS = 0.2, 10.0
_BAR = 24


class Progress:
    """One step of the work. `share` says how much of it is done, from 0 to 1."""

    def __init__(self, label, stream=None):
        self.label = label
        self.stream = stream or sys.stdout
        self.terminal = self.stream.isatty()
        self.every = _TERMINAL_SECONDS if self.terminal else _LOG_SECONDS
        self.began = self.shown_at = time.monotonic()

    def show(self, count, share):
        """Called for each row; writes only now and then."""
        # Looking at the clock for every row would cost more than counting it.
        if count % 64:
            return
        now = time.monotonic()
        if now - self.shown_at >= self.every:
            self.shown_at = now
            self._write(self._line(count, share, now - self.began))

    def finish(self, count):
        seconds = time.monotonic() - self.began
        self._write(f"{self.label}: {count:,} in {seconds:.1f} s ({_rate(count, seconds)})")
        if self.terminal:
            self.stream.write("\n")

    def _line(self, count, share, seconds):
        share = min(max(share, 0.0), 1.0)
        left = f"{_clock(seconds / share - seconds)} left" if share else ""
        bar = "█" * round(share * _BAR) + "░" * (_BAR - round(share * _BAR))
        shown = f"{bar} " if self.terminal else ""
        return f"{self.label}: {shown}{share:4.0%}, {count:,} ({_rate(count, seconds)}), {left}"

    def _write(self, line):
        self.stream.write(f"\r\x1b[K{line}" if self.terminal else f"{line}\n")
        self.stream.flush()


def _rate(count, seconds):
    return f"{count / max(seconds, 0.001):,.0f} a second"


def _clock(seconds):
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
