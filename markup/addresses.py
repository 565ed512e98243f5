"""Addresses in links and images, made whole or refused."""

import re
from urllib.parse import urljoin

from bleach.html5lib_shim import convert_entities

_EDGES = "".join(map(chr, range(0x21))) + "\x7f\xa0"
_INNER = re.compile(r"[\t\r\n\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINK = re.compile(r"(?:https?://[\w\[]|mailto:[^/\\\s])", re.IGNORECASE)
_IMAGE = re.compile(r"https://[\w\[]", re.IGNORECASE)
_OWN_PATH = re.compile(r"/(?![/\\])")


def _read(value):
    value = _INNER.sub("", convert_entities(value)).strip(_EDGES)
    return "https:" + value if value.startswith("//") else value


def _joined(value, base):
    try:
        return urljoin(base, value) if value and base and value[0] != "#" else value
    except ValueError:
        return ""


def link(value, base):
    """An address a reader may follow, or "": http, https, mailto, or a path of this site.

    With `base` (the site a foreign text comes from) relative addresses are made absolute.
    """
    value = _joined(_read(value), base)
    return value if _LINK.match(value) or (not base and _OWN_PATH.match(value)) else ""


def image(value, base):
    """An https address of an image, or "". http becomes https, as browsers do on a secure page."""
    value = _joined(_read(value), base)
    if value[:7].lower() == "http://":
        value = "https://" + value[7:]
    return value if _IMAGE.match(value) else ""
