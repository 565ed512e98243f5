"""Where a request's time goes: each moment counts for one stage, the innermost."""

from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

_running: ContextVar["Stopwatch | None"] = ContextVar("stopwatch", default=None)


class Stopwatch:
    """Seconds and queries by stage: session (its own query included), database, render."""

    def __init__(self):
        self._began = perf_counter()
        self._stages = []
        self.seconds = {"session": 0.0, "database": 0.0, "render": 0.0}
        self.queries = {"session": 0, "database": 0}

    @property
    def total(self):
        return perf_counter() - self._began

    @contextmanager
    def stage(self, name):
        """Count the time within for `name`, less what stages inside it take."""
        began, before = perf_counter(), sum(self.seconds.values())
        self._stages.append(name)
        try:
            yield
        finally:
            self._stages.pop()
            inside = sum(self.seconds.values()) - before
            self.seconds[name] += perf_counter() - began - inside

    def query(self, execute, sql, params, many, context):
        """A database wrapper: a query that loads the session belongs to the session."""
        name = "session" if "session" in self._stages else "database"
        self.queries[name] += 1
        with self.stage(name):
            return execute(sql, params, many, context)


@contextmanager
def running():
    """Start a stopwatch for what this thread does within."""
    watch = Stopwatch()
    token = _running.set(watch)
    try:
        yield watch
    finally:
        _running.reset(token)


@contextmanager
def stage(name):
    """Count the time within for the stopwatch that runs, if one does."""
    watch = _running.get()
    if watch is None:
        yield
    else:
        with watch.stage(name):
            yield
