"""A crawler on the demo site: every link that a page shows, signed out and signed in."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from discovery.jobs import keep_sitemap
from tests.discovery.sitemap_reader import places_found
from tests.pages.page_parts import Parts

pytestmark = pytest.mark.django_db

BACKEND = "accounts.backend.MemberBackend"
# There are some seven hundred; addresses without end would lead into a crawler's trap.
MOST = 3_000


class Links(HTMLParser):
    """Where a page leads."""

    def __init__(self, base, html):
        super().__init__()
        self.base, self.found = base, []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        href = dict(attributes).get("href")
        if tag in {"a", "link"} and href:
            url = urlsplit(urldefrag(urljoin(self.base, href))[0])
            if f"{url.scheme}://{url.netloc}" == settings.SITE_URL:
                self.found.append(url.path + (f"?{url.query}" if url.query else ""))


@pytest.fixture
def demo(settings):
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/s")
    call_command("load_demo", verbosity=0)
    keep_sitemap()


def crawl(client):
    """Follow every link, from the front page and the sitemap on.

    Returns the addresses, and what is wrong with those where something is.
    """
    waiting, seen, wrong = ["/", *places_found(client)], set(), {}
    while waiting and len(seen) < MOST:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        response = client.get(path)
        if faults := list(faults_of(client, response)):
            wrong[path] = faults
        if is_page(response):
            waiting += Links(settings.SITE_URL + path, response.text).found
    return seen, wrong


def is_page(response):
    return response.status_code == 200 and response["Content-Type"].startswith("text/html")


def faults_of(client, response):
    if response.status_code in {301, 302}:
        there = client.get(urljoin(response.request["PATH_INFO"], response["Location"]))
        if there.status_code != 200:
            yield f"leads to {response['Location']}, which answers {there.status_code}"
    elif response.status_code != 200:
        yield f"status {response.status_code}"
    if is_page(response) and not response.request["PATH_INFO"].startswith("/admin/"):
        page = Parts(response.text)
        for name in ("titles", "headings", "canonical"):
            found = getattr(page, name)
            if len(found) != 1 or not found[0].strip():
                yield f"{name}: {found}"


def test_every_link_leads_somewhere_for_who_is_signed_out(demo):
    seen, wrong = crawl(Client())
    assert wrong == {}
    assert 200 < len(seen) < MOST


def test_every_link_leads_somewhere_for_a_member(demo):
    client = Client()
    client.force_login(User.objects.filter(is_staff=False, email__isnull=False).first(), BACKEND)
    seen, wrong = crawl(client)
    assert wrong == {}
    assert len(seen) < MOST
    assert {"/drafts/", "/bookmarks/", "/questions/ask/"} <= seen
