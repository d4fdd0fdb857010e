import pytest
from django.test import RequestFactory

from localoffer.core.clients import client_address, client_network


def request_from(address, forwarded=None):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **extra)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.1"),
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, None, ""),
        (1, "nonsense", ""),
    ],
)
def test_only_what_our_own_proxies_added_is_believed(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXY_COUNT = proxies

    assert client_address(request_from("10.0.0.1", forwarded)) == address


def test_a_household_on_ipv6_counts_as_one():
    assert client_network(request_from("2001:db8:1:2:aaaa::1")) == client_network(request_from("2001:db8:1:2:bbbb::2"))


def test_a_request_without_an_address_still_counts_somewhere():
    assert client_network(request_from("")) == "unknown"
