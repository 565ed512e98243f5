"""Who wrote a post, as programs are told: the member, or whom an import names."""

from typing import NamedTuple

from django.conf import settings

from posts.shown import name_of, source_of


class Writer(NamedTuple):
    name: str
    url: str


def writer_of(post):
    """The author's name and address; None for a deleted member, of whom nothing is said."""
    if author := name_of(post):
        return Writer(author.name, settings.SITE_URL + author.get_absolute_url())
    source = source_of(post)
    if source and source.author_name:
        return Writer(source.author_name, source.author_url)
    return None


def address_of(answer, page):
    """Where an answer stands on the page of its question, which has this address."""
    return f"{page}#{answer.anchor}"
