"""Reads whose SQL is made once, and planned once by each connection.

Django makes a query's SQL anew each time, and Postgres plans it anew; for the joins of the ask page
each of the two takes ten times what the answer takes.
"""

import hashlib
from copy import copy
from functools import lru_cache, partial, wraps
from weakref import WeakKeyDictionary

from django.db import connections

# They stand in the SQL's parameters where a value is put in later: no key and no count is as small,
# and no text that we ask for has such letters.
_SLOT = -(2**62)
_TEXT_SLOT = "\ue000slot {}\ue000"
# Shapes of one read that are kept: orders and the first pages of a list.
_MOST_SHAPES = 64


def prepared(make):
    """Let `make(*shape, **keys)`, which returns a queryset, return a list, its SQL made once.

    The shape decides what the SQL is, so it has few values. The keys are integers and texts, and
    all that differs from call to call.
    """

    @lru_cache(maxsize=_MOST_SHAPES)
    def ready(shape, kinds):
        slots = {name: _slot(place, kind) for place, (name, kind) in enumerate(kinds)}
        return _Ready(make(*shape, **slots), slots, f"{make.__module__}{make.__name__}")

    @wraps(make)
    def fetch(*shape, **keys):
        return ready(shape, tuple((name, type(key)) for name, key in keys.items())).fetch(keys)

    return fetch


def slots(name, numbers, room):
    """These numbers as keys of a prepared read that has `room` for more: no row has the others."""
    padded = [*numbers, *[0] * (room - len(numbers))]
    return {f"{name}_{place}": number for place, number in enumerate(padded)}


def _slot(place, kind):
    return _TEXT_SLOT.format(place) if kind is str else _SLOT - place


class _Ready:
    def __init__(self, queryset, slots, name):
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(queryset.db)
        sql, params = self.compiler.as_sql()
        self.converters = self.compiler.get_converters([each for each, *_ in self.compiler.select])
        self.names = list(slots)
        numbers = {slot: f"${number}" for number, slot in enumerate(slots.values(), start=1)}
        marks = [numbers.get(value) if type(value) in (int, str) else None for value in params]
        if {*marks} - {None} != {*numbers.values()}:
            raise ValueError(f"A key has no place in {sql}")
        # The keys' places are numbered; all other values are a part of the statement.
        self.sql = sql % tuple(mark or "%s" for mark in marks)
        self.params = [value for value, mark in zip(params, marks, strict=True) if not mark]
        # It says in Postgres's statistics which read it is.
        digest = hashlib.blake2b(sql.encode(), digest_size=8).hexdigest()
        self.name = f"{name.replace('.', '_')}_{digest}"
        # What a text is compared with says of which type it is.
        places = ", ".join("%s" if type(slot) is str else "%s::bigint" for slot in slots.values())
        self.execute = f"EXECUTE {self.name}({places})"
        # Nobody adds to this query: its copies may share what it is made of.
        queryset.query.chain = partial(copy, queryset.query)

    def fetch(self, keys):
        fresh = self.queryset._chain()
        values = tuple(keys[name] for name in self.names)
        fresh.query.get_compiler = partial(self.compiler_with, values)
        # A list: a further word on this queryset would not reach its SQL.
        return list(fresh)

    def compiler_with(self, values, using=None, connection=None, **_):
        """What runs the SQL and knows its columns, on this thread's connection."""
        compiler = copy(self.compiler)
        compiler.connection = connection or connections[using]

        def as_sql(*_, **__):
            self.prepare(compiler.connection)
            return self.execute, values

        compiler.as_sql = as_sql
        compiler.get_converters = lambda _columns: self.converters
        return compiler

    def prepare(self, connection):
        """Have this connection know the statement; a new connection knows none."""
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        known = _known.setdefault(connection.connection, set())
        if self.name in known:
            return
        with connection.wrap_database_errors, connection.connection.cursor() as cursor:
            cursor.execute(f"PREPARE {self.name} AS {self.sql}", self.params)
        known.add(self.name)


# The statements that each of psycopg2's connections knows.
_known = WeakKeyDictionary()
