"""Pieces of pages kept in the process, found by the values that they were made of.

A piece cannot be stale: other values are another piece. So nothing has to be thrown away when a
row changes, and what nobody asks for any more leaves by itself.
"""

from collections import OrderedDict
from datetime import date, datetime
from sys import getsizeof
from threading import Lock

from django.utils.functional import Promise

MOST_BYTES = 8 * 1024 * 1024
# What an entry takes besides its key and its text: its places in two tables.
_ENTRY_BYTES = 200
_PLAIN = (str, int, float, date, type(None))
# Of these a value is a key by itself: it is equal to none of another type that stands here.
_THEMSELVES = frozenset({str, int, datetime, type(None)})


class FragmentStore:
    """At most so many bytes of pieces and their keys; the coldest leave first.

    A piece is a tuple of texts; it is what `{% fragment %}` makes.
    """

    def __init__(self, most_bytes=MOST_BYTES):
        self.most_bytes, self.bytes = most_bytes, 0
        self._kept = OrderedDict()
        self._lock = Lock()

    def get(self, key):
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return None
            self._kept.move_to_end(key)
            return kept[0]

    def put(self, key, piece):
        size = _ENTRY_BYTES + _weight(key) + _weight(piece)
        if size > self.most_bytes:
            return
        with self._lock:
            self._leave(key)
            self._kept[key] = (piece, size)
            self.bytes += size
            while self.bytes > self.most_bytes:
                self._leave(next(iter(self._kept)))

    def clear(self):
        with self._lock:
            self._kept.clear()
            self.bytes = 0

    def __len__(self):
        return len(self._kept)

    def _leave(self, key):
        _, size = self._kept.pop(key, (None, 0))
        self.bytes -= size


def typed(value):
    """A value as part of a key. Equal values of two types are shown differently: 1 and True, or a
    text that is to be escaped and one that is not.

    A row of the database is no value: it stays equal to itself when its columns change.
    """
    kind = type(value)
    if kind in _THEMSELVES:
        return value
    if isinstance(value, tuple):
        return kind, *[each if type(each) in _THEMSELVES else typed(each) for each in value]
    if isinstance(value, _PLAIN):
        return kind, value
    raise TypeError(
        f"a fragment is found by texts, numbers, times and tuples of them, not by {value!r:.80}"
    )


def plain(value):
    """A text that waits for the language, as that language's text; anything else as it is."""
    return str(value) if isinstance(value, Promise) else value


def _weight(part):
    if isinstance(part, tuple):
        return getsizeof(part) + sum(map(_weight, part))
    return getsizeof(part) if isinstance(part, _PLAIN) else 0


store = FragmentStore()
