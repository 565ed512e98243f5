"""A web process as far as hot pages go, asked without a socket."""

import io
import time
from typing import NamedTuple

from hotpages.layer import HotPages

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
LONGEST = 10  # seconds: for what takes milliseconds


class Reply(NamedTuple):
    """An answer; `source` is where it came from: process, redis, miss, or "" from Django itself."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name):
        if isinstance(name, int):
            return tuple.__getitem__(self, name)
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        assert len(found) < 2, found
        return found[0] if found else None

    @property
    def source(self):
        first, _, rest = (self["Server-Timing"] or "").partition(";desc=")
        if first.startswith("miss"):
            return "miss"
        return rest.partition(",")[0] if first == "hot" else ""

    @property
    def text(self):
        return self.body.decode()


class Site:
    def __init__(self, application, release="of the tests"):
        notice = b'<p class="notice">A notice for one reader.</p>'
        self.layer = HotPages(application, release=release, notice=notice)

    def link(self):
        self.layer.link.start()
        wait_until(lambda: time.monotonic() < self.layer.link.live_until)

    def unlink(self):
        self.layer.link.stop()

    def get(self, path, method="GET", **environ) -> Reply:
        """`environ` are WSGI variables: HTTP_COOKIE="sessionid=x"."""
        path, _, query = path.partition("?")
        asked = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "192.0.2.1",
            "HTTP_HOST": "127.0.0.1:8000",
            "HTTP_USER_AGENT": FIREFOX,
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **environ,
        }
        started = []
        response = self.layer(asked, lambda *args: started.append(args))
        try:
            body = b"".join(response)
        finally:
            if hasattr(response, "close"):
                response.close()
        [(status, headers)] = started
        return Reply(int(status[:3]), headers, body)


def wait_until(holds):
    """Wait for what another thread or process does; fails when it does not happen."""
    last = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.005)
