"""Holes in a page, and what is put into them."""

import pytest

from hotpages.holes import NOTICE, VIEWS, fill, marker, split


def page(*parts):
    return "".join(parts).encode()


def test_a_page_is_split_at_its_holes_and_filled_again():
    body = page("a☃ ", marker(VIEWS), " b ", marker(NOTICE), " c ", marker(VIEWS))
    pieces, holes = split(body)
    assert (pieces, holes) == (["a☃ ".encode(), b" b ", b" c ", b""], [VIEWS, NOTICE, VIEWS])
    assert fill(pieces, holes, {VIEWS: b"7", NOTICE: b"!"}) == "a☃ 7 b ! c 7".encode()


def test_a_hole_without_a_value_is_empty():
    pieces, holes = split(page("a", marker(VIEWS), "b", marker(NOTICE), "c"))
    assert fill(pieces, holes, {VIEWS: b"7"}) == b"a7bc"


@pytest.mark.parametrize(
    "body", [b"", b"no holes", b"<!--views-->", b"<!--views 0123456789abcdef-->"]
)
def test_a_page_without_holes_stays_as_it_is(body):
    pieces, holes = split(body)
    assert (pieces, holes) == ([body], [])
    assert fill(pieces, holes, {VIEWS: b"7"}) == body


def test_what_is_put_in_is_not_looked_at_again():
    pieces, holes = split(page(marker(VIEWS), marker(NOTICE)))
    value = marker(NOTICE).encode()
    assert fill(pieces, holes, {VIEWS: value, NOTICE: b"!"}) == value + b"!"


def test_nobody_who_does_not_know_the_secret_can_write_a_hole(settings):
    body = page(marker(VIEWS))
    settings.SECRET_KEY = "another"
    assert split(body) == ([body], [])


def test_holes_are_told_apart():
    assert marker(VIEWS) != marker(NOTICE)
