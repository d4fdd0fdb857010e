"""Keep tests on this machine."""

import contextlib
import ipaddress
import socket
from unittest import mock


class NetworkBlockedError(RuntimeError):
    """A test tried to reach another machine."""


def _is_loopback(address) -> bool:
    if isinstance(address, str | bytes):  # a Unix socket
        return True
    host = address[0]
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", ""}


@contextlib.contextmanager
def loopback_only():
    """Inside, sockets connect to this machine or raise NetworkBlockedError."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guard(real):
        def connect(self, address):
            if not _is_loopback(address):
                raise NetworkBlockedError(f"A test tried to connect to {address!r}.")
            return real(self, address)

        return connect

    with (
        mock.patch.object(socket.socket, "connect", guard(real_connect)),
        mock.patch.object(socket.socket, "connect_ex", guard(real_connect_ex)),
    ):
        yield
