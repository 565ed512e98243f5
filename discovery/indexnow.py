"""Telling search engines by IndexNow which pages changed: https://www.indexnow.org/documentation

Only where INDEXNOW_KEY is set. What they did not hear stands in the sitemap.
"""

import json
import logging
from http.client import HTTPException
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.urls import reverse

SECONDS = 5
# The protocol takes no more at once; a part of the sitemap has no more either.
MOST = 10_000

log = logging.getLogger(__name__)


def tell(addresses):
    """Say that these pages are new, changed or gone. Nobody is told twice when it fails."""
    if not (settings.INDEXNOW_KEY and addresses):
        return
    asked = Request(  # noqa: S310 — the address is a setting
        settings.INDEXNOW_URL,
        json.dumps(_news(addresses)).encode(),
        {"Content-Type": "application/json; charset=utf-8", "User-Agent": "QuesHub/1"},
    )
    try:
        with urlopen(asked, timeout=SECONDS):  # noqa: S310
            log.info("indexnow_told addresses=%d", len(addresses))
    except (OSError, HTTPException):
        log.warning("indexnow_away", exc_info=True)


def _news(addresses):
    return {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": settings.SITE_URL + reverse("indexnow_key"),
        "urlList": sorted(addresses)[:MOST],
    }
