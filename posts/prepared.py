"""Reads whose SQL is made once.

Django makes a query's SQL anew each time; for the joins of the ask page that takes ten times what
Postgres takes to answer.
"""

from copy import copy
from functools import lru_cache, partial, wraps

from django.db import connections

# Stands in the SQL's parameters where a value is put in later; no key and no count is as small.
_SLOT = -(2**62)
# Shapes of one read that are kept: orders and the first pages of a list.
_MOST_SHAPES = 64


def prepared(make):
    """Let `make(*shape, **keys)`, which returns a queryset, return a list, its SQL made once.

    The shape decides what the SQL is, so it has few values. The keys are integers, and all that
    differs from call to call.
    """

    @lru_cache(maxsize=_MOST_SHAPES)
    def ready(shape, names):
        slots = {name: _SLOT - place for place, name in enumerate(names)}
        return _Ready(make(*shape, **slots), slots)

    @wraps(make)
    def fetch(*shape, **keys):
        return ready(shape, tuple(keys)).fetch(keys)

    return fetch


class _Ready:
    def __init__(self, queryset, slots):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        self.sql, self.params = self.compiler.as_sql()
        names = {slot: name for name, slot in slots.items()}
        self.places = [
            (place, names[value])
            for place, value in enumerate(self.params)
            if type(value) is int and value in names
        ]
        if {name for _, name in self.places} != slots.keys():
            raise ValueError(f"A key has no place in {self.sql}")

    def fetch(self, keys):
        params = list(self.params)
        for place, name in self.places:
            params[place] = keys[name]
        fresh = self.queryset._chain()
        fresh.query.get_compiler = partial(self.compiler_with, tuple(params))
        # A list: a further word on this queryset would not reach its SQL.
        return list(fresh)

    def compiler_with(self, params, using=None, connection=None, **_):
        """What runs the SQL and knows its columns, on this thread's connection."""
        compiler = copy(self.compiler)
        compiler.connection = connection or connections[using]
        compiler.as_sql = lambda *_, **__: (self.sql, params)
        return compiler
