"""Compression of pages that are made for one reader, while the reader waits."""

from secrets import randbelow, token_urlsafe

import brotli
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from hotpages.encoding import pick

# As small as gzip at Django's level, in 40 % of its time.
_QUALITY = 2
_SMALLEST = 200
_MOST_PADDING = 100


class CompressionMiddleware(GZipMiddleware):
    """Brotli for whole pages of HTML, gzip for the rest and for browsers that do not know Brotli.

    What compression tells of a page's secrets through its length is blurred as Django does it for
    gzip: by a random number of random characters, here in a comment at the end ("Heal the Breach",
    Palacios et al. 2022).
    """

    def process_response(self, request, response):
        if not self._takes_brotli(request, response):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        padding = token_urlsafe(_MOST_PADDING)[: randbelow(_MOST_PADDING) + 1]
        content = b"%b<!--%b-->" % (response.content, padding.encode().replace(b"-", b"_"))
        response.content = brotli.compress(content, quality=_QUALITY)
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Content-Encoding"] = "br"
        if etag := response.get("ETag"):
            response.headers["ETag"] = etag if etag.startswith("W/") else f"W/{etag}"
        return response

    def _takes_brotli(self, request, response):
        return (
            not response.streaming
            and len(response.content) >= _SMALLEST
            and response.get("Content-Type", "").startswith("text/html")
            and not response.has_header("Content-Encoding")
            and pick(request.META.get("HTTP_ACCEPT_ENCODING", "")) == "br"
        )
