"""Which content encoding a browser gets, and that each is the same page."""

import gzip

import brotli
import pytest

from hotpages import encoding
from hotpages.encoding import compress, pick


@pytest.mark.parametrize("body", [b"", b"x", "Ünï ☃ ".encode() * 5_000, bytes(range(256))])
def test_each_encoding_is_the_same_body(body):
    made = compress(body)
    assert list(made) == ["br", "gzip", "identity"]
    assert brotli.decompress(made["br"]) == body
    assert gzip.decompress(made["gzip"]) == body
    assert made["identity"] == body


def test_the_same_body_is_compressed_to_the_same_bytes(monkeypatch):
    before = compress(b"page" * 100)
    monkeypatch.setattr(gzip.time, "time", lambda: 1e9)
    assert compress(b"page" * 100) == before


@pytest.mark.parametrize(
    ("accepted", "picked"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br", "br"),
        ("", "identity"),
        ("deflate", "identity"),
        ("identity", "identity"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0, *", "gzip"),
        ("br;q=0, gzip;q=0, *;q=1", "identity"),
        ("gzip, *;q=0", "gzip"),
        ("identity, *;q=0", "identity"),
        ("identity;q=0, gzip", "gzip"),
    ],
)
def test_what_the_browser_takes(accepted, picked):
    assert pick(accepted) == picked


@pytest.mark.parametrize(
    ("accepted", "picked"),
    [
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0.001, gzip;q=0.002", "gzip"),
        ("br;q=0.000, gzip;q=0", "identity"),
        ("gzip;q=0.5, br;q=0.5", "br"),
        ("identity, gzip;q=0.5", "identity"),
        ("gzip;q=0.5, identity;q=0.4, *;q=0", "gzip"),
    ],
)
def test_what_the_browser_likes_best(accepted, picked):
    assert pick(accepted) == picked


@pytest.mark.parametrize(
    ("accepted", "picked"),
    [
        ("BR", "br"),
        ("GZip; Q=0.8", "gzip"),
        ("Br;Q=0, GZIP", "gzip"),
        (" br ;\tq=0 ,gzip ; q=1", "gzip"),
        ("\tgzip,,", "gzip"),
    ],
)
def test_letter_case_and_spaces_say_nothing(accepted, picked):
    assert pick(accepted) == picked


@pytest.mark.parametrize(
    "accepted",
    [
        "br;q=",
        "br;q=x",
        "br;q=0;q=1",
        "br;q=-1",
        "br;q=nan",
        ";q=1",
        ",",
        ";",
        "=",
        "brotli",
        "b r",
    ],
)
def test_what_cannot_be_read_gets_the_plain_page(accepted):
    assert pick(accepted) == "identity"


def test_what_cannot_be_read_spoils_nothing_else():
    assert pick("br;q=x, gzip;q=0.1, ;;;, *;q=y") == "gzip"


@pytest.mark.parametrize("accepted", ["br, " * 100_000, "br" + " " * 500, "gzip;q=0." + "1" * 500])
def test_a_huge_header_gets_the_plain_page_and_takes_no_memory(accepted):
    encoding._picked.cache_clear()
    assert pick(accepted) == "identity"
    assert encoding._picked.cache_info().currsize == 0


def test_invented_headers_take_a_bounded_memory():
    for number in range(2_000):
        assert pick(f"br, made-up-{number}") == "br"
    assert encoding._picked.cache_info().currsize <= 500
