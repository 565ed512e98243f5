"""Bare addresses in running text become links."""

import re

from bleach.linkifier import LinkifyFilter

# A scheme or `www.`, so that `file.py` stays a file; ends before closing punctuation, ASCII or CJK.
BARE_URL = re.compile(
    r"(?<![@\w/.-])(?:https?://(?=\w)|www\.(?=[\w-]+\.))"
    r"[^\s<>\"`{}|\\^\[\]\u3000-\u303f\uff00-\uff1f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+"
    r"(?<![!?;:'*_~])",
    re.IGNORECASE,
)
_SHUT = frozenset({"a", "pre", "code", "kbd"})


class BareLinks(LinkifyFilter):
    """LinkifyFilter that knows how deep it is in links and code, and resolves no entity twice.

    Its parent forgets that it is in `<pre>` once a `<code>` inside ends, and reads the text
    `&amp;lt;` as `&lt;`.
    """

    def __init__(self, source):
        super().__init__(source, url_re=BARE_URL, callbacks=[])

    def __iter__(self):
        shut = 0
        for token in self.source:
            kind = token["type"]
            if kind == "Characters":
                if not shut and ("://" in token["data"] or "www." in token["data"].lower()):
                    yield from self.handle_links(iter([token]))
                    continue
            elif kind == "StartTag":
                shut += token["name"] in _SHUT
            elif kind == "EndTag":
                shut -= token["name"] in _SHUT
            yield token
