"""The dates above a list of the admin."""

from calendar import monthrange
from datetime import date

from django import template
from django.db.models import Max, Min
from django.utils import formats
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def calendar(cl):
    """Years, then months, then days to choose from, in the list's `date_hierarchy`.

    It shows what the calendar has. Django's own leaves out what holds no row, for which it reads
    them all: 5 seconds for a million.
    """
    if not cl.date_hierarchy:
        return {"show": False}
    parts = [cl.params.get(f"{cl.date_hierarchy}__{part}") for part in ("year", "month", "day")]
    chosen = [int(part) for part in parts if part]
    return {"show": True, "back": _back(cl, chosen), "choices": _choices(cl, chosen)}


def _choices(cl, chosen):
    match chosen:
        case []:
            return [_link(cl, [year]) for year in _years(cl)]
        case [year]:
            return [_link(cl, [year, month]) for month in range(1, 13)]
        case [year, month]:
            days = range(1, monthrange(year, month)[1] + 1)
            return [_link(cl, [year, month, day]) for day in days]
    return [{"title": _title(chosen)}]


def _back(cl, chosen):
    return _link(cl, chosen[:-1]) if chosen else None


def _years(cl):
    """From the first row's to the last one's, which an index tells."""
    field = cl.date_hierarchy
    ends = cl.queryset.order_by().aggregate(first=Min(field), last=Max(field))
    if ends["first"] is None:
        return []
    return range(localdate(ends["first"]).year, localdate(ends["last"]).year + 1)


def _link(cl, chosen):
    field = cl.date_hierarchy
    names = [f"{field}__{part}" for part in ("year", "month", "day")]
    link = cl.get_query_string(dict(zip(names, chosen, strict=False)), [f"{field}__"])
    return {"link": link, "title": _title(chosen)}


def _title(chosen):
    match chosen:
        case []:
            return _("All dates")
        case [year]:
            return str(year)
        case [year, month]:
            return capfirst(formats.date_format(date(year, month, 1), "YEAR_MONTH_FORMAT"))
    return capfirst(formats.date_format(date(*chosen), "MONTH_DAY_FORMAT"))
