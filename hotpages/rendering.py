"""A page rendered for everybody: the application, asked as a reader without cookies would."""

import io
import sys
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings

from hotpages.copies import Header
from hotpages.holes import split
from hotpages.recording import Recording


@dataclass
class Response:
    """What the application answered."""

    recording: Recording
    status_line: str = ""
    headers: list[Header] = field(default_factory=list)
    pieces: list[bytes] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.status_line[:3])

    @property
    def sets_cookie(self) -> bool:
        return any(name.lower() == "set-cookie" for name, _ in self.headers)

    @property
    def may_be_kept(self) -> bool:
        """Whether the view let it be shared, and nothing in it is for one reader alone."""
        return self.status == 200 and bool(self.recording.page) and not self.sets_cookie

    @property
    def may_be_given(self) -> bool:
        """Whether it says the same to everybody, though it is not kept: moved, gone, not found."""
        return self.status != 200 and not self.sets_cookie

    @property
    def timing(self) -> str:
        return next((v for name, v in self.headers if name.lower() == "server-timing"), "")


class Renderer:
    """Asks `application` for pages, at the address and with the scheme of SITE_URL."""

    def __init__(self, application):
        self.application = application
        site = urlsplit(settings.SITE_URL)
        self._environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": site.netloc,
            "HTTP_ACCEPT": "text/html",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": site.scheme,
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if settings.SECURE_PROXY_SSL_HEADER and site.scheme == "https":
            name, value = settings.SECURE_PROXY_SSL_HEADER
            self._environ[name] = value

    def render(self, path: str) -> Response:
        """The application's answer to a reader who is signed out."""
        response = Response(Recording())
        environ = {**self._environ, "PATH_INFO": path, "wsgi.input": io.BytesIO()}
        response.recording.put_into(environ)

        def start_response(status, headers, exc_info=None):
            response.status_line, response.headers = status, headers

        body = self.application(environ, start_response)
        try:
            response.pieces, response.holes = split(b"".join(body))
        finally:
            if hasattr(body, "close"):
                body.close()
        return response
