"""Copies for tests, made without a site."""

from hotpages.copies import Copy
from hotpages.holes import NOTICE, VIEWS


def show_views(number):
    return f"{number} views ☃"


def a_copy(path="/questions/3/back-pain/", *keys, size=100, views=7, headers=(), **more):
    """A copy whose page has the views in one hole and a notice in the other."""
    return Copy.make(
        path=path,
        page="question:3",
        keys=keys or ("question:3",),
        headers=[("Content-Type", "text/html; charset=utf-8"), *headers],
        pieces=[b"<p>", b"</p>", b"x" * size],
        holes=[VIEWS, NOTICE],
        views=views,
        show_views=show_views,
        **{"made_at": 1_000.5, **more},
    )
