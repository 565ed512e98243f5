"""Work that runs by itself; `queshub/schedule.py` says when."""

from discovery.indexnow import tell
from discovery.models import SitemapPart

# Of a million questions all have been looked at within two hours.
_PARTS_A_RUN = 10


def keep_sitemap():
    """Write those parts of the sitemap that changed, as far as one run gets, and tell of it."""
    SitemapPart.objects.begin_missing()
    for part in SitemapPart.objects.defer("xml").due(_PARTS_A_RUN):
        tell(part.look_again())
