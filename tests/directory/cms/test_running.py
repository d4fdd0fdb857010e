"""The running of listings in the CMS: checks, pauses, archiving, merging, the Today list."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import (
    Service,
)
from localoffer.pages.models import HomePage
from tests.directory.cms.pages import LIST, errors_of, listed
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db


class TestRunning:
    def post(self, cms, name, listing, kind="service", **data):
        return cms.post(reverse(f"directory_cms:{name}", args=[kind, listing.pk]), data)

    def test_still_right(self, cms, officer):
        service = ServiceFactory()

        self.post(cms, "confirm", service)

        assert Service.objects.get().last_confirmed_by == officer

    def test_a_pause_without_a_reason_is_asked_for_it_at_the_field(self, cms):
        response = self.post(cms, "status", ServiceFactory(), status="paused")

        assert list(errors_of(response)) == ["reason"]

    def test_a_pause_with_a_reason_and_an_end(self, cms):
        until = timezone.localdate() + timedelta(days=10)

        self.post(cms, "status", ServiceFactory(), status="paused", reason="Works", until=until.isoformat())

        service = Service.objects.get()
        assert (service.status, service.status_reason, service.status_until) == ("paused", "Works", until)

    def test_a_closed_service_has_no_end_of_a_pause_in_its_form(self, cms):
        service = ServiceFactory(status="closed", status_reason="Gone", status_until=date(2026, 5, 3))

        page = cms.get(reverse("directory_cms:status", args=["service", service.pk]))

        assert page.context["form"].initial["until"] is None

    def test_a_service_opens_again_though_the_end_of_its_pause_stands_in_the_form(self, cms):
        ended = timezone.localdate() - timedelta(days=3)
        service = ServiceFactory(status="paused", status_reason="Works", status_until=ended)

        self.post(cms, "status", service, status="open", reason="Works", until=ended.isoformat())

        service.refresh_from_db()
        assert (service.status, service.status_until) == ("open", None)

    @pytest.mark.parametrize("days", [-3, 0, 3])
    def test_a_service_closes_though_the_end_of_its_pause_stands_in_the_form(self, cms, days):
        until = timezone.localdate() + timedelta(days=days)
        service = ServiceFactory(status="paused", status_reason="Works", status_until=until)

        self.post(cms, "status", service, status="closed", reason="Gone", until=until.isoformat())

        service.refresh_from_db()
        assert (service.status, service.status_until) == ("closed", timezone.localdate())

    @pytest.mark.parametrize("days", [-1, 5000])
    def test_a_date_of_the_next_check_is_near_and_to_come(self, cms, days):
        day = timezone.localdate() + timedelta(days=days)

        response = self.post(cms, "review-date", ServiceFactory(), review_due=day.isoformat())

        assert list(errors_of(response)) == ["review_due"]

    def test_archiving_one(self, cms):
        self.post(cms, "archive", ServiceFactory(), reason="Stopped in March")

        assert not Service.objects.get().live

    def test_the_button_unpublish_asks_for_a_reason_instead(self, cms):
        service = ServiceFactory()

        response = cms.post(reverse("wagtailsnippets_directory_service:unpublish", args=[service.pk]))

        assert response["Location"] == reverse("directory_cms:archive", args=["service", service.pk])
        assert Service.objects.get().live


class TestMerging:
    def test_both_stand_side_by_side_before_anything_happens(self, cms):
        keep = ServiceFactory(summary="Our words.")
        drop = ServiceFactory(summary="Their words.")

        page = cms.get(reverse("directory_cms:merge", args=["service", keep.pk]), {"other": drop.pk})

        assert {"Our words.", "Their words."} <= {text for row in page.context["rows"] for text in (row.keep, row.drop)}
        assert Service.objects.count() == 2

    def test_the_officer_says_which_one_stays(self, cms):
        one, two = ServiceFactory(), ServiceFactory()

        cms.post(reverse("directory_cms:merge", args=["service", one.pk]) + f"?other={two.pk}", {"keep": str(two.pk)})

        assert list(Service.objects.all()) == [two]

    @pytest.mark.parametrize("other", ["same", "99999", "x"])
    def test_a_wrong_choice_is_said_kindly(self, cms, other):
        service = ServiceFactory()
        other = service.pk if other == "same" else other

        page = cms.get(reverse("directory_cms:merge", args=["service", service.pk]), {"other": other})

        assert page.status_code == 200
        assert page.context["form"].errors

    def test_waiting_changes_stop_it_with_a_message(self, cms):
        keep, drop = ServiceFactory(), ServiceFactory()
        keep.save_revision()

        page = cms.post(
            reverse("directory_cms:merge", args=["service", keep.pk]) + f"?other={drop.pk}", {"keep": str(keep.pk)}
        )

        assert "not published yet" in page.content.decode()
        assert Service.objects.count() == 2

    def test_what_looks_alike_is_suggested(self, cms):
        service = ServiceFactory(name="Saturday swim")
        twin = ServiceFactory(name="saturday Swim")
        ServiceFactory(name="Choir")

        page = cms.get(reverse("directory_cms:merge", args=["service", service.pk]))

        assert list(page.context["suggestions"]) == [twin]


class TestHome:
    def test_checks_and_drafts_wait_in_one_list_and_the_numbers_are_those_of_the_rows(self, cms):
        editor = person("Editors")
        ServiceFactory(name="Late club", review_due=timezone.localdate() - timedelta(days=1))
        draft = ServiceFactory(name="New club", live=False)
        draft.save_revision(user=editor)
        draft.get_workflow().start(draft, editor)

        page = cms.get("/cms/").content.decode()

        assert "Checks of services: 1" in page
        assert "Late club" in page
        assert "New club" in page
        assert listed(cms.get(reverse(LIST), {"check": "overdue"})) == ["Late club"]
        assert listed(cms.get(reverse(LIST), {"state": "checking"})) == ["New club"]

    @pytest.mark.parametrize(("factory", "kinds"), [(ProviderFactory, "providers"), (LocationFactory, "places")])
    def test_so_do_checks_of_providers_and_places(self, cms, factory, kinds):
        late = factory(name="Late one", review_due=timezone.localdate() - timedelta(days=1))
        factory(name="A draft", live=False, review_due=None)

        page = cms.get("/cms/").content.decode()

        assert f"Checks of {kinds}: 1" in page
        assert "Late one" in page
        views = type(late).snippet_viewset
        assert reverse(views.get_url_name("edit"), args=[late.pk]) in page
        assert listed(cms.get(reverse(views.get_url_name("list")), {"check": "overdue"})) == ["Late one"]

    def test_a_pause_that_is_over_waits_for_somebody_to_open_the_service(self, cms):
        today = timezone.localdate()
        over = ServiceFactory(name="Back club", status="paused", status_reason="Works", status_until=today)
        later = today + timedelta(days=1)
        away = ServiceFactory(name="Away club", status="paused", status_reason="Works", status_until=later)

        page = cms.get("/cms/").content.decode()

        assert "Pauses that are over: 1" in page
        assert reverse("directory_cms:status", args=["service", over.pk]) in page
        assert reverse("directory_cms:status", args=["service", away.pk]) not in page
        assert listed(cms.get(reverse(LIST), {"state": "pause-over"})) == ["Back club"]

    def test_nothing_waiting_is_said(self, cms):
        HomePage.objects.update(review_due=timezone.localdate())

        assert "Nothing waiting." in cms.get("/cms/").content.decode()

    def test_somebody_who_only_reads_sees_no_work_and_no_buttons(self, client):
        client.force_login(person("Review group"))
        ServiceFactory(name="Late club", review_due=timezone.localdate() - timedelta(days=1))
        ServiceFactory(name="Back club", status="paused", status_reason="Works", status_until=timezone.localdate())

        page = client.get("/cms/").content.decode()

        assert "Late club" not in page
        assert "Back club" not in page
        assert "New service" not in page
