"""The site as it is served, and its twin that renders every page; what there is to read."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import psutil

from bench.load import Request
from bench.report import Row
from bench.site import manage, prepared_site, served

TEN, THREE = "10 answers", "3 answers"


@dataclass
class Twins:
    """Two web servers on one database; `pages` has path, key and views so far, by name."""

    url: str
    cold_url: str
    pid: int
    environment: dict[str, str]
    pages: dict[str, dict]
    session: str

    def request(self, page: str, encoding: str = "identity") -> Request:
        return Request(self.url + self.pages[page]["path"], encoding)

    def rows(self) -> Iterator[Row]:
        """What is measured of ours."""
        for page, encoding in ((TEN, "identity"), (TEN, "gzip"), (TEN, "br"), (THREE, "identity")):
            yield Row("hot", page, self.request(page, encoding))
        for page in (TEN, THREE):
            for encoding in ("browser", "identity"):
                path = self.pages[page]["path"]
                yield Row("cold", page, Request(self.cold_url + path, encoding))
        yield Row("member", TEN, replace(self.request(TEN, "browser"), session=self.session))
        yield Row("home", "as served", Request(self.url + "/", "browser"))
        yield Row("home", "cold", Request(self.cold_url + "/", "browser"))

    def megabytes(self) -> float:
        """The memory (RSS) of the largest web process."""
        processes = psutil.Process(self.pid).children(recursive=True)
        return max(process.memory_info().rss for process in processes) / 1_000_000

    def expected(self, visitors: int, member: bool) -> dict[str, int]:
        """Views after the run: the load is one reader of each page, the member another one."""
        new = {TEN: 1 + member + visitors, THREE: 1}
        return {page: self.pages[page]["views"] + readers for page, readers in new.items()}

    def counted(self, expected: dict[str, int]) -> dict[str, int]:
        """Views that Postgres has, by page, once they have been collected."""
        by_pk = {self.pages[page]["pk"]: views for page, views in expected.items()}
        found = _in_shell(self.environment, f"count({by_pk})")
        return {page: found[str(self.pages[page]["pk"])] for page in expected}


@contextmanager
def running_twins() -> Iterator[Twins]:
    with (
        prepared_site() as environment,
        served(environment, HOT_PAGES="1") as (url, pid),
        served(environment, HOT_PAGES="0") as (cold_url, _),
    ):
        yield Twins(url, cold_url, pid, environment, **_in_shell(environment, "build()"))


def _in_shell(environment, call):
    code = f"from bench import content; content.{call}"
    return json.loads(manage(environment, "shell", "-v0", "-c", code))
