"""Holes in a page: places whose content is put in later, and again when it changed."""

import re

from django.utils.crypto import salted_hmac

VIEWS, NOTICE = "views", "notice"


def marker(name: str) -> str:
    """Stands in the page for a hole. Nobody can write it into a post."""
    return f"<!--{name} {salted_hmac('hotpages.holes', name).hexdigest()[:16]}-->"


def split(body: bytes) -> tuple[list[bytes], list[str]]:
    """The pieces around the holes, and the holes' names in their order."""
    names = {marker(name).encode(): name for name in (VIEWS, NOTICE)}
    parts = re.split(b"(" + b"|".join(map(re.escape, names)) + b")", body)
    return parts[::2], [names[found] for found in parts[1::2]]


def fill(pieces: list[bytes], holes: list[str], values: dict[str, bytes]) -> bytes:
    """The page with `values` in its holes; a hole without a value stays empty."""
    filled = [values.get(name, b"") for name in holes]
    return b"".join(part for pair in zip(pieces, [*filled, b""], strict=True) for part in pair)
