"""A page ready in every encoding: sent to other processes, and shown with another number."""

import gzip
from dataclasses import fields

import brotli
import pytest

from hotpages.copies import Copy
from tests.hotpages.copy_maker import a_copy, show_views

OWN = {"fresh_until", "used_at", "filled_at", "answers", "weight"}
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}


def bodies(copy):
    return {DECODE[name](variant.body) for name, variant in copy.variants.items()}


def values(headers, name):
    return [value for key, value in headers if key.lower() == name.lower()]


def etags(copy):
    return {variant.etag for variant in copy.variants.values()}


def test_every_encoding_is_the_same_page():
    assert bodies(a_copy(size=2)) == {"<p>7 views ☃</p>xx".encode()}


@pytest.mark.parametrize(
    "path", ["/questions/3/back-pain/", "/questions/3/rückenschmerz-☃/", "/a\udcff\n\0/", ""]
)
def test_another_process_unpacks_what_was_packed(path):
    copy = a_copy(path, "question:3", "user:ü", headers=[("X-Name", "Zoë ☃"), ("X-Name", "b")])
    other = Copy.unpack(copy.pack(), show_views)
    for each in fields(Copy):
        if each.name not in OWN:
            assert getattr(other, each.name) == getattr(copy, each.name), each.name


def test_nothing_of_the_clock_of_one_process_reaches_another():
    copy = a_copy()
    copy.fresh_until = copy.used_at = 1e12
    copy.answers = copy.weight = 9
    other = Copy.unpack(copy.pack(), show_views)
    assert (other.fresh_until, other.used_at, other.answers, other.weight) == (0, 0, 0, 0)


def test_an_unpacked_copy_can_be_filled_and_packed_again():
    other = Copy.unpack(a_copy(size=2).pack(), show_views)
    other.refill(8, show_views)
    assert bodies(Copy.unpack(other.pack(), show_views)) == {"<p>8 views ☃</p>xx".encode()}


def test_another_number_of_views_is_another_page_in_every_encoding():
    copy = a_copy(size=2)
    before, filled_at = etags(copy), copy.filled_at
    copy.refill(1_000, show_views)
    assert copy.views == 1_000
    assert copy.filled_at > filled_at
    assert bodies(copy) == {"<p>1000 views ☃</p>xx".encode()}
    assert len(etags(copy)) == 3
    assert not etags(copy) & before


@pytest.mark.parametrize("views", [7, 123_456])
def test_the_headers_are_those_of_the_body_after_every_filling(views):
    copy = a_copy()
    copy.refill(views, show_views)
    for name, variant in copy.variants.items():
        assert values(variant.headers, "Content-Length") == [str(len(variant.body))]
        assert (
            values(variant.headers, "ETag") == values(variant.unchanged, "ETag") == [variant.etag]
        )
        encoding = [] if name == "identity" else [name]
        assert values(variant.headers, "Content-Encoding") == encoding


def test_the_same_page_has_the_same_etag_in_every_process():
    assert etags(a_copy()) == etags(a_copy(made_at=2_000.0))


def test_what_the_application_said_of_its_own_answer_is_not_repeated():
    own = ("Content-Length", "content-encoding", "ETAG", "Date", "Server-Timing", "X-Request-ID")
    copy = a_copy(headers=[(name, "the application's") for name in (*own, "Vary")])
    for variant in copy.variants.values():
        assert not [each for each in variant.headers if each[1] == "the application's"]
        assert values(variant.headers, "Vary") == ["Accept-Encoding, Cookie"]


def test_not_modified_repeats_what_a_cache_must_know_and_describes_no_body():
    copy = a_copy(headers=[("Cache-Control", "private, no-cache"), ("X-Frame-Options", "DENY")])
    for variant in copy.variants.values():
        assert sorted(variant.unchanged) == [
            ("Cache-Control", "private, no-cache"),
            ("ETag", variant.etag),
            ("Vary", "Accept-Encoding, Cookie"),
            ("X-Frame-Options", "DENY"),
        ]


def test_for_a_cdn_there_is_one_cache_control(settings):
    settings.HOT_PAGES_CDN_SECONDS = 30
    copy = a_copy(headers=[("cache-control", "private, no-cache")])
    for variant in copy.variants.values():
        for headers in (variant.headers, variant.unchanged):
            assert values(headers, "Cache-Control") == ["public, max-age=0, s-maxage=30"]


def test_a_notice_is_for_one_reader():
    copy = a_copy(size=2)
    assert copy.with_notice(b"<b>!</b>", show_views) == "<p>7 views ☃</p><b>!</b>xx".encode()
    assert bodies(copy) == {"<p>7 views ☃</p>xx".encode()}


def test_its_size_is_at_least_that_of_its_texts():
    copy = a_copy(size=100_000)
    texts = sum(len(variant.body) for variant in copy.variants.values())
    assert texts + 100_000 <= copy.size <= texts + 110_000
