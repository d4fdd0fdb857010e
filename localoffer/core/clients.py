"""Who is asking: the network address of a request."""

from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's address, or an empty string where the server gave none.

    Anybody may send `X-Forwarded-For`, so only what our own proxies appended counts: with
    TRUSTED_PROXY_COUNT proxies in front, the entry at that place from the right.
    """
    claimed = request.META.get("REMOTE_ADDR", "")
    if count := settings.TRUSTED_PROXY_COUNT:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(hops) >= count:
            claimed = hops[-count].strip()
    try:
        return str(ip_address(claimed))
    except ValueError:
        return ""


def client_network(request: HttpRequest) -> str:
    """What limits are counted by: an IPv4 address, or the /64 that one IPv6 household holds."""
    address = client_address(request)
    if not address:
        return "unknown"
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return str(IPv6Network((parsed, 64), strict=False))
    return address
