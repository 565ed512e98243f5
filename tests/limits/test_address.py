"""The one function that says where a request comes from."""

import pytest
from django.test import RequestFactory

from limits.address import address_range, client_address


def address(peer, forwarded=None):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **headers).META)


def test_forwarding_headers_are_ignored_without_proxies():
    assert address("192.0.2.1", "198.51.100.7") == "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.66, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.66, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "unknown", "192.0.2.1"),
        (1, "198.51.100.7, ", "192.0.2.1"),
        (1, "198.51.100.7:4711", "198.51.100.7"),
        (1, "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::"),
    ],
)
def test_only_the_address_that_our_own_proxy_saw_counts(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    assert address("192.0.2.1", forwarded) == expected


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::1", "::"),
    ],
)
def test_ipv6_counts_by_its_64(peer, expected):
    assert address(peer) == expected


@pytest.mark.parametrize("peer", ["", "unix:", "999.1.1.1", "'; DROP", "1.2.3", "[", "\x00"])
def test_nonsense_is_unknown(peer):
    assert address(peer) == "unknown"


@pytest.mark.parametrize(
    ("peer", "expected"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.1", "192.0.2.0/24"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1::/48"),
        ("unix:", "unknown"),
    ],
)
def test_an_address_stands_in_a_range(peer, expected):
    assert address_range(address(peer)) == expected
