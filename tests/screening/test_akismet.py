"""Akismet, played by a server on the loopback."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import ValidationError

from screening.judge import judge
from screening.submission import Submission
from tests import cast

pytestmark = pytest.mark.django_db


class Akismet(BaseHTTPRequestHandler):
    said, advice, asked = b"false", "", []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append(parse_qs(body))
        self.send_response(200)
        if self.advice:
            self.send_header("X-akismet-pro-tip", self.advice)
        self.end_headers()
        self.wfile.write(self.said)

    def log_message(self, *args):
        pass


@pytest.fixture
def akismet(settings, monkeypatch):
    monkeypatch.setattr(Akismet, "asked", [])
    with HTTPServer(("127.0.0.1", 0), Akismet) as server:
        settings.AKISMET_KEY = "a key"
        settings.AKISMET_URL = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Akismet
        server.shutdown()
        thread.join()


def submission():
    return Submission(cast.cy(), "answer", cast.LONG_ENOUGH, address="192.0.2.7", seconds=60)


def test_it_is_asked_with_text_and_address(akismet):
    assert judge(submission()).held == ""
    [asked] = akismet.asked
    assert asked["comment_content"] == [cast.LONG_ENOUGH]
    assert asked["user_ip"] == ["192.0.2.7"]


def test_spam_is_held(akismet, monkeypatch):
    monkeypatch.setattr(akismet, "said", b"true")
    assert "Akismet" in judge(submission()).held


def test_the_worst_is_refused(akismet, monkeypatch):
    monkeypatch.setattr(akismet, "said", b"true")
    monkeypatch.setattr(akismet, "advice", "discard")
    with pytest.raises(ValidationError, match="advertising"):
        judge(submission())


def test_an_akismet_that_is_away_decides_nothing(akismet, settings):
    settings.AKISMET_URL = "http://127.0.0.1:1"
    assert judge(submission()).held == ""


def test_without_a_key_nobody_is_asked(akismet, settings):
    settings.AKISMET_KEY = ""
    judge(submission())
    assert akismet.asked == []
