"""Every kind of answer carries its headers: security.md of the project's rules, 7 to 11."""

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.documents import get_document_model

from localoffer.core.middleware import security_headers
from tests.factories.directory import LocationFactory, ServiceFactory
from tests.factories.pages import InformationPageFactory
from tests.responses import release

pytestmark = pytest.mark.django_db

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}


def policy(response):
    return {directive.strip() for directive in response["Content-Security-Policy"].split(";")}


def answers(client):
    """One answer of each kind that a visitor can get. Pictures, which other sites may show, have `test_media.py`."""
    service = ServiceFactory(at=[LocationFactory()])
    yield client.get(InformationPageFactory().get_url())
    yield client.get(service.get_absolute_url())
    yield client.get(service.provider.get_absolute_url())
    yield client.get(f"/list/?ids={service.short_code}")
    yield client.get("/find/export.csv")
    yield client.get("/sitemap.xml")
    yield client.get("/help-now/")
    yield client.get("/find/")
    yield client.get("/nowhere/")
    yield client.get("/healthz")
    yield client.get("/accounts/login/")
    yield client.get("/cms/")
    yield release(client.get("/static/images/icons.svg"))
    yield client.post("/display/", {}, headers={"Sec-Fetch-Site": "cross-site"})
    yield client.get("/find/", headers={"host": "evil.example"})


class TestEveryAnswer:
    def test_carries_the_general_headers(self, strict_client):
        for response in answers(strict_client):
            said = {name.lower(): value for name, value in response.items()}
            address = response.request["PATH_INFO"], response.status_code
            assert said["x-content-type-options"] == "nosniff", address
            assert said["referrer-policy"] == "strict-origin-when-cross-origin", address
            assert said["cross-origin-opener-policy"] == "same-origin", address
            assert said["cross-origin-resource-policy"] == "same-origin", address
            assert "geolocation=()" in said["permissions-policy"], address
            assert "content-security-policy" in said, address
            assert "server" not in said, address

    def test_outside_the_cms_has_the_strict_policy(self, strict_client):
        for response in answers(strict_client):
            if not response.request["PATH_INFO"].startswith("/cms/"):
                assert policy(response) == STRICT, response.request["PATH_INFO"]
                assert response["X-Frame-Options"] == "DENY"

    def test_a_document_may_do_even_less(self, strict_client):
        file = get_document_model().objects.create(title="A file", file=ContentFile(b"<script>", name="file.txt"))

        response = release(strict_client.get(file.url))

        assert policy(response) == {"default-src 'none'"}
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Content-Disposition"].startswith("attachment")

    def test_an_error_of_ours_too(self, client, monkeypatch):
        monkeypatch.setattr("localoffer.core.health.readiness_problem", lambda: 1 / 0)
        client.raise_request_exception = False

        response = client.get("/readyz")

        assert response.status_code == 500
        assert policy(response) == STRICT
        assert b"ZeroDivisionError" not in response.content


class TestPublicPages:
    @pytest.mark.parametrize("address", ["/help-now/", "/find/", "/nowhere/", "/healthz"])
    def test_set_no_cookie(self, client, address):
        response = client.get(address)

        assert not response.cookies
        assert "Set-Cookie" not in response

    def test_are_not_kept_by_shared_caches(self, client):
        assert client.get("/help-now/")["Cache-Control"] == "private, no-cache"

    def test_may_be_found_by_search_engines(self, client):
        assert "X-Robots-Tag" not in client.get("/help-now/")


class TestPrivatePages:
    def test_signing_in_is_not_stored_and_not_indexed(self, client):
        response = client.get("/accounts/login/")

        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex, nofollow"

    def test_a_page_with_a_csrf_token_is_private_wherever_it_is(self):
        def view(request):
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
            return HttpResponse()

        response = security_headers(view)(RequestFactory().get("/feedback/"))

        assert response["Cache-Control"] == "private, no-store"

    def test_a_view_may_mark_its_answer_as_private(self):
        def view(request):
            response = HttpResponse()
            response.private_page = True
            return response

        assert security_headers(view)(RequestFactory().get("/my/abc/"))["X-Robots-Tag"] == "noindex, nofollow"


class TestCms:
    def test_has_the_looser_policy_and_nothing_more(self, admin_client):
        response = admin_client.get("/cms/")

        loosened = policy(response) - STRICT
        assert loosened == {
            "script-src 'self' 'unsafe-inline'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "frame-src 'self'",
            "frame-ancestors 'self'",
        }
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "no-store" in response["Cache-Control"]

    def test_sends_everybody_to_the_one_page_for_signing_in(self, client):
        assert client.get("/cms/").url == "/accounts/login/?next=/cms/"
        assert client.get("/cms/login/?next=/cms/pages/").url == "/accounts/login/?next=/cms/pages/"
        assert client.get("/cms/password_reset/").status_code == 404
