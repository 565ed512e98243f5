"""What tells two versions of the site apart whose pages look different."""

import hashlib
from functools import cache

from django.conf import settings

from queshub.context import SITE

_OTHERS = {"tests", "bench", "docs", "var", "static"}


@cache
def release() -> str:
    """A digest of the code, the templates, the static files' names and what the pages say.

    Two processes share hot pages if it is the same: not while a new version is rolled out.
    """
    digest = hashlib.blake2b(digest_size=8)
    for path in _sources():
        digest.update(path.read_bytes())
    said = [SITE, settings.QUESHUB_TIMING, settings.LANGUAGE_CODE, settings.HOT_PAGES_CDN_SECONDS]
    digest.update(repr([str(each) for each in said]).encode())
    digest.update(settings.SECRET_KEY.encode())  # of the marks of holes
    return digest.hexdigest()


def _sources():
    rooms = [
        room
        for room in settings.BASE_DIR.iterdir()
        if room.is_dir() and room.name not in _OTHERS and not room.name.startswith(".")
    ]
    found = [path for room in rooms for kind in ("*.py", "*.html") for path in room.rglob(kind)]
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    return sorted(found) + ([manifest] if manifest.exists() else [])
