"""Telling search engines which pages changed, through a server that stands for theirs."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings as site
from django.utils import timezone

from discovery.jobs import keep_sitemap
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db

KEY = "a-key-of-this-site"


class Engine(BaseHTTPRequestHandler):
    """Keeps what it is told."""

    def do_POST(self):
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *args):
        """Tests are to be quiet."""


@pytest.fixture
def engine(settings):
    server = HTTPServer(("127.0.0.1", 0), Engine)
    server.told, server.status = [], 202
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.INDEXNOW_URL = f"http://127.0.0.1:{server.server_port}/indexnow"
    settings.INDEXNOW_KEY = KEY
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def question():
    question = cast.question(cast.ada())
    Question.objects.update(active_at=timezone.now() - timedelta(hours=1))
    return question


def addresses(engine):
    found = [url for told in engine.told for url in told["urlList"]]
    engine.told.clear()
    return found


def test_a_new_page_is_told_once(engine, question, client):
    keep_sitemap()
    [told] = [each for each in engine.told if "/questions/" in each["urlList"][0]]
    assert told["urlList"] == [site.SITE_URL + question.get_absolute_url()]
    assert f"http://{told['host']}" == site.SITE_URL
    key = client.get(told["keyLocation"].removeprefix(site.SITE_URL))
    assert key.text == told["key"] == KEY
    engine.told.clear()
    keep_sitemap()
    assert engine.told == []


def test_an_answer_and_a_removal_are_told(engine, question):
    page = site.SITE_URL + question.get_absolute_url()
    keep_sitemap()
    addresses(engine)
    cast.answer(cast.bo(), question)
    keep_sitemap()
    assert addresses(engine) == [page]
    question.remove(by=cast.mo(), because="Off the subject.")
    keep_sitemap()
    assert page in addresses(engine)


def test_engines_that_are_away_hinder_nothing(engine, question, client):
    engine.status = 503
    keep_sitemap()
    assert question.get_absolute_url() in client.get(part_of(client)).text


def part_of(client):
    [path] = [
        line.split("<loc>")[1].split("</loc>")[0].removeprefix(site.SITE_URL)
        for line in client.get("/sitemap.xml").text.splitlines()
        if "/sitemaps/questions-" in line
    ]
    return path


def test_without_a_key_nobody_is_told(engine, question, settings, client):
    settings.INDEXNOW_KEY = ""
    keep_sitemap()
    assert engine.told == []
    assert client.get("/indexnow.txt").status_code == 404
