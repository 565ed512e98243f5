"""Judges rendered HTML as a browser would read it: parsed by an HTML5 parser that is not ours.

The allow-list is written out here once more on purpose: widening it takes two edits.
"""

import re
from html.parser import HTMLParser

import html5lib
from pygments.token import STANDARD_TYPES

FOOTNOTE = re.compile(r"fn(ref\d*)?-[0-9a-f]{8}-\d+")
NUMBER = re.compile(r"\d{1,6}")
ADDRESS = re.compile(r"(https?://[\w\[]|mailto:[^/\\]|/(?![/\\])|/$|#fn(ref\d*)?-[0-9a-f]{8}-\d+$)")
ALIGNMENT = re.compile(r"align-(left|center|right)")

PLAIN = (
    "blockquote br code dd del dl dt em h3 h4 h5 h6 hr kbd p s small strong sub table tbody "
    "tfoot thead tr ul"
)
ALLOWED = {
    **{name: {} for name in PLAIN.split()},
    "a": {
        "href": ADDRESS,
        "title": re.compile(""),
        "rel": re.compile("nofollow ugc noopener"),
        "class": re.compile("footnote-(back)?ref"),
    },
    "div": {"class": re.compile("footnotes|table-scroll"), "tabindex": re.compile("0")},
    "img": {
        "src": re.compile(r"https://[^/\\].*", re.S | re.I),
        "alt": re.compile(""),
        "title": re.compile(""),
        "width": NUMBER,
        "height": NUMBER,
        "loading": re.compile("lazy"),
        "decoding": re.compile("async"),
        "referrerpolicy": re.compile("no-referrer"),
    },
    "li": {"id": FOOTNOTE},
    "ol": {"start": NUMBER},
    "pre": {"class": re.compile("highlight"), "tabindex": re.compile("0")},
    "span": {"class": re.compile("|".join(filter(None, STANDARD_TYPES.values())))},
    "sup": {"id": FOOTNOTE},
    "td": {"class": ALIGNMENT},
    "th": {"class": ALIGNMENT},
}
OBLIGATORY = {
    "img": {"src", "alt", "loading", "decoding", "referrerpolicy"},
    "span": {"class"},
    "a": {"href"},
    "pre": {"class", "tabindex"},
}
VOID = {"br", "hr", "img"}


class _Written(HTMLParser):
    """The tags as they stand in the text, without an HTML5 parser's repairs."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")

    def handle_comment(self, data):
        self.tags.append("!comment")

    def handle_decl(self, decl):
        self.tags.append("!declaration")

    def handle_pi(self, data):
        self.tags.append("!instruction")


def parsed(html):
    return html5lib.parseFragment(html, namespaceHTMLElements=True)


def _name(element):
    return str(element.tag).removeprefix("{http://www.w3.org/1999/xhtml}")


def _tags(element):
    for child in element:
        yield _name(child)
        yield from _tags(child)
        if _name(child) not in VOID:
            yield f"/{_name(child)}"


def _faults_of(element):
    name = _name(element)
    if name not in ALLOWED:
        yield f"element {name}"
        return
    for key, value in element.attrib.items():
        rule = ALLOWED[name].get(key)
        whole = rule and (rule.match if key == "href" else rule.fullmatch)
        if key in {"alt", "title"} and rule:
            continue
        if not rule or not whole(value):
            yield f"{name} {key}={value!r}"
    if missing := OBLIGATORY.get(name, set()) - element.attrib.keys():
        yield f"{name} without {', '.join(sorted(missing))}"
    if name == "a" and "class" not in element.attrib and "rel" not in element.attrib:
        yield "link without rel"


def faults(html):
    """What in rendered HTML no post may hold; an empty list when all is well."""
    tree = parsed(html)
    found = [fault for element in list(tree.iter())[1:] for fault in _faults_of(element)]
    if list(_tags(tree)) != _Written(html).tags:
        found.append("a parser reads other elements than were written")
    return found
