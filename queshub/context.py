from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import escape_uri_path

SITE = {
    "name": settings.SITE_NAME,
    "tagline": settings.SITE_TAGLINE,
    "url": settings.SITE_URL,
    "licence": settings.LICENCE,
}


def site(request):
    """What every template knows of the site, where in its menu the page is, and its one address.

    The address comes from SITE_URL, never from the Host header, which a client chooses.
    """
    return {
        "site": SITE,
        "canonical": settings.SITE_URL + escape_uri_path(request.path),
        "menu_place": request.path if request.path in _menu() else "",
    }


@cache
def _menu():
    return frozenset(map(reverse, ["questions", "bounties", "tags", "categories"]))
