"""Every address of the portal takes odd text and bytes without an error of ours (status 500 and above)."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from tests.responses import release

ODD = [
    "%00",
    "%FF%FE",
    "%ED%A0%80",
    "%F0%9F%98%80",
    "%E2%80%AE",
    "'\"><script>",
    "..%2F..%2Fetc",
    "9" * 30,
    "-1",
    "a" * 300,
]
ODD_QUERIES = [
    "q=%00&page=%00&postcode=%FF",
    "page=-1&age=99&price=abc&within=NaN&sort=%00&next=no-path",
    "page=99999999999999999999&age=%F0%9F%98%80",
    "q=" + "x" * 7000,
    "%FF=%FF&=&&&;;==&q",
    "q[]=1&q.__class__=1&ids=1,2,%00,x&next=//evil.example",
    "&".join(f"q={number}" for number in range(600)),
]
# Wagtail's own admin has hundreds of addresses, tested by Wagtail; ours under it are walked.
FOREIGN = ("wagtail.", "allauth.mfa.webauthn")
SAMPLE = {
    "int": "1",
    "slug": "a-slug",
    "uuid": "0b0f4d2c-6f5f-4f9c-8a53-2a4b2c0d9e11",
    "str": "text",
    "path": "some/path",
    "colour": "005a70",
}


def routes(patterns=None, prefix=""):
    """Every route of ours as a template, like `services/<slug:slug>/`."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not pattern.callback.__module__.startswith(FOREIGN):
            yield route, pattern.pattern


def fill(route, pattern, odd):
    """An address for a route: ordinary values, or one odd value in place of every variable."""
    parts = []
    for part in route.replace("$", "").split("<"):
        if ">" not in part:
            parts.append(part)
            continue
        variable, rest = part.split(">", 1)
        kind = variable.split(":")[0] if ":" in variable else "str"
        parts.append((odd or SAMPLE.get(kind, "text")) + rest)
    return "/" + "".join(parts)


def addresses():
    for route, pattern in routes():
        if isinstance(pattern, RegexPattern) and "(" in route:
            continue
        assert isinstance(pattern, RoutePattern | RegexPattern)
        yield fill(route, pattern, None)
        if "<" in route:
            yield from (fill(route, pattern, odd) for odd in ODD)


ADDRESSES = sorted(set(addresses()))
PLAIN = [address for address in ADDRESSES if not any(odd in address for odd in ODD)]


def is_our_fault(response):
    release(response)
    # 503 is what /readyz is for.
    return response.status_code >= 500 and response.request["PATH_INFO"] != "/readyz"


@pytest.fixture(params=["visitor", "officer"])
def walker(request, client, admin_user):
    client.raise_request_exception = False
    if request.param == "officer":
        client.force_login(admin_user)
    return client


# PostgreSQL takes less than SQLite does: no NUL, no number or text that does not fit.
@pytest.mark.one_database("postgresql")
@pytest.mark.django_db
class TestEveryAddress:
    def test_there_are_addresses_to_walk(self):
        assert len(ADDRESSES) > 50

    def test_odd_text_in_the_path(self, walker):
        assert [address for address in ADDRESSES if is_our_fault(walker.get(address))] == []

    @pytest.mark.parametrize("query", ODD_QUERIES, ids=lambda query: query[:30])
    def test_odd_text_in_the_query(self, walker, query):
        assert [address for address in PLAIN if is_our_fault(walker.get(address, QUERY_STRING=query))] == []

    def test_odd_forms(self, walker):
        body = {
            "q": "\x00\ufffd",
            "id": "9" * 40,
            "name": "x" * 5000,
            "email": "a@b\r\nBcc: c@d",
            "next": "no-path-\U0001f600",
        }
        faults = []
        for address in ADDRESSES:
            broken = walker.post(address, data=b"--x\r\n\xff\x00", content_type="multipart/form-data; boundary=x")
            faults += [address] if is_our_fault(walker.post(address, body)) or is_our_fault(broken) else []

        assert faults == []

    def test_a_method_that_no_page_knows(self, walker):
        assert [address for address in PLAIN if is_our_fault(walker.generic("BREW", address))] == []
