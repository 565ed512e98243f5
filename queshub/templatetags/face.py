"""What templates need to show names, times and numbers the same way everywhere."""

import unicodedata
from datetime import UTC
from functools import cache
from zlib import crc32

from django import template
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.privileges import has_privilege
from posts.numbers import about, count, exact, percent, signed
from queshub.context import SITE
from questions.view_counts import shown

register = template.Library()
register.filter("about", about)
register.filter("count", count)
register.filter("exact", exact)
register.filter("percent", percent)
register.filter("signed", signed)
register.filter("may", has_privilege)
register.filter("views", shown)

AVATAR_COLOURS = 12
PAGES_AROUND = 2


@register.simple_tag
def this_site():
    """What `queshub.context` says of the site; allauth's views put their own `site` over it."""
    return SITE


@register.filter
def avatar_class(name):
    """The CSS class of a name's colour: the same name has the same colour everywhere."""
    return f"avatar-{crc32(str(name).encode(errors='replace')) % AVATAR_COLOURS}"


@register.filter
def initials(name):
    """One or two letters that stand for a name: of its first and its last word."""
    words = str(name).split()
    letters = [_first_letter(word) for word in (words[:1] + words[1:][-1:])]
    return "".join(letter for letter in letters if letter).upper() or "?"


def _first_letter(word):
    """The first letter or digit with its accents, or nothing when a word has neither."""
    start = next((i for i, sign in enumerate(word) if sign.isalnum()), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[start:end]


@register.simple_tag
def stamp(at, precision="day"):
    """A `<time>`: the day, or with "time" the minute too, in UTC; page.js makes it local."""
    if not at:
        return ""
    at = at.astimezone(UTC)
    exact = _("%s UTC") % date_format(at, "j M Y, H:i:s")
    shown = date_format(at, "j M Y") if precision == "day" else _minute(at)
    iso = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return format_html(
        '<time datetime="{}" title="{}" data-precision="{}">{}</time>', iso, exact, precision, shown
    )


def _minute(at):
    return _("%s UTC") % date_format(at, "j M Y, H:i")


@register.filter
def points(score):
    """A score for reading, with a true minus sign."""
    score = int(score or 0)
    return f"\N{MINUS SIGN}{count(-score)}" if score < 0 else count(score)


@register.simple_tag
@cache
def icon(name):
    """A picture of the sprite; it says nothing to a screen reader, the words beside it do."""
    return format_html(
        '<svg class="icon icon-{}" width="20" height="20" aria-hidden="true">'
        '<use href="{}#{}"></use></svg>',
        name,
        static("img/icons.svg"),
        name,
    )


@register.filter
def page_numbers(page):
    """The page numbers to link: first, last and those around the current; None is a gap."""
    near = range(page.number - PAGES_AROUND, page.number + PAGES_AROUND + 1)
    last = page.paginator.num_pages
    kept = sorted({1, last, *(n for n in near if 1 <= n <= last)})
    numbers = []
    for number in kept:
        if numbers and number - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.filter
def is_of_kind(field, kind):
    """Whether a form field's control is of a kind: checkbox, select, textarea, file, hidden."""
    widget = field.field.widget
    shown = getattr(widget, "input_type", "") or type(widget).__name__.lower()
    return shown == kind


@register.simple_tag
def control(field, **attributes):
    """A form field's control with further attributes; `_` in a name stands for `-`."""
    attributes = {name.replace("_", "-"): value for name, value in attributes.items()}
    return field.as_widget(attrs=attributes)
