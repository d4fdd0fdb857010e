"""Requests to addresses that somebody typed never lead inside."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from localoffer.core import fetching
from localoffer.core.fetching import Answer, FetchFailure, Manners, ask, follow, is_public

POLITE = Manners(agent="test")
INSIDE = Manners(agent="test", allow_private=True)
PAGES = {}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        SEEN.append((self.command, self.path, dict(self.headers)))
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *args):
        """Nothing."""


SEEN = []


@pytest.fixture
def server():
    """A web server on this machine, by its address."""
    PAGES.clear()
    SEEN.clear()
    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()


def answer(path, body=b"", status=200, **headers):
    PAGES[path] = (status, headers, body)


def names_lead_to(monkeypatch, *addresses):
    """Every name has these addresses; returns the list of look-ups."""
    calls = []
    found = [(2, 1, 6, "", (address, 80)) for address in addresses]
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **kwargs: calls.append(args) or found)
    return calls


class TestPublicAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "127.0.0.1",
            "10.0.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "172.16.0.1",
            "0.0.0.0",
            "100.64.0.1",
            "224.0.0.1",
            "::1",
            "fe80::1%eth0",
            "fc00::1",
            "::ffff:127.0.0.1",
            "::10.0.0.1",
            "2002:7f00:1::",
            "64:ff9b::10.0.0.1",
            "2001:0:4136:e378:8000:63bf:f5ff:fffe",
            "192.0.0.8",
            "fec0::1",
            "64:ff9b:1::7f00:1",
            "3fff::1",
            "5f00::1",
        ],
    )
    def test_addresses_inside_are_not_public(self, address):
        assert not is_public(address)

    @pytest.mark.parametrize(
        "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::93.184.215.14"]
    )
    def test_addresses_outside_are(self, address):
        assert is_public(address)


class TestRefusals:
    @pytest.mark.parametrize(
        ("url", "reason"),
        [
            ("http://127.0.0.1/", FetchFailure.PRIVATE),
            ("http://10.1.2.3/", FetchFailure.PRIVATE),
            ("http://localhost/", FetchFailure.PRIVATE),
            ("http://[::1]/", FetchFailure.PRIVATE),
            ("http://2130706433/", FetchFailure.PRIVATE),
            ("ftp://example.org/", FetchFailure.NOT_WEB),
            ("file:///etc/passwd", FetchFailure.NOT_WEB),
            ("http://user:secret@example.org/", FetchFailure.NOT_WEB),
            ("http://example.org:8080/", FetchFailure.NOT_WEB),
            ("http://example.org:99999/", FetchFailure.NOT_WEB),
            ("http://[::1/", FetchFailure.NOT_WEB),
            ("http://", FetchFailure.NOT_WEB),
            ("http://" + "x" * 70 + ".example/", FetchFailure.NO_HOST),
        ],
    )
    def test_other_addresses_are_refused_before_anything_is_sent(self, monkeypatch, url, reason):
        monkeypatch.setattr(fetching.socket, "create_connection", pytest.fail)

        with pytest.raises(FetchFailure) as failure:
            follow(url, POLITE)

        assert failure.value.reason == reason

    def test_a_name_with_one_inner_address_is_refused(self, monkeypatch):
        names_lead_to(monkeypatch, "93.184.215.14", "10.0.0.1")
        monkeypatch.setattr(fetching.socket, "create_connection", pytest.fail)

        with pytest.raises(FetchFailure, match="not on the public internet"):
            follow("http://example.org/", POLITE)

    def test_the_address_that_was_checked_is_the_one_connected_to(self, monkeypatch):
        lookups = names_lead_to(monkeypatch, "93.184.215.14")
        targets = []

        def refuse(target, timeout):
            targets.append(target)
            raise ConnectionRefusedError

        monkeypatch.setattr(fetching.socket, "create_connection", refuse)

        with pytest.raises(FetchFailure):
            follow("http://example.org/", POLITE)

        assert targets == [("93.184.215.14", 80)]
        assert len(lookups) == 1

    @pytest.mark.parametrize("target", ["http://169.254.169.254/secrets", "http://[::1]/", "http://10.0.0.1:80/"])
    def test_a_redirect_inside_is_refused(self, monkeypatch, target):
        original = fetching.ask
        inside = Answer(302, target)
        monkeypatch.setattr(
            fetching, "ask", lambda url, manners: inside if "example.org" in url else original(url, manners)
        )

        with pytest.raises(FetchFailure) as failure:
            follow("http://example.org/", POLITE)

        assert failure.value.reason == FetchFailure.PRIVATE


class TestFetching:
    def test_a_page_comes_back(self, server):
        answer("/x?a=1", b"hello")

        assert follow(f"{server}/x?a=1", INSIDE).body == b"hello"

    def test_it_asks_without_cookies_and_says_who_it_is(self, server):
        answer("/", b"", **{"Set-Cookie": "a=b"})

        follow(f"{server}/", INSIDE)
        follow(f"{server}/", INSIDE)

        headers = SEEN[-1][2]
        assert headers["User-Agent"] == "test"
        assert "Cookie" not in headers

    def test_letters_that_addresses_do_not_have_are_encoded(self, server):
        answer("/caf%C3%A9%20x", b"coffee")

        assert follow(f"{server}/café x", INSIDE).body == b"coffee"

    def test_only_the_head_where_only_that_is_wanted(self, server):
        answer("/", b"long")

        assert follow(f"{server}/", Manners(agent="test", method="HEAD", allow_private=True)).body == b""

    def test_redirects_are_followed_three_times(self, server):
        for number in range(3):
            answer(f"/{number}", status=302, Location=f"/{number + 1}")
        answer("/3", b"there")

        assert follow(f"{server}/0", INSIDE).body == b"there"

    @pytest.mark.parametrize("location", ["http://[bad/", "http://a:b:c/", "//[", "http://:99999999/"])
    def test_a_redirect_to_no_address_is_a_failure(self, server, location):
        answer("/", status=302, Location=location)

        with pytest.raises(FetchFailure):
            follow(f"{server}/", INSIDE)

    def test_a_fourth_redirect_is_refused(self, server):
        for number in range(5):
            answer(f"/{number}", status=302, Location=f"/{number + 1}")

        with pytest.raises(FetchFailure, match="three times"):
            follow(f"{server}/0", INSIDE)

    def test_no_more_is_read_than_1_mb(self, server):
        answer("/", b"x" * (1024 * 1024 + 1))

        cut = follow(f"{server}/", INSIDE)

        assert cut.cut
        assert len(cut.body) == 1024 * 1024

    def test_a_server_that_dawdles_is_hung_up_on(self, monkeypatch):
        monkeypatch.setattr(fetching, "SECONDS_IN_ALL", 0.5)
        listener = socket.create_server(("127.0.0.1", 0))

        def dawdle():
            peer, _address = listener.accept()
            with peer:
                for letter in b"HTTP/1.1 200 OK\r\n" * 5:
                    try:
                        peer.sendall(bytes([letter]))
                    except OSError:
                        return
                    time.sleep(0.1)

        threading.Thread(target=dawdle, daemon=True).start()
        began = time.monotonic()

        with pytest.raises(FetchFailure):
            ask(f"http://127.0.0.1:{listener.getsockname()[1]}/", INSIDE)

        listener.close()
        assert time.monotonic() - began < 4
