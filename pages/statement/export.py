"""A statement as a file for spreadsheets."""

import csv
import io
from datetime import UTC

from django.conf import settings
from django.utils.translation import gettext as _

from .rows import Words

# What a spreadsheet takes for the beginning of a formula, or skips before one.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def pieces(statement, viewer):
    """The file's text, some hundred lines at a time, so that its length costs no memory.

    `statement` is None for a member whose account was never opened.
    """
    yield _written([_header()])
    for lines in statement.in_pieces() if statement else ():
        rows = Words(statement.account, viewer, lines).rows
        yield _written(map(_cells, rows))


def safe(value):
    """A cell that no spreadsheet calculates: members and moderators choose titles and notes."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _header():
    return [
        *(_("time (UTC)"), _("what"), _("about"), _("address"), _("with whom")),
        *(_("coins"), _("balance after"), _("note")),
    ]


def _cells(row):
    transfer, about = row.transfer, row.about
    return [
        transfer.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        transfer.get_reason_display(),
        about.words if about else "",
        settings.SITE_URL + about.url if about and about.url else "",
        row.party.words,
        row.line.coins,
        row.line.after,
        transfer.note,
    ]


def _written(rows):
    text = io.StringIO()
    csv.writer(text).writerows([safe(cell) for cell in cells] for cells in rows)
    return text.getvalue()
