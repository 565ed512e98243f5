"""Pages found by key: page 10,000 costs what page 1 costs, and new rows move nothing."""

from datetime import UTC, datetime, timedelta

from django.db.models import DateTimeField, Q
from django.http import Http404

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_deep(request):
    """Whether a page of a list is asked for that is not its first: scrapers walk along these."""
    return "after" in request.GET or "before" in request.GET


class KeyPage:
    """One page of rows, newest first, from `?after=<key>` or `?before=<key>`.

    The key is a row's `by`, a time in microseconds or a number, and its id, which together are
    unique. `time` and `unique` name the columns that hold them where the queryset is ordered by a
    copy. `rising` says that the queryset begins with the smallest.
    """

    def __init__(self, queryset, params, *, size=30, by="created_at", rising=False, **copies):
        self.params, self.size, self.by = params, size, by
        self.time, self.unique = copies.get("time", by), copies.get("unique", "pk")
        self.is_time = isinstance(queryset.model._meta.get_field(by), DateTimeField)
        further, nearer = ("gt", "lt") if rising else ("lt", "gt")
        after, before = params.get("after"), params.get("before")
        if before:
            rows = queryset.filter(self._beyond(before, nearer)).reverse()[: size + 1]
            self.rows = list(rows)[:size][::-1]
            self.has_next, self.has_previous = True, len(rows) > size
        else:
            rows = queryset.filter(self._beyond(after, further)) if after else queryset
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
            number, pk = (int(part) for part in key.split("-"))
            value = _EPOCH + timedelta(microseconds=number) if self.is_time else number
        except (ValueError, OverflowError):
            raise Http404 from None
        if not 0 <= pk < 2**63:
            raise Http404
        # The first condition is implied by the second; it is what the index is searched by.
        same = Q(**{self.time: value, f"{self.unique}__{side}": pk})
        return Q(**{f"{self.time}__{side}e": value}) & (Q(**{f"{self.time}__{side}": value}) | same)

    def _url(self, direction, row):
        value = getattr(row, self.by)
        number = (value - _EPOCH) // timedelta(microseconds=1) if self.is_time else value
        params = self.params.copy()
        for name in ("after", "before"):
            params.pop(name, None)
        params[direction] = f"{number}-{row.pk}"
        return f"?{params.urlencode()}"
