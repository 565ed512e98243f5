"""One line in the log for each request, and an id that ties other lines to it."""

import logging
import re
import time
from contextvars import ContextVar
from urllib.parse import quote
from uuid import uuid4

logger = logging.getLogger("queshub.requests")

_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Gives every record the id of the request it was written in, "-" outside of one."""

    def filter(self, record):
        record.request_id = _current.get()
        return True


class LineFormatter(logging.Formatter):
    """`key=value` pairs, with the time in UTC."""

    converter = time.gmtime

    def __init__(self):
        super().__init__(
            "time=%(asctime)sZ level=%(levelname)s logger=%(name)s request=%(request_id)s"
            " %(message)s",
            datefmt="%Y-%m-%dT%H:%M:%S",
        )


class RequestLogMiddleware:
    """Outermost. Logs method, path, status and milliseconds: no query text, no address.

    A well-formed X-Request-ID of the caller is kept, so that a proxy's log can be joined.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if _ID.fullmatch(given) else uuid4().hex
        token, began = _current.set(request.id), time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request.id
            _log(request, response.status_code, time.perf_counter() - began)
        finally:
            _current.reset(token)
        return response


def _log(request, status, seconds):
    # Quoted, for a method or a path with a line break in it would be a line of its own.
    method, path = quote(request.method, safe=""), quote(request.path, safe="/")
    logger.info("method=%s path=%s status=%d ms=%.1f", method, path, status, seconds * 1000)
