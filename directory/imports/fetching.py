"""Fetching a page from an address that somebody typed, without being led astray.

Only public addresses; the name is resolved once and that very address is connected to, so that a second
answer of the name server cannot lead inside; each redirect is checked again.
"""

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

from .records import ImportFailure

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 3
SECONDS = 5
MOST_BYTES = 1024 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
USER_AGENT = "LocalOffer/1.0 (import of service listings)"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    body: bytes


def fetch(url: str, *, allow_private: bool = False, most_bytes: int = MOST_BYTES) -> bytes:
    """The body of a page; raises ImportFailure when there is none or when it may not be fetched."""
    for _try in range(MOST_REDIRECTS + 1):
        answer = get(url, allow_private=allow_private, most_bytes=most_bytes)
        if answer.status not in REDIRECTS:
            break
        url = urljoin(url, answer.location)
    else:
        raise ImportFailure(_("%(url)s redirects more than three times.") % {"url": url})
    if answer.status != 200:
        raise ImportFailure(_("%(url)s answered %(status)s.") % {"url": url, "status": answer.status})
    return answer.body


def get(url: str, *, allow_private: bool, most_bytes: int) -> Answer:
    """One request, without cookies and without following redirects."""
    parts = urlsplit(url)
    port = checked_port(parts, allow_private)
    address = resolve(parts.hostname or "", port, allow_private)
    connection = connect(parts, address, port)
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Host": parts.netloc.rpartition("@")[2], "Accept": "application/json", "User-Agent": USER_AGENT}
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        body = response.read(most_bytes + 1)
        if len(body) > most_bytes:
            raise ImportFailure(_("%(url)s is larger than 1 MB.") % {"url": url})
        return Answer(response.status, response.headers.get("Location", ""), body)
    except (OSError, http.client.HTTPException) as error:
        raise ImportFailure(_("%(url)s cannot be fetched: %(error)s.") % {"url": url, "error": error}) from error
    finally:
        connection.close()


def checked_port(parts: SplitResult, allow_private: bool) -> int:
    """The port to connect to; raises ImportFailure for anything but the web."""
    if parts.scheme not in PORTS or not parts.hostname or parts.username:
        raise ImportFailure(_("Only http and https addresses without a password can be fetched."))
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise ImportFailure(_("The address has a port that does not exist.")) from error
    if port not in PORTS.values() and not allow_private:
        raise ImportFailure(_("Only ports 80 and 443 can be fetched from."))
    return port


def resolve(host: str, port: int, allow_private: bool) -> str:
    """The address of a host, if every address that it has is public."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise ImportFailure(
            _("%(host)s does not exist, or the name server does not answer.") % {"host": host}
        ) from error
    if not allow_private and not all(is_public(address) for address in found):
        raise ImportFailure(_("%(host)s is not on the public internet.") % {"host": host})
    return sorted(found, key=lambda address: ":" in address)[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also when an IPv6 address wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast


def connect(parts: SplitResult, address: str, port: int) -> http.client.HTTPConnection:
    """A connection to the address that was checked; certificates are checked for the name."""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(parts.hostname or "", port, timeout=SECONDS)
    else:
        connection = http.client.HTTPConnection(parts.hostname or "", port, timeout=SECONDS)
    try:
        raw = socket.create_connection((address, port), timeout=SECONDS)
        if parts.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=parts.hostname)
    except OSError as error:
        raise ImportFailure(
            _("%(host)s does not answer: %(error)s.") % {"host": parts.hostname, "error": error}
        ) from error
    connection.sock = raw
    return connection
