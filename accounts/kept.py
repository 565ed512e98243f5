"""The page that gives back what somebody typed when it could not be taken."""

import re

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
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
    "because": _("Reason"),
}


def kept_page(request, *, status, heading, words, again=True, sign_in=False, plain=False):
    """Show what a form held, read-only, and let it be sent again to the same address.

    A form that held a secret can only be filled in anew. `plain` renders without anything that
    asks the database: no member's name in the header.
    """
    fields = _fields(request)
    whole = not any(_SECRET.search(name) for name in fields if name != "csrfmiddlewaretoken")
    context = {
        "heading": heading,
        "words": words,
        "status": status,
        "shown": [(name, label, fields[name][-1]) for name, label in _LABELS.items()
                  if fields.get(name, [""])[-1]],
        "carried": [(name, value) for name, values in fields.items() if name not in _LABELS
                    and not _SECRET.search(name) for value in values],
        "again": again and whole,
        "path": request.get_full_path(),
        "sign_in": resolve_url(settings.LOGIN_URL) if sign_in else "",
        "csrf_token": get_token(request),
    }  # fmt: skip
    html = render_to_string("errors/kept.html", context, request=None if plain else request)
    return HttpResponse(html, status=status)


def has_text(request):
    """Whether the request carries anything that somebody typed."""
    return any(any(values) for name, values in _fields(request).items() if name in _LABELS)


def _fields(request):
    try:
        return dict(request.POST.lists())
    except Exception:
        # A body that cannot be read (cut off, too large, not a form) has nothing to give back,
        # and the page that says what went wrong must not fail over it.
        return {}
