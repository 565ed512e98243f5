"""What the sitemap lists, and how a part of it is written."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from html import unescape

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.html import escape

from questions.models import Category, Question, Tag

# Numbers of rows in a part. The protocol allows 50,000 addresses; but one new answer has its whole
# part written again, and fetched again.
A_PART = 10_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True)
class Kind:
    """Rows that have a page each; `changed` tells when it last said something new."""

    name: str
    rows: Callable[[], QuerySet]
    changed: Callable[[Model], object] = lambda row: None

    def last_part(self):
        """The number of the part with the newest row."""
        newest = self.rows().order_by("-pk").values_list("pk", flat=True).first() or 0
        return newest // A_PART

    def write(self, number):
        """The part of this number as XML, and how many addresses are in it; one query."""
        first = number * A_PART
        rows = self.rows().filter(pk__gte=first, pk__lt=first + A_PART).order_by("pk")
        places = [place("url", row.get_absolute_url(), self.changed(row)) for row in rows]
        return wrapped("urlset", places), len(places)


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "questions",
            lambda: Question.objects.visible().only("slug", "active_at"),
            lambda question: question.active_at,
        ),
        Kind(
            "tags",
            lambda: Tag.objects.filter(removed_at=None, question_count__gt=0).only("slug"),
        ),
        Kind("categories", lambda: Category.objects.only("slug")),
    )
}


def place(name, path, changed_at):
    """An address of the site, and when what is there changed."""
    time = changed_at and changed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lastmod = f"<lastmod>{time}</lastmod>" if time else ""
    return f"<{name}><loc>{escape(settings.SITE_URL + path)}</loc>{lastmod}</{name}>\n"


def differing(before, after):
    """The addresses that stand in one of two files only, or changed between them."""
    lines = set(before.splitlines()) ^ set(after.splitlines())
    found = (re.search("<loc>(.*?)</loc>", line) for line in lines)
    return {unescape(each[1]) for each in found if each}


def wrapped(name, places):
    """The whole file."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{_NAMESPACE}">\n'
    return f"{head}{''.join(places)}</{name}>\n"
