"""The allow-list: what a post's HTML may hold. Everything not named here goes."""

import re

from pygments.token import STANDARD_TYPES

WORDS = {"a", "br", "code", "del", "em", "kbd", "s", "small", "span", "strong", "sub", "sup"}
BLOCKS = {"blockquote", "div", "h3", "h4", "h5", "h6", "hr", "img", "p", "pre"}
LISTS = {"dd", "dl", "dt", "li", "ol", "ul"}
TABLES = {"table", "tbody", "td", "tfoot", "th", "thead", "tr"}
TAGS = WORDS | BLOCKS | LISTS | TABLES

RENAMED = {"b": "strong", "i": "em", "strike": "s"}
# A page has its own h1 and h2, so a post's headings begin below them.
HEADINGS = {f"h{level}": level for level in range(1, 7)}
TOP_HEADING, LAST_HEADING = 3, 6

READ_TAGS = TAGS | RENAMED.keys() | HEADINGS.keys()

# What a tag description or a one-line "About" may hold.
INLINE_TAGS = WORDS | {"b", "i", "strike"}

PROTOCOLS = frozenset({"http", "https", "mailto"})

# Read by the filters, which then write every attribute anew: nothing a member typed as a class or
# an id is ever copied to the output.
ATTRIBUTES_READ = {
    "a": {"href", "title"},
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "pre": {"class"},
    "sup": {"id"},
    "td": {"align"},
    "th": {"align"},
}

ATTRIBUTES = {
    "a": {"href", "title", "rel", "class"},
    "div": {"class", "tabindex"},
    "img": {
        "src",
        "alt",
        "title",
        "width",
        "height",
        "loading",
        "decoding",
        "referrerpolicy",
    },
    "li": {"id"},
    "ol": {"start"},
    "pre": {"class", "tabindex"},
    "span": {"class"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
}

CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnotes", "table-scroll"},
    "pre": {"highlight"},
    "span": frozenset(filter(None, STANDARD_TYPES.values())),
    "td": {"align-left", "align-center", "align-right"},
    "th": {"align-left", "align-center", "align-right"},
}

FOOTNOTE_ID = re.compile(r"fn(?:ref\d*)?-[0-9a-f]{8}-\d+")

LINK_REL = "nofollow ugc noopener"


def may_be_read(tag, name, value):
    """The sanitizer's question for each attribute it meets."""
    return name in ATTRIBUTES_READ.get(tag, ())
