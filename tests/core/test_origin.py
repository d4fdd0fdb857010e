import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from localoffer.core.origin import same_origin_post


@same_origin_post
def change(request):
    return HttpResponse("changed")


def send(**headers):
    return change(RequestFactory().post("/list/", headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "http://testserver"},
        {"Referer": "http://testserver/find/?q=autism"},
    ],
)
def test_a_form_of_our_own_pages_passes(headers):
    assert send(**headers).content == b"changed"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver:8080"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Referer": "http://evil.example/?http://testserver/"},
        {"Origin": "http://evil.example", "Referer": "http://testserver/"},
        {},
    ],
)
def test_a_form_from_elsewhere_or_from_nowhere_is_refused(headers):
    with pytest.raises(PermissionDenied):
        send(**headers)


def test_reading_needs_no_proof():
    assert change(RequestFactory().get("/list/")).content == b"changed"


def test_no_csrf_token_is_asked_for():
    assert change.csrf_exempt
