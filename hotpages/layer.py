"""The WSGI layer that answers hot pages before Django's request machinery is entered.

It answers GET and HEAD only, on the exact path of a page that a view let be shared
(`hotpages.recording.share`), without a query string (parameters in HOT_PAGES_TRACKING are as good
as none), without a session or message cookie, for an allowed host, with https where the site is
https, and without SCRIPT_NAME. A path that HOT_PAGES_PATH allows and nobody has asked for yet is
rendered by asking the application as a reader without cookies at SITE_URL would, so that nothing of
one request gets into it; what is no page of a question (moved, gone, not found) is answered as the
application answered it. Everything else goes to the application as it came; should that answer 503
to a reader with a session, the reader gets a copy with a notice instead.

A copy has every header that the application sent, and its own Vary, ETag, Content-Length,
Content-Encoding, Server-Timing and X-Request-ID, and for a CDN its own Cache-Control.
"""

import re
from itertools import count
from secrets import token_hex
from time import monotonic, perf_counter

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.module_loading import import_string

from hotpages import stored
from hotpages.buffer import buffer
from hotpages.encoding import pick
from hotpages.figures import Figures
from hotpages.link import Link
from hotpages.making import Maker
from hotpages.readers import is_reading
from hotpages.rendering import Renderer
from hotpages.shelf import Shelf
from hotpages.stored import Pages

_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_MOST_HOSTS, _LONGEST_HOST = 100, 260
_BUSY = b"This page is being made. Please try again in a moment.\n"
_BUSY_HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Length", str(len(_BUSY))),
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Retry-After", "2"),
]


