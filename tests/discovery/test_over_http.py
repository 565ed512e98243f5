"""Programs that read the running site over HTTP, each with its own way to fetch."""

from urllib.request import urlopen

import feedparser
import pytest
from django.db import connections
from protego import Protego
from usp.tree import sitemap_tree_for_homepage

from discovery.jobs import keep_sitemap
from queshub.context import SITE
from tests import cast
from tests.discovery.structured_reader import extract

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server, settings, monkeypatch):
    settings.SITE_URL = live_server.url
    monkeypatch.setitem(SITE, "url", live_server.url)
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    return live_server.url


@pytest.fixture
def question(site):
    question = cast.question(cast.ada(), category=cast.category())
    cast.answer(cast.bo(), question)
    keep_sitemap()
    return question


def test_a_reader_of_feeds_gets_one_and_the_second_time_hears_that_nothing_is_new(site, question):
    url = f"{site}/feeds/questions.atom"
    feed = feedparser.parse(url)
    assert (feed.status, feed.bozo) == (200, False)
    assert [each.link for each in feed.entries] == [site + question.get_absolute_url()]
    again = feedparser.parse(url, etag=feed.etag)
    assert (again.status, again.entries) == (304, [])


def test_a_reader_of_structured_data_learns_the_question_and_its_answer(site, question):
    address, [answer] = site + question.get_absolute_url(), question.answers.all()
    found = extract(_text(address), address, syntaxes=["json-ld", "opengraph"])
    [page] = found["json-ld"]
    assert (page["@context"], page["@type"]) == ("https://schema.org", "QAPage")
    told = page["mainEntity"]
    assert (told["@type"], told["name"], told["url"]) == ("Question", question.title, address)
    assert [each["text"] for each in told["suggestedAnswer"]] == [answer.body]
    [graph] = [dict(each["properties"]) for each in found["opengraph"]]
    assert (graph["og:title"], graph["og:url"]) == (question.title, address)


def test_a_reader_of_sitemaps_comes_to_the_question_from_the_address_alone(site, question):
    pages = sitemap_tree_for_homepage(site, use_known_paths=False).all_pages()
    assert site + question.get_absolute_url() in {page.url for page in pages}


def test_a_polite_crawler_may_read_the_question_and_not_the_search(site, question):
    rules = Protego.parse(_text(f"{site}/robots.txt"))
    assert rules.can_fetch(site + question.get_absolute_url(), "SomeCrawler")
    assert not rules.can_fetch(f"{site}/search/?q=back", "SomeCrawler")
    assert [*rules.sitemaps] == [f"{site}/sitemap.xml"]


def _text(url):
    with urlopen(url) as response:  # noqa: S310 — our own, on loopback
        return response.read().decode()
