"""The last filter: every element's attributes are written anew, and unfit elements unwrapped."""

import re

from bleach.html5lib_shim import Filter, convert_entities, convert_entity

from markup import addresses
from markup.allowed import HEADINGS, LAST_HEADING, LINK_REL, RENAMED, TOP_HEADING
from markup.highlighting import highlighted, language
from markup.nesting import is_usual
from markup.refusals import TooDeep

# Chrome folds what is nested deeper than 512; nobody reads what is deeper than this.
MAX_DEPTH = 100

_TEXT = {"Characters", "SpaceCharacters", "Entity"}
_SIZE = re.compile(r"[1-9]\d{0,3}")
_START = re.compile(r"\d{1,6}")


def _start(name, **attributes):
    # The serializer takes values with their entities still in, so a plain & must be written as one.
    data = {(None, key): value.replace("&", "&amp;") for key, value in attributes.items() if value}
    return {"type": "StartTag", "name": name, "data": data}


def _end(name):
    return {"type": "EndTag", "name": name}


def _text(token):
    if token["type"] == "Entity":
        return convert_entity(token["name"]) or f"&{token['name']};"
    return token["data"]


class Finish(Filter):
    """`base`: address that relative links belong to; `owns(id)`: whether a footnote id is ours.

    `unusual` is true afterwards when elements stand where a parser may not leave them.
    """

    def __init__(self, source, base, owns):
        super().__init__(source)
        self.base = base
        self.owns = owns
        self.unusual = False
        self._path = []
        self._headings = []

    def __iter__(self):
        return self._walk(iter(self.source))

    def _walk(self, tokens):
        closing = []
        for token in tokens:
            kind = token["type"]
            if kind == "StartTag" and token["name"] == "pre":
                yield from self._pre(token, tokens)
            elif kind == "StartTag":
                opening, close = self._element(token)
                closing.append(close)
                yield from opening
            elif kind == "EndTag":
                close = closing.pop()
                if close:
                    self._path.pop()
                yield from close
            elif kind == "EmptyTag":
                yield from self._empty(token)
            else:
                yield token

    def _enter(self, name):
        if len(self._path) >= MAX_DEPTH:
            raise TooDeep
        self.unusual = self.unusual or not is_usual(name, self._path)
        self._path.append(name)

    def _element(self, token):
        """The tokens that open an element, and those that will close it."""
        name = RENAMED.get(token["name"], token["name"])
        if name in HEADINGS:
            name = self._heading(HEADINGS[name])
        given = {key: convert_entities(value) for (_, key), value in token["data"].items()}
        write = getattr(self, f"_{name}", None)
        attributes = write(given) if write else {}
        if attributes is None:
            return (), ()
        self._enter(name)
        if name == "table":
            wrapper = _start("div", **{"class": "table-scroll", "tabindex": "0"})
            return (wrapper, _start(name)), (_end(name), _end("div"))
        return (_start(name, **attributes),), (_end(name),)

    def _heading(self, level):
        """The heading that leaves out no level, whatever levels the text makes use of."""
        while self._headings and self._headings[-1] >= level:
            self._headings.pop()
        self._headings.append(level)
        return f"h{min(TOP_HEADING + len(self._headings) - 1, LAST_HEADING)}"

    def _span(self, given):
        return None

    def _div(self, given):
        return {"class": "footnotes"} if given.get("class") == "footnote" else {}

    def _a(self, given):
        href = given.get("href", "")
        if href.startswith("#") and self.owns(href[1:]):
            back = href.startswith("#fnref")
            return {
                "href": href,
                "class": "footnote-backref" if back else "footnote-ref",
                "title": given.get("title", ""),
            }
        href = addresses.link(href, self.base)
        return {"href": href, "title": given.get("title", ""), "rel": LINK_REL} if href else None

    def _li(self, given):
        return {"id": given["id"]} if self.owns(given.get("id", "")) else {}

    _sup = _li

    def _ol(self, given):
        return {"start": given["start"]} if _START.fullmatch(given.get("start", "")) else {}

    def _td(self, given):
        align = given.get("align")
        return {"class": f"align-{align}"} if align in {"left", "center", "right"} else {}

    _th = _td

    def _empty(self, token):
        if token["name"] != "img":
            yield {**token, "data": {}}
            return
        given = {key: convert_entities(value) for (_, key), value in token["data"].items()}
        src = addresses.image(given.get("src", ""), self.base)
        if not src:
            yield {"type": "Characters", "data": given.get("alt", "")}
            return
        sizes = {
            key: given[key] for key in ("width", "height") if _SIZE.fullmatch(given.get(key, ""))
        }
        image = _start("img", src=src, title=given.get("title", ""), **sizes)
        image["data"][None, "alt"] = given.get("alt", "").replace("&", "&amp;")
        for key, value in (
            ("loading", "lazy"),
            ("decoding", "async"),
            ("referrerpolicy", "no-referrer"),
        ):
            image["data"][None, key] = value
        yield {**image, "type": "EmptyTag"}

    def _pre(self, token, tokens):
        inner = _until_closed(tokens)
        self._enter("pre")
        # A newline right after <pre> is dropped by every parser, so none may stand there.
        yield _start("pre", **{"class": "highlight", "tabindex": "0"})
        yield _start("code")
        tags = [each for each in inner if each["type"] not in _TEXT]
        if all(each["name"] in {"code", "span"} for each in tags):
            classes = (each["data"].get((None, "class"), "") for each in (token, *tags[:1]))
            code = "".join(_text(each) for each in inner if each["type"] in _TEXT).lstrip("\n")
            yield from highlighted(code, language(*classes))
        else:
            yield from self._walk(iter(inner))
        yield _end("code")
        yield _end("pre")
        self._path.pop()


def _until_closed(tokens):
    inner, open_tags = [], 1
    for token in tokens:
        open_tags += {"StartTag": 1, "EndTag": -1}.get(token["type"], 0)
        if not open_tags:
            break
        inner.append(token)
    return inner
