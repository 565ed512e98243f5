"""A meaning's words as a tsquery of Postgres'."""

from search.meaning import tag_name

_MADE = {
    "word": "plainto_tsquery(search_language(), %s)",
    "phrase": "phraseto_tsquery(search_language(), %s)",
    "tag": "%s::tsquery",
}


def tsquery(meaning):
    """(SQL, its parameters) of what a document's words have to match; "" where there is nothing."""
    params = []
    either = [_all(terms, meaning, params) for terms in meaning.alternatives if terms]
    return " || ".join(either), params


def _all(terms, meaning, params):
    return "(" + " && ".join(_one(term, meaning, params) for term in terms) + ")"


def _one(term, meaning, params):
    number = meaning.tags.get(tag_name(term.text))
    tag = f"'#{number}'"
    params.append(tag if term.kind == "tag" else term.text)
    made = _MADE[term.kind]
    if term.kind == "word" and number:  # a word that is a tag, too
        made = f"({made} || {_MADE['tag']})"
        params.append(tag)
    return f"!! {made}" if term.without else made
