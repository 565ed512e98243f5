"""What a page's head says, and what stands inline in it that the policy would stop."""

import json
from html.parser import HTMLParser

DATA = "application/ld+json"


def is_data(kind, text):
    """Whether a script element holds data for search engines, which no browser runs.

    A sign of HTML in it could end it, and what stands behind it would be the page's.
    """
    if kind != DATA or set("<>&") & set(text):
        return False
    return json.loads(text)["@context"] == "https://schema.org"


class Parts(HTMLParser):
    """The titles, headings, canonical addresses and data of a page, and everything inline.

    A title in a picture is the picture's.
    """

    def __init__(self, html):
        super().__init__()
        self.titles, self.headings, self.canonical, self.inline = [], [], [], []
        self.data = []
        self.inside, self.in_picture = None, False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.in_picture = self.in_picture or tag == "svg"
        if tag == "link" and given.get("rel") == "canonical":
            self.canonical.append(given.get("href"))
        is_data = given.get("type") == DATA
        if tag == "style" or (tag == "script" and not given.get("src") and not is_data):
            self.inline.append(self.get_starttag_text())
        for name, value in attributes:
            if name.startswith("on") or name == "style" or (value or "").startswith("javascript:"):
                self.inline.append(f"{tag} {name}={value!r}")
        titles = None if self.in_picture else self.titles
        script = self.data if is_data else self.inline
        self.inside = {"title": titles, "h1": self.headings, "script": script}.get(tag)
        if self.inside is not None and self.inside is not self.inline:
            self.inside.append("")

    def handle_endtag(self, tag):
        self.in_picture = self.in_picture and tag != "svg"
        if tag in {"title", "h1", "script"}:
            self.inside = None

    def handle_data(self, data):
        if self.inside is self.inline and data.strip():
            self.inline.append(f"script {data[:60]!r}")
        elif self.inside:
            self.inside[-1] += data


def faults(response, canonical):
    """What is missing from a page or should not stand in it."""
    page = Parts(response.text)
    if len(page.headings) != 1 or not page.headings[0].strip():
        yield f"h1: {page.headings}"
    if len(page.titles) != 1 or not page.titles[0].strip():
        yield f"title: {page.titles}"
    if canonical and page.canonical != [canonical]:
        yield f"canonical: {page.canonical}"
    yield from page.inline
    yield from (f"data {text[:60]!r}" for text in page.data if not is_data(DATA, text))
