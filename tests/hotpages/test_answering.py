"""What the layer answers itself, what it leaves to Django, and that the difference is not seen."""

import gzip
import html

import brotli
import pytest
from django.test import Client
from django.urls import reverse

from hotpages.buffer import buffer
from tests import cast
from tests.hotpages.sites import wait_until

OWN = {"etag", "vary", "content-length", "x-request-id", "server-timing"}


@pytest.fixture
def question(db_that_commits):
    question = cast.question(cast.ada(), category=cast.category())
    cast.answer(cast.bo(), question)
    return question


@pytest.fixture
def path(question):
    return question.get_absolute_url()


def headers_of(pairs):
    return {name.lower(): value for name, value in pairs if name.lower() not in OWN}


def policies(value):
    return set(value.split("; "))


def test_the_second_reader_gets_what_the_first_one_got(site, path):
    first, second = site.get(path), site.get(path)
    assert (first.status, first.source) == (200, "miss")
    assert (second.status, second.source) == (200, "process")
    assert first.body == second.body


def test_another_process_gets_it_from_redis(start, path):
    one, other = start(), start()
    body = one.get(path).body
    assert (other.get(path).source, other.get(path).source) == ("redis", "process")
    assert other.get(path).body == body


def test_it_sends_every_header_that_django_would_have_sent(site, path):
    site.get(path)
    hot = headers_of(site.get(path).headers)
    cold = headers_of(Client(HTTP_HOST="127.0.0.1:8000").get(path).headers.items())
    for headers in (hot, cold):
        headers["content-security-policy"] = policies(headers["content-security-policy"])
    assert hot == cold
    assert hot["cache-control"] == "private, no-cache"


def test_the_page_is_djangos_but_for_the_line_of_times(site, path):
    def lines(text):
        return [line for line in text.splitlines() if 'class="timing"' not in line and line]

    site.get(path)
    assert lines(site.get(path).text) == lines(Client(HTTP_HOST="127.0.0.1:8000").get(path).text)


def test_it_is_one_answer_for_all(site, path):
    site.get(path)
    reply = site.get(path)
    assert reply["Vary"] == "Accept-Encoding, Cookie"
    assert reply["Set-Cookie"] is None
    assert "csrf" not in reply.text
    assert "nonce" not in reply.text + reply["Content-Security-Policy"]
    assert "<!--" not in reply.text


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("", None, bytes),
        ("identity", None, bytes),
    ],
)
def test_each_encoding_is_the_same_page(site, path, accepted, encoding, decode):
    plain = site.get(path).body
    # The news of what was written for this test may come once more, and drop what is kept.
    replies = (site.get(path, HTTP_ACCEPT_ENCODING=accepted) for _ in range(100))
    reply = next(reply for reply in replies if reply.source == "process")
    assert reply["Content-Encoding"] == encoding
    assert int(reply["Content-Length"]) == len(reply.body)
    assert decode(reply.body) == plain


def test_each_encoding_has_an_etag_of_its_own(site, path):
    tags = {site.get(path, HTTP_ACCEPT_ENCODING=name)["ETag"] for name in ("br", "gzip", "")}
    assert len(tags) == 3


@pytest.mark.parametrize("known", ["{}", "W/{}", '"x", {}', "*"])
def test_who_has_the_page_is_told_so_and_has_viewed_it(site, path, known):
    etag = site.get(path)["ETag"]
    buffer.arrived.clear()
    reply = site.get(path, HTTP_IF_NONE_MATCH=known.format(etag))
    assert (reply.status, reply.body) == (304, b"")
    assert reply["ETag"] == etag
    assert reply["Vary"]
    assert reply["Cache-Control"]
    assert reply["Content-Type"] is reply["Content-Length"] is None
    assert len(buffer.arrived) == 1


def test_who_has_another_page_gets_this_one(site, path):
    site.get(path)
    other = site.get(path, HTTP_ACCEPT_ENCODING="br")["ETag"]
    assert site.get(path, HTTP_IF_NONE_MATCH=other).status == 200


