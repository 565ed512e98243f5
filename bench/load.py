"""Requests: one to look at, many from wrk, and visits that are known one by one."""

import http.client
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
ENCODINGS = {"browser": "gzip, deflate, br, zstd"}
CONNECTIONS = 32
VISITORS_AT_ONCE = 16
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1_000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Request:
    """A page as a browser asks for it."""

    url: str
    encoding: str = "identity"
    session: str = ""

    @property
    def headers(self) -> dict[str, str]:
        accepted = ENCODINGS.get(self.encoding, self.encoding)
        headers = {"User-Agent": BROWSER, "Accept-Encoding": accepted}
        return headers | ({"Cookie": f"sessionid={self.session}"} if self.session else {})


@dataclass(frozen=True)
class Answer:
    """What came back, its body as it was sent."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return ", ".join(value for key, value in self.headers if key.lower() == name.lower())

    @property
    def encoding(self) -> str:
        return self.header("Content-Encoding") or "identity"


@dataclass(frozen=True)
class Run:
    """What wrk measured; `trouble` is empty when every request was answered well."""

    rate: float
    p50: float
    p99: float
    trouble: str


def fetch(url: str, headers: dict[str, str]) -> Answer:
    """One request over a connection of its own; no redirect is followed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    try:
        connection.request("GET", f"{parts.path}?{parts.query}".rstrip("?"), headers=headers)
        response = connection.getresponse()
        return Answer(response.status, response.getheaders(), response.read())
    finally:
        connection.close()


def look(request: Request) -> Answer:
    return fetch(request.url, request.headers)


def wrk(request: Request, seconds: int) -> Run:
    """Ask for a page over and over, over 32 connections."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    for name, value in request.headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, request.url], check=True, stdout=subprocess.PIPE, text=True)
    return read_report(done.stdout)


def read_report(text: str) -> Run:
    """wrk's report, as numbers."""
    trouble = re.findall(r"^ *((?:Socket errors|Non-2xx).*)$", text, re.MULTILINE)
    return Run(
        rate=float(re.search(r"^Requests/sec: +([\d.]+)", text, re.MULTILINE)[1]),
        p50=_latency(text, 50),
        p99=_latency(text, 99),
        trouble="; ".join(trouble),
    )


def _latency(text, percent):
    # Units of one letter are padded.
    number, unit = re.search(rf"^ +{percent}% +([\d.]+)(us|ms|s|m) *$", text, re.MULTILINE).groups()
    return float(number) * MILLISECONDS[unit]


def visit(url: str, visitors: int) -> int:
    """Visit a page as so many browsers, each of them twice; how many of them were answered."""
    with ThreadPoolExecutor(VISITORS_AT_ONCE) as pool:
        return sum(pool.map(lambda number: _visit_twice(url, number), range(visitors)))


def _visit_twice(url, number):
    headers = {"User-Agent": f"{BROWSER} visitor/{number}"}
    try:
        return all(fetch(url, headers).status == 200 for _ in range(2))
    except (OSError, http.client.HTTPException):
        return False
