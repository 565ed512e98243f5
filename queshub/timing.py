"""How long a page took, for browsers (Server-Timing) and for people (in the footer)."""

from functools import cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from hotpages.recording import is_shared
from queshub.stopwatch import running


def placeholder():
    """Stands in the footer until the figures are known. Nobody can write it into a post."""
    return _placeholder(settings.SECRET_KEY)


@cache
def _placeholder(secret):
    return f"<!--timing {salted_hmac('queshub.timing', 'footer', secret).hexdigest()[:16]}-->"


class TimingMiddleware:
    """Stands inside compression, so that it sees the page as text."""

    def __init__(self, get_response):
        if not settings.QUESHUB_TIMING:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.placeholder = placeholder().encode()

    def __call__(self, request):
        with running() as watch, connection.execute_wrapper(watch.query):
            response = self.get_response(request)
            figures = _figures(watch)
        response["Server-Timing"] = _header(figures)
        if not response.streaming and self.placeholder in response.content:
            self._fill(response, _line(figures, kept=is_shared(request)).encode())
        return response

    def _fill(self, response, line):
        response.content = response.content.replace(self.placeholder, line)
        if "Content-Length" in response:
            response["Content-Length"] = str(len(response.content))


def _figures(watch):
    ms = {name: f"{seconds * 1000:.1f}" for name, seconds in watch.seconds.items()}
    return {**ms, "total": f"{watch.total * 1000:.1f}", "queries": watch.queries["database"]}


def _header(figures):
    return (
        'session;dur={session}, db;dur={database};desc="{queries} queries", '
        "render;dur={render}, total;dur={total}"
    ).format(**figures)


def _line(figures, kept):
    """The line in the footer. A page that is kept for others says when it was made."""
    queries = ngettext("{queries} query", "{queries} queries", figures["queries"])
    made = gettext("page made in {total} ms")
    if kept:
        made = gettext("page made at {at} UTC in {total} ms")
    words = gettext("{made}: session {session}, database {database} ({count}), render {render}")
    made = made.format(**figures, at=f"{timezone.now():%H:%M:%S}")
    text = words.format(**figures, made=made, count=queries.format(**figures))
    return format_html('<p class="timing">{}</p>', text)
