"""A page as readers get it: rendered once, whole, ready in every encoding."""

import base64
import hashlib
import json
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from django.conf import settings

from hotpages.encoding import compress
from hotpages.holes import NOTICE, VIEWS, fill

# What one answer has for itself, or what a copy says in its own words.
NOT_KEPT = frozenset(
    ["content-length", "content-encoding", "etag", "vary", "date", "server-timing", "x-request-id"]
)
VARY = ("Vary", "Accept-Encoding, Cookie")
_OVERHEAD = 4_000  # bytes that the objects of one copy take beside its texts
_SIZE = struct.Struct(">I")

Header = tuple[str, str]


class Variant(NamedTuple):
    """The page in one encoding, with the headers of a 200 and of a 304."""

    body: bytes
    etag: str
    headers: list[Header]
    unchanged: list[Header]


@dataclass(eq=False, slots=True)
class Copy:
    """One page. `keys` name what it was made from; `page` is what its views count for.

    `made_at` is the wall clock's, for all processes; `fresh_until` is this process's monotonic
    clock's, and 0 when the copy is a last resort only.
    """

    path: str
    page: str
    keys: tuple[str, ...]
    headers: list[Header]
    pieces: list[bytes]
    holes: list[str]
    views: int
    made_at: float
    variants: dict[str, Variant]
    fresh_until: float = 0.0
    used_at: float = 0.0
    filled_at: float = field(default_factory=time.monotonic)
    answers: int = 0
    weight: int = 0  # bytes, as the shelf counted them

    @classmethod
    def make(
        cls, *, pieces, holes, views, headers, show_views: Callable[[int], str], **more
    ) -> Self:
        """A copy with its holes filled, out of a rendered page's pieces."""
        body = fill(pieces, holes, {VIEWS: show_views(views).encode()})
        kept = [header for header in headers if header[0].lower() not in NOT_KEPT]
        if settings.HOT_PAGES_CDN_SECONDS:
            kept = [header for header in kept if header[0].lower() != "cache-control"]
            seconds = settings.HOT_PAGES_CDN_SECONDS
            kept.append(("Cache-Control", f"public, max-age=0, s-maxage={seconds}"))
        variants = _variants(kept, compress(body))
        return cls(pieces=pieces, holes=holes, views=views, headers=kept, variants=variants, **more)

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        texts = [*(variant.body for variant in self.variants.values()), *self.pieces]
        return sum(map(len, texts)) + _OVERHEAD

    def refill(self, views: int, show_views: Callable[[int], str]):
        """Show another number of views. Readers get the old page or the new one, whole."""
        body = fill(self.pieces, self.holes, {VIEWS: show_views(views).encode()})
        self.variants = _variants(self.headers, compress(body))
        self.views, self.filled_at = views, time.monotonic()

    def with_notice(self, notice: bytes, show_views: Callable[[int], str]) -> bytes:
        """The page with a notice for its reader, not compressed."""
        return fill(
            self.pieces, self.holes, {VIEWS: show_views(self.views).encode(), NOTICE: notice}
        )

    def pack(self) -> bytes:
        """The copy for other processes."""
        bodies = [self.variants["br"].body, self.variants["gzip"].body]
        head = {
            **{name: getattr(self, name) for name in _SENT},
            "lengths": [len(part) for part in (*bodies, *self.pieces)],
        }
        packed = json.dumps(head, separators=(",", ":")).encode()
        return b"".join([_SIZE.pack(len(packed)), packed, *bodies, *self.pieces])

    @classmethod
    def unpack(cls, packed: bytes, show_views: Callable[[int], str]) -> Self:
        """A copy that another process packed."""
        start = _SIZE.size + _SIZE.unpack_from(packed)[0]
        head = json.loads(packed[_SIZE.size : start])
        parts = []
        for length in head.pop("lengths"):
            parts.append(packed[start : start + length])
            start += length
        br, gzipped, *pieces = parts
        head["headers"] = [(name, value) for name, value in head["headers"]]
        head["keys"] = tuple(head["keys"])
        body = fill(pieces, head["holes"], {VIEWS: show_views(head["views"]).encode()})
        variants = _variants(head["headers"], {"br": br, "gzip": gzipped, "identity": body})
        return cls(pieces=pieces, variants=variants, **head)


_SENT = ("path", "page", "keys", "headers", "holes", "views", "made_at")


def _variants(headers, bodies):
    digest = hashlib.blake2b(bodies["identity"], digest_size=12).digest()
    tag = base64.urlsafe_b64encode(digest).decode()
    return {name: _variant(headers, name, body, tag) for name, body in bodies.items()}


def _variant(headers, encoding, body, tag):
    etag = f'"{tag}-{encoding}"'
    unchanged = [header for header in headers if header[0].lower() != "content-type"]
    unchanged += [VARY, ("ETag", etag)]
    whole = [*headers, VARY, ("ETag", etag), ("Content-Length", str(len(body)))]
    if encoding != "identity":
        whole.append(("Content-Encoding", encoding))
    return Variant(body, etag, whole, unchanged)
