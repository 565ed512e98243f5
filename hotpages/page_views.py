"""Page views, counted once for each reader in a quarter of an hour."""

from hotpages.buffer import buffer
from hotpages.readers import is_reading


def count(request, page: str):
    """Note that the reader of `request` sees `page` ("question:3"). No round trip to anywhere."""
    meta = request.META
    if not is_reading(meta):
        return
    if request.user.is_authenticated:
        buffer.add(page, str(request.user.pk))
    else:
        names = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_USER_AGENT")
        buffer.add(page, *(meta.get(name, "") for name in names))
