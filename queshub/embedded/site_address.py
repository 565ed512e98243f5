"""HOST, PORT and SITE_URL: where the site listens and what it is called from outside."""

import http.client
import ipaddress
import os
import socket
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from queshub.embedded.trouble import Trouble

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # to ask a server that listens everywhere


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host of this name."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class SiteAddress:
    """Plain http is for loopback only: passwords travel in it."""

    host: str
    port: int
    url: str

    @classmethod
    def from_environment(cls) -> Self:
        """Read HOST, PORT and SITE_URL; raises Trouble for what is not safe or not possible."""
        host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise Trouble(f"PORT must be a number from 1 to 65535, not {port!r}.")
        name = f"[{host}]" if ":" in host else host
        url = os.environ.get("SITE_URL") or f"http://{name}:{port}"
        _check(host, url, given=bool(os.environ.get("SITE_URL")))
        return cls(host, int(port), url.rstrip("/"))

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    def check_free(self) -> None:
        """Raise Trouble when the port is taken. The web server itself would share it silently."""
        try:
            family, kind, number, _, address = socket.getaddrinfo(
                self.host, self.port, type=socket.SOCK_STREAM
            )[0]
            with socket.socket(family, kind, number) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
                probe.listen()
        except OSError as error:
            where = f"{self.host}:{self.port}"
            raise Trouble(
                f"Cannot listen on {where} ({error.strerror}); PORT changes it."
            ) from error

    def answers(self) -> bool:
        """Whether the site answers a request, whatever it says."""
        host = EVERYWHERE.get(self.host, self.host)
        connection = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            connection.request("GET", "/health/", headers={"Host": urlsplit(self.url).netloc})
            return connection.getresponse().status > 0
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def _check(host: str, url: str, given: bool) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Trouble(f"SITE_URL must look like https://example.org, not {url!r}.")
    if parts.scheme == "https":
        return
    if not is_loopback(host):
        raise Trouble(
            f"HOST={host} can be reached from elsewhere: set SITE_URL to its https address."
        )
    if given and not is_loopback(parts.hostname):
        raise Trouble(f"SITE_URL={url}: plain http is for this machine only; use https.")
