"""Values of a dump's attributes, checked. Everything raises ValueError with a sentence."""

import re
import unicodedata
from datetime import UTC, datetime

from posts.licences import LICENCES

# Our widest columns; a dump beyond them is broken or hostile.
_BITS = {"small": 31, "big": 63}
# A body is at most 30,000 characters there; Postgres cannot index a text of much above a megabyte.
LONGEST_BODY = 200_000
NAME_LENGTH, TITLE_LENGTH, PLACE_LENGTH = 100, 150, 120
# The first days of the later versions: https://stackoverflow.com/help/licensing
LICENCE_SINCE = [
    (datetime(2018, 5, 2, tzinfo=UTC), "CC BY-SA 4.0"),
    (datetime(2011, 4, 8, tzinfo=UTC), "CC BY-SA 3.0"),
]
FIRST_LICENCE = "CC BY-SA 2.5"

# Joiners are letters' business in Persian and Indic names; other format characters only hide.
_HIDING = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"


def required(attributes, name):
    if not attributes.get(name):
        raise ValueError(f"{name} is missing")
    return attributes[name]


def whole(attributes, name, *, size="small", default=None):
    """An integer that fits a column. Without `default` the attribute must be there."""
    raw = attributes.get(name)
    if raw is None and default is not None:
        return default
    if not re.fullmatch(r"-?[0-9]{1,19}", required(attributes, name)):
        raise ValueError(f"{name} is {raw[:40]!r}, which is no whole number")
    if not -(2 ** _BITS[size]) <= int(raw) < 2 ** _BITS[size]:
        raise ValueError(f"{name} is {raw}, which is out of range")
    return int(raw)


def reference(attributes, name):
    """Another row's Id, or None."""
    return whole(attributes, name, size="big") if attributes.get(name) else None


def moment(attributes, name):
    """A date and time, in UTC as dumps mean it."""
    raw = required(attributes, name)
    try:
        at = datetime.fromisoformat(raw)
    except ValueError:
        raise ValueError(f"{name} is {raw[:40]!r}, which is no date") from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def maybe_moment(attributes, name):
    return moment(attributes, name) if attributes.get(name) else None


def body(attributes, name):
    text = attributes.get(name)
    if text is None:
        raise ValueError(f"{name} is missing")
    if len(text) > LONGEST_BODY:
        raise ValueError(f"{name} has {len(text):,} characters; {LONGEST_BODY:,} is the most")
    return text


def line(text, length):
    """One visible line of at most `length` characters; what is cut off becomes an ellipsis."""
    shown = text if text.isprintable() else "".join(_shown(c) for c in text)
    shown = " ".join(shown.split())
    return shown if len(shown) <= length else shown[: length - 1].rstrip() + "…"


def _shown(character):
    if character.isspace():
        return " "
    hides = unicodedata.category(character) in _HIDING and character not in _JOINERS
    return "" if hides else character


def licence(attributes, written_at):
    """The row's own licence, else the one that held on the day."""
    stated = attributes.get("ContentLicense")
    if stated:
        if stated not in LICENCES:
            raise ValueError(f"ContentLicense is {stated[:40]!r}, which is not known here")
        return stated
    return next((key for since, key in LICENCE_SINCE if written_at >= since), FIRST_LICENCE)


def tags(attributes):
    """Names from `<a><b>` or `|a|b|`, as older and newer dumps write them; each once."""
    names = re.findall(r"[^<>|\s]+", attributes.get("Tags", ""))
    for name in names:
        if len(name) > 100:
            raise ValueError(f"a tag has {len(name)} characters; 100 is the most")
    return list(dict.fromkeys(name.lower() for name in names))
