"""What pages show of a post, as values: they can be compared, and nothing behind them changes.

Each has the words of its model that need these values only.
"""

from typing import NamedTuple

from accounts.models import User


class ShownName(NamedTuple):
    pk: int
    name: str

    slug = User.slug
    get_absolute_url = User.get_absolute_url
    page_key = User.page_key


class ShownAuthor(NamedTuple):
    pk: int
    name: str
    works_at: str
    studied_at: str
    lives_in: str

    slug = User.slug
    get_absolute_url = User.get_absolute_url
    credential_line = User.credential_line


class ShownSource(NamedTuple):
    url: str
    site_name: str
    author_name: str
    author_url: str


def name_of(post):
    """The author, or None for a deleted member."""
    return post.author and ShownName(post.author.pk, post.author.name)


def author_of(post):
    """The author with what they do and where they live, or None."""
    author = post.author
    if author is None:
        return None
    return ShownAuthor(author.pk, author.name, author.works_at, author.studied_at, author.lives_in)


def source_of(post):
    """Where the post was imported from, or None."""
    source = getattr(post, "source", None)
    if source is None:
        return None
    return ShownSource(source.url, source.site_name, source.author_name, source.author_url)
