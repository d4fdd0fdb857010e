import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from directory.imports import fetching
from directory.imports.fetching import fetch, is_public
from directory.imports.openreferral_feed import fetch_feed, services_address
from directory.imports.records import ImportFailure

PAGES = {}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Nothing."""


@pytest.fixture
def server():
    """A feed on this machine, by its address."""
    PAGES.clear()
    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()


def answer(path, data, status=200, **headers):
    PAGES[path] = (status, headers, data if isinstance(data, bytes) else json.dumps(data).encode())


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
            "2002:7f00:1::",
        ],
    )
    def test_addresses_inside_are_not_public(self, address):
        assert not is_public(address)

    @pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
    def test_addresses_outside_are(self, address):
        assert is_public(address)

    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1/",
            "http://localhost/",
            "http://[::1]/",
            "ftp://example.org/",
            "file:///etc/passwd",
            "http://user:secret@example.org/",
            "http://example.org:8080/",
            "http://",
        ],
    )
    def test_other_addresses_are_refused_before_anything_is_sent(self, url):
        with pytest.raises(ImportFailure):
            fetch(url)

    def test_a_name_with_one_inner_address_is_refused(self, monkeypatch):
        found = [(2, 1, 6, "", ("93.184.215.14", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
        monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **kwargs: found)

        with pytest.raises(ImportFailure, match="not on the public internet"):
            fetch("http://example.org/")

    def test_the_address_that_was_checked_is_the_one_connected_to(self, monkeypatch):
        calls = []
        found = [(2, 1, 6, "", ("93.184.215.14", 80))]
        monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *args, **kwargs: calls.append(args) or found)
        monkeypatch.setattr(
            fetching.socket, "create_connection", lambda target, timeout: calls.append(target) or refuse()
        )

        with pytest.raises(ImportFailure):
            fetch("http://example.org/")

        assert calls[-1] == ("93.184.215.14", 80)
        assert len(calls) == 2


def refuse():
    raise ConnectionRefusedError


class TestFetching:
    def test_a_page_comes_back(self, server):
        answer("/x?a=1", b"hello")

        assert fetch(f"{server}/x?a=1", allow_private=True) == b"hello"

    def test_redirects_are_followed_three_times(self, server):
        for number in range(3):
            answer(f"/{number}", b"", status=302, Location=f"/{number + 1}")
        answer("/3", b"there")

        assert fetch(f"{server}/0", allow_private=True) == b"there"

    def test_a_fourth_redirect_is_refused(self, server):
        for number in range(5):
            answer(f"/{number}", b"", status=302, Location=f"/{number + 1}")

        with pytest.raises(ImportFailure, match="three times"):
            fetch(f"{server}/0", allow_private=True)

    def test_a_redirect_inside_is_refused(self, monkeypatch):
        inside = fetching.Answer(302, "http://169.254.169.254/secrets", b"")
        original = fetching.get
        monkeypatch.setattr(
            fetching, "get", lambda url, **kwargs: inside if "example.org" in url else original(url, **kwargs)
        )

        with pytest.raises(ImportFailure, match="not on the public internet"):
            fetch("http://example.org/")

    def test_a_page_over_1_mb_is_refused(self, server):
        answer("/", b"x" * (1024 * 1024 + 1))

        with pytest.raises(ImportFailure, match="1 MB"):
            fetch(f"{server}/", allow_private=True)

    def test_an_error_is_told(self, server):
        with pytest.raises(ImportFailure, match="404"):
            fetch(f"{server}/nowhere", allow_private=True)


class TestFeeds:
    def test_pages_are_read_and_short_entries_completed(self, server):
        answer("/services?page=1&per_page=100", {"contents": [{"id": "a", "name": "A"}], "total_pages": 2})
        answer("/services?page=2&per_page=100", {"contents": [{"id": "b", "contacts": []}], "last_page": True})
        answer("/services/a", {"id": "a", "name": "A", "description": "Full"})

        documents = fetch_feed(server, allow_private=True)

        assert [document["id"] for document in documents] == ["a", "b"]
        assert documents[0]["description"] == "Full"

    def test_one_page_that_fails_fails_the_whole(self, server):
        answer("/services?page=1&per_page=100", {"contents": [{"id": "b", "contacts": []}], "total_pages": 2})

        with pytest.raises(ImportFailure):
            fetch_feed(server, allow_private=True)

    def test_an_answer_that_is_no_page_is_refused(self, server):
        answer("/services?page=1&per_page=100", {"hello": "world"})

        with pytest.raises(ImportFailure, match="page of services"):
            fetch_feed(server, allow_private=True)

    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("https://a.example", "https://a.example/services"),
            ("https://a.example/api/", "https://a.example/api/services"),
            ("https://a.example/v1/services?x=1#top", "https://a.example/v1/services?x=1"),
        ],
    )
    def test_the_list_is_found_from_what_was_typed(self, typed, address):
        assert services_address(typed) == address
