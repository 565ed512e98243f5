"""Names, times and numbers as the templates show them."""

from datetime import datetime, timedelta, timezone

import pytest
from django.core.paginator import Paginator

from queshub.templatetags.face import (
    AVATAR_COLOURS,
    avatar_class,
    count,
    initials,
    page_numbers,
    points,
    stamp,
)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Quillfeather", "AQ"),
        ("ada", "A"),
        ("Ada of the Long Way Home", "AH"),
        ("Åsa Öström", "ÅÖ"),
        ("e\u0301va", "E\u0301"),
        ("(Ada) -- 7up", "A7"),
        ("李 小龍", "李小"),
        ("!!!", "?"),
        ("", "?"),
    ],
)
def test_a_name_has_one_or_two_letters(name, letters):
    assert initials(name) == letters


def test_a_name_keeps_its_colour():
    colours = {avatar_class(f"Member {number}") for number in range(300)}
    assert colours == {f"avatar-{number}" for number in range(AVATAR_COLOURS)}
    assert avatar_class("Ada") == avatar_class("Ada")


def test_a_name_with_half_a_character_has_a_colour_too():
    assert avatar_class("\ud800").startswith("avatar-")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (1458, "1,458"),
        (99_999, "99,999"),
        (100_000, "100k"),
        (120_431, "120k+"),
        (1_000_000, "1M"),
        (12_345_678, "12M+"),
        (None, "0"),
    ],
)
def test_a_number_is_short(number, shown):
    assert count(number) == shown


def test_a_score_below_zero_has_a_minus_sign():
    assert points(-3) == "−3"
    assert points(12) == "12"


def test_a_time_stands_in_utc():
    at = datetime(2023, 5, 24, 17, 53, 42, tzinfo=timezone(timedelta(hours=2)))
    assert stamp(at) == (
        '<time datetime="2023-05-24T15:53:42Z" title="24 May 2023, 15:53:42 UTC"'
        ' data-precision="day">24 May 2023</time>'
    )
    assert ">24 May 2023, 15:53 UTC<" in stamp(at, "time")


def test_a_time_that_never_was_shows_nothing():
    assert stamp(None) == ""


@pytest.mark.parametrize(
    ("number", "pages", "linked"),
    [
        (1, 2, [1, 2]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, None, 3, 4, 5, 6, 7, None, 9]),
        (9, 9, [1, None, 7, 8, 9]),
    ],
)
def test_far_pages_are_left_out(number, pages, linked):
    page = Paginator(range(pages), 1).page(number)
    assert page_numbers(page) == linked
