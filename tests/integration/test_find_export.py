"""The results as a spreadsheet."""

import csv
import io
from datetime import UTC, date, datetime, time

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from directory import find_export
from directory.models import Location, Service, ServiceContact
from tests.factories.directory import (
    AreaFactory,
    ImportSourceFactory,
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)


def rows_of(client, **query) -> list[dict[str, str]]:
    response = client.get("/find/export.csv", query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.django_db
class TestExport:
    def test_holds_what_a_professional_needs(self, client, settings):
        settings.BASE_URL = "https://offer.example.org"
        clinic = LocationFactory(
            name="Leigh clinic", address_1="2 High Street", town="Leigh-on-Sea", postcode="SS9 1AA"
        )
        route = TermFactory(vocabulary=VocabularyFactory(slug="route"), label="A professional refers you")
        service = ServiceFactory(
            name="Speech clinic",
            provider=ProviderFactory(name="Harbour Therapies"),
            summary="One-to-one therapy.",
            min_age=2,
            max_age=11,
            price_from=0,
            referral_criteria="Fewer than 50 words at 2.",
            wait="About 14 weeks",
            wait_as_of=date(2026, 3, 2),
            last_confirmed_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
            terms=[route],
            at=[clinic],
        )
        ServiceContact.objects.create(service=service, phone="01632 960 101", email="speech@example.org")

        (row,) = rows_of(client, q="speech")

        assert row["Service"] == "Speech clinic"
        assert row["Provider"] == "Harbour Therapies"
        assert row["How to get it"] == "A professional refers you"
        assert row["Referral criteria"] == "Fewer than 50 words at 2."
        assert row["Cost"] == "Free"
        assert row["Places"] == "Leigh clinic, 2 High Street, Leigh-on-Sea, SS9 1AA"
        assert (row["Phone"], row["E-mail"]) == ("01632 960 101", "speech@example.org")
        assert (row["Waiting time"], row["Waiting time true on"]) == ("About 14 weeks", "2026-03-02")
        assert row["Last checked"] == "2026-03-01"
        assert row["On this site"] == f"https://offer.example.org/s/{service.short_code}/"

    def test_a_paused_service_says_so(self, client):
        ServiceFactory(status=Service.Status.PAUSED, status_until=date(2199, 4, 22), status_reason="No hall.")

        (row,) = rows_of(client)

        assert row["Running now"] == "Paused until Monday 22 April 2199. No hall."

    def test_says_who_may_come_and_whether_it_comes_to_the_family(self, client):
        ServiceFactory(coverage=Service.Coverage.NATIONAL, online=True, home_visit=True)

        (row,) = rows_of(client)

        assert (row["Running now"], row["Area"]) == ("Yes", "The whole country; Online or by phone; At your home")

    def test_times_have_their_places_and_those_that_ended_are_left_out(self, client):
        hall = LocationFactory(name="Leigh hall", town="Leigh-on-Sea")
        service = ServiceFactory(at=[hall, LocationFactory()])
        ScheduleFactory(service=service, days="TU", opens_at=time(9, 30), closes_at=time(11), location=hall)
        ScheduleFactory(service=service, days="FR", valid_to=date(2020, 1, 1))

        (row,) = rows_of(client)

        assert row["Times"] == "Every Tuesday, 9.30am to 11am, Leigh hall, Leigh-on-Sea"

    def test_a_price_does_not_hide_what_else_is_known_about_cost(self, client):
        cost = TermFactory(vocabulary=VocabularyFactory(slug="cost"), label="Personal budget accepted")
        ServiceFactory(price_from=8, price_unit="a session", cost_notes="Siblings come free.", terms=[cost])

        (row,) = rows_of(client)

        assert row["Cost"] == "From £8 a session. Personal budget accepted. Siblings come free"

    def test_says_what_is_needed_what_is_free_and_how_far_to_rely_on_it(self, client):
        plan = TermFactory(vocabulary=VocabularyFactory(slug="plan"), label="EHC plan needed")
        source = ImportSourceFactory(name="Schools register")
        ServiceFactory(
            terms=[plan],
            vacancies="2 places",
            vacancies_as_of=date(2026, 3, 2),
            source=source,
            source_dated=date(2019, 8, 31),
        )

        (row,) = rows_of(client)

        assert row["Diagnosis or plan needed"] == "EHC plan needed"
        assert (row["Places free"], row["Places free true on"]) == ("2 places", "2026-03-02")
        assert row["How fresh it is"] == "From Schools register, dated 31 August 2019; not yet checked by us"

    def test_a_place_that_is_not_published_is_left_out(self, client):
        ServiceFactory(at=[LocationFactory(name="Leigh hall"), LocationFactory(name="Old hall", live=False)])

        (row,) = rows_of(client)

        assert row["Places"] == "Leigh hall"

    def test_has_the_services_of_the_search_in_its_order(self, client):
        for name in ("Beta club", "Alpha club", "Other group"):
            ServiceFactory(name=name)

        assert [row["Service"] for row in rows_of(client, q="club", sort="name")] == ["Alpha club", "Beta club"]

    def test_a_hidden_address_stays_hidden(self, client):
        ward = AreaFactory(name="Belfairs")
        refuge = LocationFactory(
            name="Secret House",
            address_1="1 Hidden Way",
            postcode="SS9 9ZZ",
            ward=ward,
            visibility=Location.Visibility.AREA_ONLY,
        )
        ServiceFactory(at=[refuge])

        (row,) = rows_of(client)

        assert row["Places"] == "Belfairs"
        assert not any(secret in str(row) for secret in ("Secret", "Hidden", "9ZZ"))

    def test_words_never_become_formulas(self, client):
        ServiceFactory(name="=HYPERLINK(1)", summary="+1")

        (row,) = rows_of(client)

        assert (row["Service"], row["What it is"]) == ("'=HYPERLINK(1)", "'+1")

    def test_the_same_rows_come_as_xlsx(self, client):
        ServiceFactory(name="Clay club")

        response = client.get("/find/export.xlsx?q=clay")

        sheet = load_workbook(io.BytesIO(response.content)).active
        assert sheet["A1"].value == "Service"
        assert sheet["A2"].value == "Clay club"

    def test_what_is_not_public_is_left_out(self, client):
        ServiceFactory(live=False)
        ServiceFactory(status=Service.Status.CLOSED)

        assert rows_of(client) == []

    def test_rows_are_capped(self, client, monkeypatch):
        monkeypatch.setattr(find_export, "MOST_ROWS", 3)
        ServiceFactory.create_batch(5)

        assert len(rows_of(client)) == 3

    def test_queries_do_not_grow_with_the_rows(self, client, django_assert_max_num_queries):
        ServiceFactory.create_batch(30, at=[LocationFactory()])
        client.get("/find/export.csv")

        with django_assert_max_num_queries(10):
            client.get("/find/export.csv")

    def test_nobody_keeps_a_copy_on_the_way(self, client):
        response = client.get("/find/export.csv")

        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert "attachment" in response["Content-Disposition"]
        assert not response.cookies

    def test_one_household_cannot_ask_for_it_without_end(self, client):
        statuses = [client.get("/find/export.csv").status_code for _n in range(find_export.MOST_EXPORTS + 1)]

        assert statuses[-2:] == [200, 429]
        cache.clear()
        assert client.get("/find/export.csv").status_code == 200
