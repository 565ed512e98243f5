"""Pages found by key: page 10,000 costs what page 1 costs, and new rows move nothing."""

import re
from datetime import UTC, datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Func, OuterRef, Q
from django.http import Http404

from posts.finding import BIGGEST_KEY

# Who knows a page by its number finds it by counting rows, so only the first ones have one.
LAST_NUMBERED = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def is_deep(request):
    """Whether a list is asked for that is not its first page, or is narrowed by several tags.

    Scrapers walk along these.
    """
    return not request.GET.keys().isdisjoint({"after", "before", "page", "tags"})


def numbered(params, last):
    """Which page is asked for by `?page=<number>`: 1 to `last`. Raises Http404 for another one."""
    number = params.get("page", "1")
    if not re.fullmatch("[1-9][0-9]{0,3}", number) or int(number) > last:
        raise Http404
    return int(number)


class KeyPage:
    """One page of rows, newest first, from `?after=<key>`, `?before=<key>` or `?page=<number>`.

    The key is a row's `by`, a time in microseconds or a number, and its id, which together are
    unique. `rising` says that the queryset begins with the smallest. `along` finds the rows where
    the queryset itself has no index that does.
    """

    def __init__(self, queryset, params, *, size=30, by="created_at", rising=False, along=None):
        self.params, self.size, self.by = params, size, by
        self.queryset, self.along = queryset, along or Along(queryset, by=by)
        self.is_time = isinstance(_field(queryset, by), DateTimeField)
        further, nearer = ("gt", "lt") if rising else ("lt", "gt")
        after, before = params.get("after"), params.get("before")
        if before:
            rows = self._read(size + 1, before, nearer, back=True)
            self.rows = rows[:size][::-1]
            self.has_next, self.has_previous = True, len(rows) > size
        else:
            start = 0 if after else (numbered(params, LAST_NUMBERED) - 1) * size
            rows = self._read(start + size + 1, after, further, start=start)
            self.rows = rows[:size]
            self.has_next, self.has_previous = len(rows) > size, bool(after or start)

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

    def _read(self, number, key, side, *, start=0, back=False):
        beyond = self._value(key) if key else None
        rows = self.along.first(self.queryset, number, beyond and (*beyond, side), back)
        return list(rows[start:])

    def _value(self, key):
        try:
            number, pk = (int(part) for part in key.split("-"))
            value = _EPOCH + timedelta(microseconds=number) if self.is_time else number
        except (ValueError, OverflowError):
            raise Http404 from None
        if not 0 <= pk <= BIGGEST_KEY:
            raise Http404
        return value, pk

    def _url(self, direction, row):
        value = getattr(row, self.by)
        number = (value - _EPOCH) // timedelta(microseconds=1) if self.is_time else value
        params = self.params.copy()
        for name in ("after", "before", "page"):
            params.pop(name, None)
        params[direction] = f"{number}-{row.pk}"
        return f"?{params.urlencode()}"


class Along:
    """Where the rows of a page are found: `rows`, a queryset in the page's order, has their index.

    `by` and `unique` name its columns. Where these are copies in another table, `key` leads to the
    page's rows; where the rows are those of many `groups`, `link` names the group on each.
    """

    def __init__(self, rows, *, by, unique="pk", key=None, groups=None, link=None):
        self.rows, self.by, self.unique, self.key = rows, by, unique, key
        self.groups, self.link = groups, link

    def first(self, page, number, beyond=None, back=False):
        """The first so many of the queryset `page`, or the last; from `beyond` on, if given."""
        rows = self.rows.filter(self._beyond(*beyond)) if beyond else self.rows
        rows, page = (rows.reverse(), page.reverse()) if back else (rows, page)
        if not self.key:
            return rows[:number]
        return page.filter(pk__in=self._keys(rows, number))[:number]

    def _keys(self, rows, number):
        """The first of all are among the first of each group: no more of it is ever read."""
        if self.groups is None:
            return rows.values(self.key)[:number]
        of_each = rows.filter(**{self.link: OuterRef("pk")}).values(self.key)[:number]
        return self.groups.order_by().values(keys=Func(ArraySubquery(of_each), function="unnest"))

    def _beyond(self, value, pk, side):
        # The first condition is implied by the second; it is what the index is searched by.
        same = Q(**{self.by: value, f"{self.unique}__{side}": pk})
        return Q(**{f"{self.by}__{side}e": value}) & (Q(**{f"{self.by}__{side}": value}) | same)


def _field(queryset, name):
    annotation = queryset.query.annotations.get(name)
    return annotation.output_field if annotation else queryset.model._meta.get_field(name)
