"""One line a request, with an id and without what is nobody's business."""

import logging
import re

import pytest

from queshub.request_log import LineFormatter, RequestIdFilter

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.queshub.trouble_urls")]


@pytest.fixture
def lines():
    """What the log holds, formatted as it is written."""
    handler = Lines()
    handler.addFilter(RequestIdFilter())
    handler.setFormatter(LineFormatter())
    loggers = [logging.getLogger("queshub"), logging.getLogger("django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.lines
    for logger in loggers:
        logger.removeHandler(handler)


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


def test_a_request_is_one_line(client, lines):
    response = client.get("/bare/204/?q=secret", REMOTE_ADDR="192.0.2.77")
    [line] = lines
    assert re.fullmatch(
        r"time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ level=INFO logger=queshub\.requests "
        rf"request={response['X-Request-ID']} method=GET path=/bare/204/ status=204 ms=\d+\.\d",
        line,
    )


def test_not_found_is_one_line_too(client, lines):
    client.get("/nowhere/")
    assert len(lines) == 1


def test_an_error_s_line_has_the_request_s_id(client, lines):
    client.raise_request_exception = False
    response = client.get("/broken/")
    assert len(lines) == 2
    assert all(f" request={response['X-Request-ID']} " in line for line in lines)
    assert "broken on purpose" in lines[0]
    assert "status=500" in lines[1]


@pytest.mark.parametrize("path", ["/a%0Atime=x level=INFO/", "/a b/", "/%E2%80%AE/"])
def test_no_path_can_write_a_line_of_its_own(client, lines, path):
    client.get(path)
    assert len(lines) == 1
    assert lines[0].count("\n") == 0
    assert len(lines[0].split(" ")) == 8


def test_a_caller_s_id_is_kept(client, lines):
    response = client.get("/bare/204/", headers={"X-Request-ID": "proxy-0123456789"})
    assert response["X-Request-ID"] == "proxy-0123456789"


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space1", "a=b&c=12345", "é" * 10])
def test_an_id_that_is_none_is_replaced(client, given):
    response = client.get("/bare/204/", headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])
