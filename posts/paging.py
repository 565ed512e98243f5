"""Pages found by key: page 10,000 costs what page 1 costs, and new rows move nothing."""

from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.http import Http404

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class KeyPage:
    """One page of rows, newest first, from `?after=<key>` or `?before=<key>`.

    The key is a row's `created_at` in microseconds and its id, which together are unique. `time`
    and `unique` name the columns that hold them where the queryset is ordered by a copy.
    """

    def __init__(self, queryset, params, *, size=30, time="created_at", unique="pk"):
        self.params, self.size, self.time, self.unique = params, size, time, unique
        after, before = params.get("after"), params.get("before")
        if before:
            rows = queryset.filter(self._beyond(before, "gt")).reverse()[: size + 1]
            self.rows = list(rows)[:size][::-1]
            self.has_next, self.has_previous = True, len(rows) > size
        else:
            rows = queryset.filter(self._beyond(after, "lt")) if after else queryset
            rows = list(rows[: size + 1])
            self.rows = rows[:size]
            self.has_next, self.has_previous = len(rows) > size, bool(after)

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    @property
    def next_url(self):
        return self._url("after", self.rows[-1]) if self.rows and self.has_next else None

    @property
    def previous_url(self):
        return self._url("before", self.rows[0]) if self.rows and self.has_previous else None

    def _beyond(self, key, side):
        try:
            microseconds, pk = (int(part) for part in key.split("-"))
            at = _EPOCH + timedelta(microseconds=microseconds)
        except (ValueError, OverflowError):
            raise Http404 from None
        if not 0 <= pk < 2**63:
            raise Http404
        # The first condition is implied by the second; it is what the index is searched by.
        same_time = Q(**{self.time: at, f"{self.unique}__{side}": pk})
        return Q(**{f"{self.time}__{side}e": at}) & (Q(**{f"{self.time}__{side}": at}) | same_time)

    def _url(self, direction, row):
        microseconds = (row.created_at - _EPOCH) // timedelta(microseconds=1)
        params = self.params.copy()
        for name in ("after", "before"):
            params.pop(name, None)
        params[direction] = f"{microseconds}-{row.pk}"
        return f"?{params.urlencode()}"
