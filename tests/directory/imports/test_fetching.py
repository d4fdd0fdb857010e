import json
import threading
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import count

import pytest

from directory.imports import openreferral_feed
from directory.imports.fetching import fetch
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
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()


def answer(path, data, status=200, **headers):
    PAGES[path] = (status, headers, data if isinstance(data, bytes) else json.dumps(data).encode())


class TestFetching:
    """How it asks without being led inside is tested in tests/core/test_fetching.py."""

    def test_a_page_comes_back(self, server):
        answer("/x?a=1", b"hello")

        assert fetch(f"{server}/x?a=1", allow_private=True) == b"hello"

    def test_an_address_inside_is_refused_in_words(self, server):
        with pytest.raises(ImportFailure, match="not on the public internet"):
            fetch("http://127.0.0.1/")

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

    def test_a_sign_of_life_follows_every_answer(self, server):
        answer("/services?page=1&per_page=100", {"contents": [{"id": "a"}], "total_pages": 2})
        answer("/services?page=2&per_page=100", {"contents": [{"id": "b", "contacts": []}], "total_pages": 2})
        answer("/services/a", {"id": "a", "name": "A"})
        signs = []

        fetch_feed(server, allow_private=True, alive=lambda: signs.append("alive"))

        assert len(signs) == 3

    @pytest.mark.parametrize(("minutes", "stopped"), [(29, False), (31, True)])
    def test_a_feed_may_take_an_hour_in_all(self, server, monkeypatch, minutes, stopped):
        times = count(0, minutes * 60)
        monkeypatch.setattr(openreferral_feed, "monotonic", lambda: next(times))
        answer("/services?page=1&per_page=100", {"contents": [{"id": "a", "contacts": []}], "total_pages": 2})
        answer("/services?page=2&per_page=100", {"contents": [{"id": "b", "contacts": []}], "total_pages": 2})

        with pytest.raises(ImportFailure, match="stopped after an hour") if stopped else nullcontext():
            fetch_feed(server, allow_private=True)

    @pytest.mark.parametrize(("spare", "refused"), [(0, False), (-1, True)])
    def test_all_pages_together_may_have_as_much_as_a_file(self, server, monkeypatch, spare, refused):
        for number in (1, 2):
            answer(
                f"/services?page={number}&per_page=100", {"contents": [{"id": "a", "contacts": []}], "total_pages": 2}
            )
        size = sum(len(body) for _status, _headers, body in PAGES.values())
        monkeypatch.setattr(openreferral_feed, "MOST_BYTES", size + spare)

        with pytest.raises(ImportFailure, match="more than 60 MB") if refused else nullcontext():
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
