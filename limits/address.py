"""The client's address. Views, limits and sign-in all ask here."""

import ipaddress

from django.conf import settings

UNKNOWN = "unknown"


def client_address(environ) -> str:
    """The address that a request counts for; `environ` is its WSGI environment (`request.META`).

    An IPv6 address counts by its /64, which is what one subscriber gets: `2001:db8:1:2::`.
    Forwarding headers are believed only as far as `settings.TRUSTED_PROXIES` goes: with n proxies
    of our own, the n-th address from the right of X-Forwarded-For is the one that the outermost
    of them saw. Without an address (a Unix socket) it is "unknown".
    """
    peer = environ.get("REMOTE_ADDR", "")
    return _counted(_forwarded(environ)) or _counted(peer) or UNKNOWN


def address_range(address):
    """The range that an address stands in, as it is commonly given to one customer of a network.

    That is the /24 of IPv4 and the /48 of IPv6; whoever has many addresses has them there.
    """
    if address == UNKNOWN:
        return UNKNOWN
    bits = 48 if ":" in address else 24
    return str(ipaddress.ip_network((address, bits), strict=False))


def _forwarded(environ):
    hops = settings.TRUSTED_PROXIES
    chain = environ.get("HTTP_X_FORWARDED_FOR", "").split(",") if hops else []
    # A chain shorter than our proxies did not come through all of them.
    return chain[-hops] if 0 < hops <= len(chain) else ""


def _counted(text):
    """The address in `text` (a port, brackets or a zone may stand around it), or ""."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)
