"""Work that several threads want done at once, and one of them does."""

from collections.abc import Callable
from threading import Event, Lock


class Flights:
    """One flight a name at a time: who comes first does the work, the others take its result."""

    def __init__(self):
        self._lock = Lock()
        self._flying: dict[str, _Flight] = {}

    def join(self, name: str, work: Callable[[], object], meanwhile: object, seconds: float):
        """(The result of `work`, whether it was done here): else by the thread that began before.

        `meanwhile`, unless it is None, is taken by those who would have to wait; those who have
        waited for `seconds` get None.
        """
        with self._lock:
            flight = self._flying.get(name)
            first = flight is None
            if first:
                flight = self._flying[name] = _Flight()
        if not first:
            if meanwhile is not None:
                return meanwhile, False
            return (flight.result if flight.landed.wait(seconds) else None), False
        try:
            flight.result = work()
            return flight.result, True
        finally:
            with self._lock:
                del self._flying[name]
            flight.landed.set()


class _Flight:
    def __init__(self):
        self.landed = Event()
        self.result = None
