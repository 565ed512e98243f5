"""The page that gives back what somebody typed when it could not be taken."""

import re

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

# Never shown and never sent on: whoever looks at the screen would read them.
_SECRET = re.compile("pass|secret|token|otp|code", re.IGNORECASE)

# What people type, as the forms call it. Other fields are carried along unseen.
_LABELS = {
    "title": _("Title"),
    "body": _("Text"),
    "tags": _("Tags"),
    "name": _("Name"),
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "works_at": _("Works at"),
    "studied_at": _("Studied at"),
    "lives_in": _("Lives in"),
    "about": _("About"),
    "note": _("Note"),
    "because": _("Reason"),
    "coins": _("Coins"),
}


def kept_page(request, *, status, heading, words, again=True, opens=None, plain=None):
    """Show what a form held, read-only, and let it be sent again to the same address.

    A form that held a secret can only be filled in anew. `opens` is what comes first, in a new tab:
    an address and the words of the link there. `plain` is what the template is rendered
    with instead of the request, when nothing may ask the database.
    """
    fields = _fields(request)
    context = {
        **(plain or {}),
        "heading": heading,
        "words": words,
        "shown": _shown(fields),
        "carried": _carried(fields),
        "again": again and not any(map(_SECRET.search, fields)),
        "path": request.get_full_path(),
        "opens": opens,
        "csrf_token": get_token(request),
    }
    html = render_to_string("errors/kept.html", context, None if plain else request)
    return HttpResponse(html, status=status)


def has_text(request):
    """Whether the request carries anything that somebody typed."""
    return any(any(values) for name, values in _fields(request).items() if name in _LABELS)


def _shown(fields):
    typed = [(name, label, fields.get(name, [""])[-1]) for name, label in _LABELS.items()]
    return [field for field in typed if field[2]]


def _carried(fields):
    unseen = [(name, values) for name, values in fields.items() if name not in _LABELS]
    return [(name, value) for name, values in unseen for value in values]


def _fields(request):
    try:
        fields = dict(request.POST.lists())
    except Exception:
        # A body that cannot be read (cut off, too large, not a form) has nothing to give back,
        # and the page that says what went wrong must not fail over it.
        return {}
    fields.pop("csrfmiddlewaretoken", None)
    return fields
