"""One request to an address that somebody typed, without being led astray.

Only public addresses; the name is resolved once and that very address is connected to, so that a second
answer of the name server cannot lead inside; each redirect is checked again. No cookies, ports 80 and 443.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

PORTS = {"http": 80, "https": 443}
MOST_REDIRECTS = 3
SECONDS = 5
SECONDS_IN_ALL = 15
MOST_BYTES = 1024 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Not on the public internet, though not every version of Python knows (IANA special-purpose registries, 2024):
# protocol assignments, site-local, local translation, documentation, segment routing.
INSIDE = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "fec0::/10", "64:ff9b:1::/48", "3fff::/20", "5f00::/16")))
WRAPPED_IN_IPV6 = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))


class FetchFailure(Exception):
    """There is no answer, or the address may not be asked. `reason` is one of the codes below."""

    NOT_WEB = "not-web"
    PRIVATE = "private"
    NO_HOST = "no-host"
    NO_ANSWER = "no-answer"
    REDIRECTS = "redirects"

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What came back. `cut` says that the body was longer than we wanted to read."""

    status: int
    location: str = ""
    body: bytes = b""
    cut: bool = False


@dataclass(frozen=True)
class Manners:
    """How we ask: by which method, who we say we are, what we would like, how much we read."""

    agent: str
    method: str = "GET"
    accept: str = "*/*"
    most_bytes: int = MOST_BYTES
    allow_private: bool = False
    """Only for tests and for feeds inside a council's own network, which an administrator names."""


def follow(url: str, manners: Manners) -> Answer:
    """The answer at the end of at most three redirects; raises FetchFailure."""
    for _try in range(MOST_REDIRECTS + 1):
        answer = ask(url, manners)
        if answer.status not in REDIRECTS or not answer.location:
            return answer
        url = _join(url, answer.location)
    raise FetchFailure(FetchFailure.REDIRECTS, _("%(url)s redirects more than three times.") % {"url": url})


def ask(url: str, manners: Manners) -> Answer:
    """One request, without cookies and without following redirects."""
    parts = _split(url)
    port = checked_port(parts, manners.allow_private)
    address = resolve(parts.hostname or "", port, manners.allow_private)
    connection = connect(parts, address, port)
    try:
        with _at_the_most(connection.sock, SECONDS_IN_ALL):
            return _exchange(connection, parts, manners)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchFailure(
            FetchFailure.NO_ANSWER, _("%(url)s cannot be fetched: %(error)s.") % {"url": url, "error": error}
        ) from error
    finally:
        connection.close()


def _exchange(connection: http.client.HTTPConnection, parts: SplitResult, manners: Manners) -> Answer:
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    headers = {"Host": _host_header(parts), "Accept": manners.accept, "User-Agent": manners.agent}
    connection.request(manners.method, target, headers=headers)
    response = connection.getresponse()
    body = response.read(manners.most_bytes + 1)
    return Answer(
        response.status,
        response.headers.get("Location", ""),
        body[: manners.most_bytes],
        cut=len(body) > manners.most_bytes,
    )


def _join(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchFailure(FetchFailure.NO_ANSWER, _("%(url)s leads to no web address.") % {"url": url}) from error


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise FetchFailure(FetchFailure.NOT_WEB, _("This is not a web address.")) from error


def _host_header(parts: SplitResult) -> str:
    host = (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else ""
    host = host or f"[{parts.hostname}]"
    return f"{host}:{parts.port}" if parts.port else host


def checked_port(parts: SplitResult, allow_private: bool) -> int:
    """The port to connect to; raises FetchFailure for anything but the web."""
    if parts.scheme not in PORTS or not parts.hostname or parts.username:
        raise FetchFailure(FetchFailure.NOT_WEB, _("Only http and https addresses without a password can be fetched."))
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError as error:
        raise FetchFailure(FetchFailure.NOT_WEB, _("The address has a port that does not exist.")) from error
    if port not in PORTS.values() and not allow_private:
        raise FetchFailure(FetchFailure.NOT_WEB, _("Only ports 80 and 443 can be fetched from."))
    return port


def resolve(host: str, port: int, allow_private: bool) -> str:
    """The address of a host, if every address that it has is public."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise FetchFailure(
            FetchFailure.NO_HOST, _("%(host)s does not exist, or the name server does not answer.") % {"host": host}
        ) from error
    if not allow_private and not all(is_public(address) for address in found):
        raise FetchFailure(FetchFailure.PRIVATE, _("%(host)s is not on the public internet.") % {"host": host})
    return sorted(found, key=lambda address: ":" in address)[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also when an IPv6 address wraps an IPv4 one."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        ip = _unwrapped(ip)
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in INSIDE)


def _unwrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that a gateway would make of an IPv6 one, or the address itself."""
    if inner := ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]):
        return inner
    if any(ip in network for network in WRAPPED_IN_IPV6):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def connect(parts: SplitResult, address: str, port: int) -> http.client.HTTPConnection:
    """A connection to the address that was checked; certificates are checked for the name."""
    connection = http.client.HTTPConnection(parts.hostname or "", port, timeout=SECONDS)
    try:
        raw = socket.create_connection((address, port), timeout=SECONDS)
        if parts.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=parts.hostname)
    except (OSError, ValueError) as error:
        raise FetchFailure(
            FetchFailure.NO_ANSWER, _("%(host)s does not answer: %(error)s.") % {"host": parts.hostname, "error": error}
        ) from error
    connection.sock = raw
    return connection


@contextmanager
def _at_the_most(sock: socket.socket, seconds: float) -> Iterator[None]:
    """Hang up after so many seconds: a server that sends one byte now and then would never end otherwise."""
    ended = threading.Event()

    def hang_up() -> None:
        ended.set()
        with suppress(OSError):  # closing alone would not wake the thread that waits for an answer
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
        if ended.is_set():
            raise TimeoutError("it takes too long")
    finally:
        timer.cancel()
