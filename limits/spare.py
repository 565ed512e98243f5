"""The counting of one process, for the minutes in which Redis is away."""

import time
from collections import OrderedDict, deque
from threading import Lock

_KEYS = 10_000

_lock = Lock()
_done: OrderedDict[str, deque[float]] = OrderedDict()


def spend_here(rates) -> int:
    """As the Redis script does it: 0 and counted, or the milliseconds to wait."""
    now = time.monotonic()
    with _lock:
        wait = max((_wait(_log(key), rate, now) for key, rate in rates.items()), default=0)
        if not wait:
            for key in rates:
                _log(key).append(now)
        # The key used least recently goes first: memory is bounded whoever comes.
        while len(_done) > _KEYS:
            _done.popitem(last=False)
    return wait


def _log(key):
    log = _done.setdefault(key, deque())
    _done.move_to_end(key)
    return log


def _wait(log, rate, now):
    while log and log[0] <= now - rate.seconds:
        log.popleft()
    if len(log) < rate.count:
        return 0
    return max(1, int((log[-rate.count] + rate.seconds - now) * 1000))
