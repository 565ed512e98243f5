"""A meaning's words as a tsquery of Postgres'."""

import re

from search.meaning import tag_name

_QUOTED = re.compile(r"'(?:[^'\\]|''|\\\\)*'")

_MADE = {
    "word": "plainto_tsquery(search_language(), %s)",
    "phrase": "phraseto_tsquery(search_language(), %s)",
    "tag": "%s::tsquery",
}


def tsquery(meaning):
    """(SQL, its parameters) of what a document's words have to match; "" where there is nothing."""
    params = []
    made = [_all(terms, meaning, params) for terms in meaning.alternatives if terms]
    return " || ".join(made), params


def either(words):
    """A tsquery, as text, for whatever has any word of this one, which is text too."""
    return " | ".join(_QUOTED.findall(words))


def _all(terms, meaning, params):
    return "(" + " && ".join(_one(term, meaning, params) for term in terms) + ")"


def _one(term, meaning, params):
    tag = f"'#{meaning.tags.get(tag_name(term.text))}'"
    asked = [(term.kind, tag if term.kind == "tag" else term.text)]
    if term.kind == "word":
        # A word may be a tag, too.
        asked += [("tag", tag)] if tag_name(term.text) in meaning.tags else []
        asked += [("word", word) for word in meaning.endings.get(term.text, [])]
    params.extend(value for _kind, value in asked)
    made = " || ".join(_MADE[kind] for kind, _value in asked)
    return f"!! ({made})" if term.without else f"({made})"
