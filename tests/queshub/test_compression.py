import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse

from queshub.compression import CompressionMiddleware

BROWSER = "gzip, deflate, br, zstd"
PAGE = "<p>A page with some words on it.</p>" * 40


def answered(rf, response, accepts=BROWSER):
    request = rf.get("/", headers={"Accept-Encoding": accepts} if accepts else {})
    return CompressionMiddleware(lambda request: response)(request)


def test_a_browser_gets_a_page_as_brotli(rf):
    response = answered(rf, HttpResponse(PAGE))
    assert response["Content-Encoding"] == "br"
    assert response["Content-Length"] == str(len(response.content))
    assert "Accept-Encoding" in response["Vary"]
    page, _, padding = brotli.decompress(response.content).decode().rpartition("<!--")
    assert page == PAGE
    assert padding.endswith("-->")
    assert "--" not in padding.removesuffix("-->")


def test_the_length_of_a_page_is_blurred(rf):
    lengths = {len(answered(rf, HttpResponse(PAGE)).content) for _ in range(50)}
    assert len(lengths) > 10


def test_a_browser_without_brotli_gets_gzip(rf):
    response = answered(rf, HttpResponse(PAGE), "gzip, br;q=0")
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == PAGE


@pytest.mark.parametrize("accepts", ["", "identity", "br;q=0, deflate"])
def test_a_client_that_takes_neither_gets_the_page_as_it_is(rf, accepts):
    response = answered(rf, HttpResponse(PAGE), accepts)
    assert response.content.decode() == PAGE
    assert not response.has_header("Content-Encoding")


def test_only_pages_get_a_comment(rf):
    response = answered(rf, HttpResponse(PAGE, content_type="text/csv"))
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == PAGE


def test_what_is_short_streamed_or_compressed_already_is_left_alone(rf):
    assert answered(rf, HttpResponse("short")).content == b"short"
    encoded = HttpResponse(PAGE, headers={"Content-Encoding": "zstd"})
    assert answered(rf, encoded).content.decode() == PAGE
    assert answered(rf, StreamingHttpResponse([PAGE]))["Content-Encoding"] == "gzip"


def test_an_etag_becomes_a_weak_one(rf):
    assert answered(rf, HttpResponse(PAGE, headers={"ETag": '"a"'}))["ETag"] == 'W/"a"'