def test_head_is_get_without_the_page_and_no_view(site, path):
    get = site.get(path)
    buffer.arrived.clear()
    head = site.get(path, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head["Content-Length"] == get["Content-Length"]
    assert head["ETag"] == get["ETag"]
    assert not buffer.arrived


@pytest.mark.parametrize("purpose", ["HTTP_SEC_PURPOSE", "HTTP_PURPOSE"])
def test_a_browsers_guess_is_answered_and_not_counted(site, path, purpose):
    assert site.get(path, **{purpose: "prefetch;prerender"}).status == 200
    assert not buffer.arrived


@pytest.mark.parametrize("query", ["?utm_source=mail&utm_medium=x", "?fbclid=abc", "?gclid="])
def test_where_a_reader_came_from_changes_nothing(site, path, query):
    site.get(path)
    assert site.get(path + query).source == "process"


@pytest.mark.parametrize("query", ["?order=newest", "?page=1", "?x=1", "?utm_source=a&x=1", "?x"])
def test_what_else_is_asked_goes_to_django(site, path, query):
    site.get(path)
    assert site.get(path + query).source == ""


@pytest.mark.parametrize("cookie", ["sessionid=made-up", "a=b; sessionid=x", "messages=x"])
def test_a_reader_with_a_session_gets_a_page_from_django(site, path, cookie):
    site.get(path)
    assert site.get(path, HTTP_COOKIE=cookie).source == ""


def test_other_cookies_change_nothing(site, path):
    site.get(path)
    assert site.get(path, HTTP_COOKIE="csrftoken=abc; theme=dark; xsessionid=1").source == "process"


def test_a_signed_in_reader_sees_their_own_page_and_others_do_not(site, question, path):
    client = Client(HTTP_HOST="127.0.0.1:8000")
    client.force_login(question.author, "accounts.backend.MemberBackend")
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    for _ in range(2):
        own, shared = site.get(path, HTTP_COOKIE=cookie), site.get(path)
        assert "Sign out" in own.text
        assert "Sign out" not in shared.text


@pytest.mark.parametrize("host", ["evil.example", "", "127.0.0.1.evil.example", "a b"])
def test_another_host_goes_to_django_which_refuses_it(site, path, host):
    site.get(path)
    for _ in range(2):
        assert site.get(path, HTTP_HOST=host, SERVER_NAME="evil.example").status == 400


def test_no_address_in_the_page_comes_from_the_request(site, path, settings):
    text = site.get(path, HTTP_HOST="localhost:1234", HTTP_X_FORWARDED_HOST="evil.example").text
    assert "localhost:1234" not in text
    assert "evil.example" not in text
    assert f'<link rel="canonical" href="{settings.SITE_URL}{html.escape(path)}">' in text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_go_to_django_which_refuses_them(site, path, method):
    site.get(path)
    assert site.get(path, method=method).status in {403, 405}


def test_what_is_no_page_of_a_question_is_djangos_answer(site, question, path):
    assert site.get("/questions/999/no-such-question/").status == 404
    moved = site.get(f"/questions/{question.pk}/another-title/")
    assert (moved.status, moved["Location"]) == (301, path)
    for _ in range(2):
        login = site.get(reverse("edit_question", args=[question.pk]))
        assert (login.status, login.source) == (302, "")
        assert site.get("/").source == ""


def test_a_removed_question_is_gone_for_all(site, question, path):
    site.get(path)
    question.remove(by=cast.mo(), because="Not a question.")
    wait_until(lambda: site.layer.shelf.get(path) is None)
    for _ in range(2):
        assert site.get(path).status == 410


def test_https_only_is_for_https_only(start, path, settings):
    settings.SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SITE_URL = "https://127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = start()
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    assert [site.get(path, **secure).source for _ in range(2)] == ["miss", "process"]
    assert site.get(path).status == 301
    assert site.get(path, HTTP_X_FORWARDED_PROTO="http").status == 301


def test_the_footer_says_when_the_page_was_made(site, path):
    assert "page made at " in site.get(path).text
    assert site.get(path)["Server-Timing"].startswith("hot;desc=process, total;dur=")


def test_a_cdn_may_answer_for_as_long_as_the_setting_says(start, path, settings):
    settings.HOT_PAGES_CDN_SECONDS = 30
    assert start().get(path)["Cache-Control"] == "public, max-age=0, s-maxage=30"


def test_an_id_of_the_caller_is_kept_and_each_answer_has_one(site, path):
    assert site.get(path, HTTP_X_REQUEST_ID="abcdefgh-1")["X-Request-ID"] == "abcdefgh-1"
    ids = {site.get(path, HTTP_X_REQUEST_ID="a\r\nb: c")["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3
    assert all(id.isalnum() for id in ids)


def test_switched_off_every_page_is_djangos(start, path, settings):
    start().get(path)
    settings.HOT_PAGES = False
    off = start()
    assert [off.get(path).source for _ in range(2)] == ["", ""]


def test_cold_pages_have_a_budget_for_each_address(site, path, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "cold page": "3/m"}
    asked = [f"{path}?x={n}" for n in range(3)] + [path] * 2
    cookies = ["", "", "", "sessionid=made-up", "sessionid=another"]
    statuses = [
        site.get(each, HTTP_COOKIE=cookie).status
        for each, cookie in zip(asked, cookies, strict=True)
    ]
    assert statuses == [200, 200, 200, 429, 429]
    assert site.get(f"{path}?x=9", REMOTE_ADDR="192.0.2.9").status == 200
    assert site.get(path).status == 200
