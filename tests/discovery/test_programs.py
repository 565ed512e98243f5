"""What programs look for at fixed addresses: robots.txt, llms.txt, the search of a browser."""

import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.conf import settings
from protego import Protego

from tests import cast
from tests.search.documents import built

pytestmark = pytest.mark.django_db

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def robots(client):
    return Protego.parse(client.get("/robots.txt").text)


def may_fetch(robots, path):
    return robots.can_fetch(settings.SITE_URL + path, "Somebot")


def test_crawlers_may_read_what_is_to_be_found(robots, question):
    tag, category = question.tags.first(), question.category
    shown = [each.get_absolute_url() for each in (question, question.author, tag, category)]
    lists = ["/", "/questions/", "/questions/?after=1-2", "/tags/", "/categories/", "/help/"]
    programs = ["/feeds/questions.atom", f"/questions/{question.pk}.md", "/sitemap.xml"]
    for path in [*shown, *lists, *programs, "/static/css/app.css"]:
        assert may_fetch(robots, path), path


def test_crawlers_stay_away_from_what_is_costly_or_nobody_looks_for(robots, question):
    page = question.get_absolute_url()
    costly = ["/search/?q=back", f"/questions/{question.pk}/history/", "/answers/1/history/"]
    others = [f"{page}?order=newest", f"{page}?page=2&order=oldest", "/account/login/", "/admin/"]
    for path in [*costly, *others, "/questions/ask/", "/drafts/", "/answers/1/"]:
        assert not may_fetch(robots, path), path


def test_they_are_told_where_the_sitemap_is(robots):
    assert list(robots.sitemaps) == [f"{settings.SITE_URL}/sitemap.xml"]


def test_a_browser_searches_here(client, question):
    page = client.get("/")
    assert 'rel="search" type="application/opensearchdescription+xml"' in page.text
    description = ElementTree.fromstring(client.get("/opensearch.xml").content)
    assert 0 < len(description.findtext(f"{OPENSEARCH}ShortName")) <= 16
    urls = {each.get("type"): each.get("template") for each in description.iter(f"{OPENSEARCH}Url")}
    address = urls["text/html"].replace("{searchTerms}", quote("sign of depression"))
    built()
    found = client.get(address.removeprefix(settings.SITE_URL))
    assert question.title in found.text


def test_every_address_in_llms_txt_is_there(client):
    links = re.findall(r"\]\((.*?)\)", client.get("/llms.txt").text)
    assert len(links) >= 6
    for link in links:
        path = link.removeprefix(settings.SITE_URL)
        assert path.startswith("/"), link
        assert client.get(path).status_code == 200, link


def test_what_is_the_same_for_all_may_be_kept_by_everybody(client):
    for path in ("/robots.txt", "/llms.txt", "/opensearch.xml", "/sitemap.xml"):
        assert client.get(path)["Cache-Control"] == "public, max-age=3600"
        assert "Cookie" not in client.get(path).get("Vary", "")


def test_a_tag_without_questions_is_not_for_search_engines(client, question):
    tag, thin = question.tags.first(), '<meta name="robots" content="noindex">'
    assert thin not in client.get(tag.get_absolute_url()).text
    question.remove(by=cast.mo(), because="Off the subject.")
    assert thin in client.get(tag.get_absolute_url()).text
    assert thin in client.get(question.category.get_absolute_url()).text
    assert thin in client.get("/search/?q=back").text
