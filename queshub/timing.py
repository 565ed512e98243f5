"""How long a page took, for browsers (Server-Timing) and for people (in the footer)."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from queshub.stopwatch import running


def placeholder():
    """Stands in the footer until the figures are known. Nobody can write it into a post."""
    return f"<!--timing {salted_hmac('queshub.timing', 'footer').hexdigest()[:16]}-->"


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
            self._fill(response, figures)
        return response

    def _fill(self, response, figures):
        line = _line(figures).encode()
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


def _line(figures):
    queries = ngettext("{queries} query", "{queries} queries", figures["queries"])
    words = gettext(
        "page made in {total} ms: session {session}, database {database} ({count}), render {render}"
    )
    text = words.format(**figures, count=queries.format(**figures))
    return format_html('<p class="timing">{}</p>', text)
