"""Content encodings: what we keep ready, and which of them a reader's browser takes."""

import gzip
from functools import lru_cache

import brotli

# Of equally welcome ones the first is taken.
ENCODINGS = ("br", "gzip", "identity")
# Made while a reader waits: the next level saves 2 % and takes twice as long.
_BROTLI_QUALITY = 5
_GZIP_LEVEL = 6
# No browser's header is a tenth of this; a server takes hundreds of thousands of characters.
_LONGEST = 500


def compress(body: bytes) -> dict[str, bytes]:
    """The body in each of ENCODINGS."""
    return {
        "br": brotli.compress(body, quality=_BROTLI_QUALITY),
        "gzip": gzip.compress(body, _GZIP_LEVEL, mtime=0),
        "identity": body,
    }


def pick(accepted: str) -> str:
    """The encoding for an Accept-Encoding header (RFC 9110, section 12.5.3)."""
    return _picked(accepted) if len(accepted) <= _LONGEST else "identity"


# A few dozen headers are in use; whoever invents others displaces nobody for long.
@lru_cache(maxsize=500)
def _picked(accepted):
    weights = dict(map(_weight, accepted.lower().split(",")))
    anything = weights.get("*", 0.0)
    weights = {name: weights.get(name, anything) for name in ENCODINGS}
    best = max(weights, key=weights.get)
    return best if weights[best] > 0 else "identity"


def _weight(part):
    name, _, parameters = part.partition(";")
    key, _, value = parameters.strip().partition("=")
    try:
        return name.strip(), float(value) if key.strip() == "q" else 1.0
    except ValueError:
        return name.strip(), 0.0
