"""Judges a whole page as a browser would read it: what no page of ours may hold.

The lists of elements and attributes are written out here on purpose: a template that needs
another one takes two edits.
"""

import re

import html5lib
from html5lib.serializer import serialize

from tests.markup.judge import faults as faults_in_prose
from tests.pages.page_parts import is_data

ELEMENTS = """
    html head meta title link script body header footer nav main section article aside div p span
    h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a b strong em small time form label input textarea select
    option optgroup button fieldset legend details summary svg use path table thead tbody tr th td
    pre bdi code br hr blockquote del ins kbd mark s sub sup img mention-input ques-draft
    ques-editor tag-input live-search
"""
ATTRIBUTES = """
    action alt aria-atomic aria-controls aria-current aria-describedby aria-hidden aria-invalid
    aria-label aria-labelledby aria-live aria-pressed aria-selected autocapitalize autocomplete
    autofocus charset checked class cols content d datetime decoding defer dir disabled for
    formaction formnovalidate formtarget height hidden href id inputmode lang loading max maxlength
    method min minlength name novalidate placeholder property readonly referrerpolicy rel required
    role rows selected spellcheck src start tabindex target title type value viewBox width
    data-copied data-copy data-failed data-found data-gone data-kept data-key data-label data-newer
    data-precision data-saved data-theme data-unsaved data-url
    hx-get hx-include hx-indicator hx-post hx-swap hx-swap-oob hx-sync hx-target hx-trigger
"""
KNOWN_ELEMENTS, KNOWN_ATTRIBUTES = set(ELEMENTS.split()), set(ATTRIBUTES.split())
ADDRESSES = {"href", "src", "action", "formaction", "hx-get", "hx-post", "data-url"}
SAFE_ADDRESS = re.compile(r"(https?://|mailto:|otpauth://totp/|/(?![/\\])|[?#]|$)", re.IGNORECASE)
OUR_SCRIPT = re.compile(r"/static/[\w./-]+\.js")
# Pages of our own words, which no member wrote.
OUR_PROSE = re.compile(r"/(about|help|privacy)/$")


def judged(response, *statuses):
    """The faults of a page, whose status must be one of those expected."""
    path = response.request["PATH_INFO"]
    assert response.status_code in statuses, (path, response.status_code)
    return faults(response.text, path)


def faults(html, path="/"):
    """What a page holds that it must not; an empty list when all is well."""
    page = html5lib.parse(html, namespaceHTMLElements=False)
    found = [fault for element in page.iter() for fault in _faults_of(element)]
    if not OUR_PROSE.search(path):
        for prose in page.iterfind(".//*[@class]"):
            if "prose" in prose.get("class").split():
                found += faults_in_prose(_inside(prose))
    return [*found, *_swallowed(page)]


def _faults_of(element):
    name = _name(element.tag)
    if name == "comment":
        yield f"comment {element.text!r}"
        return
    if name not in KNOWN_ELEMENTS:
        yield f"element {name}"
    if name == "script" and not (_is_ours(element) or is_data(element.get("type"), element.text)):
        yield f"script {element.get('src')!r} {element.text!r}"
    for key, value in element.attrib.items():
        led_astray = _name(key) in ADDRESSES and not SAFE_ADDRESS.match(value)
        if led_astray or _name(key) not in KNOWN_ATTRIBUTES:
            yield f"{name} {key}={value!r}"


def _is_ours(script):
    return not script.text and OUR_SCRIPT.fullmatch(script.get("src", ""))


def _name(tag):
    return re.sub(r"^\{.*\}", "", tag) if isinstance(tag, str) else "comment"


def _inside(element):
    html = serialize(
        element,
        omit_optional_tags=False,
        quote_attr_values="always",
        alphabetical_attributes=False,
        resolve_entities=False,
        minimize_boolean_attributes=False,
    )
    return re.sub(r"\A<div[^>]*>|</div>[^<]*\Z", "", html)


def _swallowed(page):
    """A page whose end is inside something that was left open, or that ends too early."""
    body = page.find("body")
    if (
        len(page.findall(".//main")) != 1
        or len(page.findall(".//footer[@class='site-footer']")) != 1
    ):
        yield "the page is broken"
    elif body.find("footer") is None or page.find(".//main//footer[@class='site-footer']"):
        yield "the page's end was swallowed"
