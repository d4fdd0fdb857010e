import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from localoffer import urls as ours
from localoffer.core import errors
from localoffer.core.models import CouncilSettings


def raising(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("bad/", raising(SuspiciousOperation())),
    path("forbidden/", raising(PermissionDenied())),
    path("broken/", raising(RuntimeError("secret detail"))),
    path("database-away/", raising(OperationalError("secret detail"))),
    path("gone/", errors.gone),
    path("too-many/", errors.too_many),
    path("form/", csrf_protect(require_POST(lambda request: HttpResponse("sent")))),
    *ours.urlpatterns,
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error

CASES = [
    ("/bad/", 400),
    ("/forbidden/", 403),
    ("/not-there/", 404),
    ("/form/", 405),
    ("/gone/", 410),
    ("/too-many/", 429),
    ("/broken/", 500),
    ("/database-away/", 503),
]


@pytest.fixture
def visitor(db, site_tree):
    CouncilSettings.objects.create(site=site_tree, phone="01632 960 100", place_name="Samplechester")
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


def test_the_address_at_which_wagtail_fails_on_purpose_is_not_there(admin_client, site_tree):
    assert admin_client.get("/cms/failwhale/").status_code == 404


@pytest.mark.parametrize(("address", "status"), CASES)
class TestEveryErrorPage:
    def test_the_status_is_right(self, visitor, address, status):
        assert visitor.get(address).status_code == status

    def test_it_stands_in_the_frame_with_a_number_to_call(self, visitor, address, status):
        visitor.get("/cookies/")

        page = visitor.get(address).content.decode()

        assert "lo-header" in page
        assert 'href="tel:01632960100"' in page

    def test_it_keeps_the_visitor_s_theme(self, visitor, address, status):
        visitor.cookies["display"] = "theme:dark"

        assert ' data-theme="dark"' in visitor.get(address).content.decode()

    def test_it_carries_the_same_headers(self, visitor, address, status):
        headers = visitor.get(address).headers

        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"

    def test_it_shows_no_details(self, visitor, address, status):
        assert "secret detail" not in visitor.get(address).content.decode()


class TestFaultsOfOurOwn:
    @pytest.mark.parametrize("address", ["/broken/", "/database-away/"])
    def test_a_warm_process_asks_the_database_nothing(self, visitor, django_assert_num_queries, address):
        visitor.get("/cookies/")

        with django_assert_num_queries(0):
            page = visitor.get(address).content.decode()

        assert "Samplechester" in page

    def test_a_cold_process_asks_the_database_nothing_either(self, visitor, django_assert_num_queries, settings):
        settings.FALLBACK_PHONE = "01632 960 999"

        with django_assert_num_queries(0):
            page = visitor.get("/broken/").content.decode()

        assert 'href="tel:01632960999"' in page

    def test_even_a_broken_frame_ends_in_words_and_a_number(self, visitor, settings, monkeypatch):
        settings.FALLBACK_PHONE = "01632 960 999"
        monkeypatch.setattr(errors, "render_to_string", raising(RuntimeError("frame")))

        response = visitor.get("/broken/")

        assert response.status_code == 500
        assert "01632 960 999" in response.content.decode()

    def test_the_browser_is_told_when_to_try_again(self, visitor):
        assert visitor.get("/database-away/").headers["Retry-After"] == "30"

    def test_nobody_keeps_a_copy(self, visitor):
        assert "no-store" in visitor.get("/broken/").headers["Cache-Control"]


class TestFormAddresses:
    def test_the_methods_that_are_allowed_stay_said(self, visitor):
        assert visitor.get("/form/").headers["Allow"] == "POST"

    def test_it_leads_on(self, visitor):
        page = visitor.get("/form/").content.decode()

        assert "Nothing was changed." in page
        assert 'role="search"' in page

    def test_programs_get_the_plain_answer(self, visitor):
        response = visitor.put("/form/")

        assert response.status_code == 405
        assert response.content == b""


class TestTooMany:
    def test_the_time_to_wait_stands_in_words_and_in_the_header(self, visitor):
        response = visitor.get("/too-many/")

        assert "Wait 5 minutes" in response.content.decode()
        assert response.headers["Retry-After"] == "300"


class TestExpiredForm:
    WORDS = "Everything that I wanted to tell you about the club"

    @pytest.fixture
    def strict(self, visitor):
        return Client(enforce_csrf_checks=True, raise_request_exception=False)

    def test_what_was_typed_is_shown_again(self, strict):
        response = strict.post("/form/", {"text": self.WORDS}, headers={"Origin": "http://testserver"})

        assert response.status_code == 403
        assert self.WORDS in response.content.decode()

    def test_a_password_is_not(self, strict):
        data = {"new_password": "a very long password indeed"}
        response = strict.post("/form/", data, headers={"Origin": "http://testserver"})

        assert "a very long password indeed" not in response.content.decode()

    def test_another_site_cannot_put_words_on_our_page(self, strict):
        response = strict.post("/form/", {"text": self.WORDS}, headers={"Origin": "https://evil.example"})

        assert self.WORDS not in response.content.decode()
