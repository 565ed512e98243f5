"""Pages of our own for everything that can go wrong. The templates are in templates/errors."""

import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from accounts.kept import has_text, kept_page
from queshub.context import SITE
from queshub.postgres.losses import Lost

logger = logging.getLogger(__name__)

# Seconds. A restart of Postgres takes about as long as the first, and whoever asks too early costs
# it nothing: the breaker answers. A Postgres out of breath needs a longer pause.
RETRY_LOST = 2
RETRY_BUSY = 10

# Rendered without the request: no session, no database, no Host header.
_PLAIN = {400, 413, 500, 503}
_OWN = {400, 403, 404, 405, 410, 413, 429, 500, 503}
# The text is not at fault: it is given back, to be sent again.
_GIVES_BACK = {
    429: (_("That was a little fast"), _("Please wait a while, then send it again.")),
    500: (_("Something broke on our side"), _("Your text is here; please try again.")),
    503: (_("We are out of breath"), _("Your text is here; please try again in a minute.")),
}


def bad_request(request, exception=None):
    return page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def denied(request, exception=None):
    """403; with what was typed, to be copied: a member may be suspended while writing."""
    said = str(exception or "")
    if request.method == "POST" and has_text(request):
        heading = _("This is not yours to do")
        return kept_page(request, status=403, heading=heading, words=said, again=False)
    return page(request, 403, said=said)


def not_found(request, exception=None):
    return page(request, 404)


def too_many(request, exception=None):
    return page(request, 429)


def server_error(request):
    """500; or 503 when it was Postgres that is away, overloaded, or out of time."""
    error = sys.exception()
    if isinstance(error, OperationalError):
        return _without_postgres(request, type(error))
    return page(request, 500)


def _without_postgres(request, failure):
    lost = issubclass(failure, Lost)
    response = page(request, 503)
    response["Retry-After"] = str(RETRY_LOST if lost else RETRY_BUSY)
    # Django would log a traceback for each request; what happened to Postgres is logged once.
    response._has_been_logged = lost
    return response


def page(request, status, said=""):
    """Our page for a status; with what the reader typed, when the fault was not the text's.

    `said` is a sentence for the reader that whoever refused has to say, such as a suspension's.
    """
    try:
        if status in _GIVES_BACK and request.method == "POST" and has_text(request):
            return _kept(request, status)
        html = render_to_string(
            f"errors/{status}.html",
            {"site": SITE, "status": status, "said": said},
            None if status in _PLAIN else request,
        )
    except OperationalError:
        raise
    except Exception:
        logger.exception("error_page status=%d", status)
        html = f"<!doctype html><title>{status}</title><h1>{status}</h1>"
    return HttpResponse(html, status=status)


class ErrorPagesMiddleware:
    """Turns away what cannot be a request of ours, and gives bare answers a page.

    A page is not to be trusted when a query failed on the way, whatever became of the error:
    Django's `{% if … or … %}` takes it for False, its sessions for a bad request, a transaction
    around it for a bug. A redirect is: it shows nothing, and what it tells of is written.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        connection.failure = None
        refusal = _refusal(request)
        response = page(request, refusal) if refusal else self.get_response(request)
        if connection.failure and not _is_sound(response):
            return _without_postgres(request, connection.failure)
        if response.status_code in _OWN and _is_bare(request, response):
            response.content = page(request, response.status_code).content
            response["Content-Type"] = "text/html; charset=utf-8"
            if "Content-Length" in response:
                response["Content-Length"] = str(len(response.content))
        return response

    def process_exception(self, request, exception):
        # Postgres cannot store NUL; no text that people write has one. Forms say so beside the
        # field; this is for what reaches a query without a form.
        if isinstance(exception, ValueError) and "NUL (0x00)" in str(exception):
            return page(request, 400)
        return None


def _refusal(request):
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return 413
    nul = "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", "")
    return 400 if nul else None


def _is_sound(response):
    return response.status_code == 503 or 300 <= response.status_code < 400


def _is_bare(request, response):
    return (
        not response.streaming
        and not response.content
        and request.method != "HEAD"
        and "HX-Request" not in request.headers
        and request.accepts("text/html")
    )


def _kept(request, status):
    heading, words = _GIVES_BACK[status]
    return kept_page(
        request,
        status=status,
        heading=heading,
        words=words,
        plain={"site": SITE} if status in _PLAIN else None,
    )
