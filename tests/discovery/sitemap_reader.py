"""The sitemap as a search engine's reader of sitemaps takes it, over the test client."""

from urllib.parse import urlsplit

from django.conf import settings
from usp.tree import sitemap_tree_for_homepage
from usp.web_client.abstract_client import (
    LocalWebClient,
    LocalWebClientSuccessResponse,
    WebClientErrorResponse,
)


class Here(LocalWebClient):
    """Fetches from the site under test."""

    def __init__(self, client):
        self.client = client

    def get(self, url):
        response = self.client.get(urlsplit(url).path)
        if response.status_code != 200:
            return WebClientErrorResponse(f"status {response.status_code}", retryable=False)
        return LocalWebClientSuccessResponse(url, response.text)


def places_found(client):
    """What is listed, found by way of robots.txt: path to the time of the last change."""
    tree = sitemap_tree_for_homepage(
        settings.SITE_URL, web_client=Here(client), use_known_paths=False
    )
    return {urlsplit(page.url).path: page.last_modified for page in tree.all_pages()}