class HotPages:
    """Wraps a WSGI application. `release` differs between versions whose pages look different.

    `notice` is put into a copy for a reader who is signed in, when the application answers 503.
    """

    def __init__(self, application, *, release: str, notice: bytes):
        self.application, self.notice = application, notice
        self.shelf = Shelf(settings.HOT_PAGES_BYTES)
        self.link = Link(self.shelf, beat=self._beat)
        self.figures = Figures()
        self.show_views = import_string(settings.PAGE_VIEW_TEXT)
        renderer = Renderer(application)
        self.maker = Maker(self.shelf, self.link, Pages(release), renderer, self.show_views)
        self._shelved = self.shelf.get
        # Switched off, no path is a page's: views are counted all the same.
        paths = settings.HOT_PAGES_PATH if settings.HOT_PAGES else "(?!)"
        self._is_page = re.compile(paths).fullmatch
        self._tracks = re.compile(settings.HOT_PAGES_TRACKING).fullmatch
        self._cookies = re.compile(rf"\b(?:{re.escape(settings.SESSION_COOKIE_NAME)}|messages)\s*=")
        secure = settings.SECURE_PROXY_SSL_HEADER or ("wsgi.url_scheme", "https")
        self._scheme = secure if settings.SECURE else None
        self._hosts: set[str] = set()  # allowed ones, as they were sent
        self._timed = settings.QUESHUB_TIMING
        self._ids, self._id = count(), token_hex(8)

    def _beat(self):
        stored.prove_writable()
        self.maker.renew_leases()

    def __call__(self, environ, start_response):
        began = perf_counter()
        path = environ["PATH_INFO"]
        copy = self._shelved(path)
        if copy is None and not self._is_page(path):
            return self.application(environ, start_response)
        if not self._is_plain(environ):
            return self.application(environ, start_response)
        cookies = environ.get("HTTP_COOKIE")
        if cookies and self._cookies.search(cookies):
            return self._ask_for_one(environ, start_response, path)
        now = monotonic()
        if copy is not None and now < copy.fresh_until and now < self.link.live_until:
            copy.used_at = now
            return self._give(environ, start_response, copy, "process", began)
        return self._get(environ, start_response, path, began)

    # --- Which requests

    def _is_plain(self, environ):
        """Whether the answer depends on the path alone, cookies aside."""
        query = environ["QUERY_STRING"]
        host = environ.get("HTTP_HOST", "")
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and (not query or self._only_tracks(query))
            and (host in self._hosts or self._may_be_asked_for(host))
            and not environ["SCRIPT_NAME"]
            and (self._scheme is None or self._is_secure(environ))
        )

    def _is_secure(self, environ):
        """As Django judges it: of several proxies, the first one's word counts."""
        name, value = self._scheme
        return environ.get(name, "").partition(",")[0].strip() == value

    def _only_tracks(self, query):
        return all(self._tracks(part.partition("=")[0]) for part in query.split("&"))

    def _may_be_asked_for(self, host):
        """As Django judges it."""
        domain, _ = split_domain_port(host)
        allowed = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
        if allowed and len(host) <= _LONGEST_HOST and len(self._hosts) < _MOST_HOSTS:
            self._hosts.add(host)
        return allowed

    # --- Answers

    def _get(self, environ, start_response, path, began):
        page = self.maker.page(path)
        if page is None:
            start_response("503 Service Unavailable", _BUSY_HEADERS)
            return [_BUSY]
        response = page.response
        if page.copy is not None:
            timing = response.timing if response else ""
            return self._give(environ, start_response, page.copy, page.source, began, timing)
        if not response.may_be_given:
            return self.application(environ, start_response)
        start_response(response.status_line, response.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else response.pieces

    def _give(self, environ, start_response, copy, source, began, timing=""):
        """Answer with a copy, and note the view."""
        get = environ.get
        variant = copy.variants[pick(get("HTTP_ACCEPT_ENCODING", ""))]
        self.figures.answers[source] += 1
        copy.answers += 1
        known = get("HTTP_IF_NONE_MATCH")
        unchanged = known is not None and _holds(known, variant.etag)
        headers = [
            *(variant.unchanged if unchanged else variant.headers),
            self._request_id(environ),
        ]
        if self._timed:
            headers.append(("Server-Timing", _timing(source, timing, began)))
        if is_reading(environ):
            buffer.add(
                copy.page,
                get("REMOTE_ADDR", ""),
                get("HTTP_X_FORWARDED_FOR", ""),
                get("HTTP_USER_AGENT", ""),
            )
        if unchanged:
            start_response("304 Not Modified", headers)
            return []
        start_response("200 OK", headers)
        return [variant.body] if environ["REQUEST_METHOD"] == "GET" else []

    def _ask_for_one(self, environ, start_response, path):
        """A reader with a session gets a page of their own; a copy when none can be made."""
        started = []
        response = self.application(environ, lambda *args: started.append(args))
        status, headers, *_ = started[-1]
        copy = self.maker.kept(path) if status.startswith("503") else None
        if copy is None:
            start_response(status, headers)
            return response
        response.close()
        self.figures.answers["notice"] += 1
        body = copy.with_notice(self.notice, self.show_views)
        headers = [header for header in copy.headers if header[0].lower() != "cache-control"]
        headers += [
            ("Cache-Control", "private, no-store"),
            ("Content-Length", str(len(body))),
            self._request_id(environ),
        ]
        start_response("200 OK", headers)
        return [body] if environ["REQUEST_METHOD"] == "GET" else []

    def _request_id(self, environ):
        """The request's id: the caller's, if it is well-formed, else one of our own."""
        given = environ.get("HTTP_X_REQUEST_ID")
        if given is not None and _REQUEST_ID.fullmatch(given):
            return "X-Request-ID", given
        return "X-Request-ID", f"{self._id}{next(self._ids):016x}"


def _holds(known, etag):
    """Whether If-None-Match names this page (RFC 9110, section 13.1.2: a weak comparison)."""
    return known.strip() == "*" or any(
        each.strip().removeprefix("W/") == etag for each in known.split(",")
    )


def _timing(source, made, began):
    total = f"{(perf_counter() - began) * 1000:.2f}"
    if source == "made":
        return f"miss, {made}" if made else f"miss, total;dur={total}"
    return f"hot;desc={source}, total;dur={total}"
