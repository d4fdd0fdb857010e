"""The officers' home: one queue, people before dates and then the oldest first, of what concerns the person alone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from directory.models import Service
from localoffer.core.registries import QueueItem, QueueSource, queue_sources
from localoffer.core.today import Queue, list_of
from localoffer.pages.models import GuidePage, HomePage, InformationPage
from localoffer.pages.officers.cms.queue import SOURCES
from localoffer.pages.officers.links import collecting
from localoffer.pages.officers.models import Link
from localoffer.pages.officers.page_rows import overdue
from localoffer.pages.officers.previews import add_comment, make_link
from tests.factories.core import TeamFactory
from tests.factories.directory import ServiceFactory
from tests.factories.formats import FormatRequestFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db
HOME = "/cms/"
KEY = "a-key"


@pytest.fixture(autouse=True)
def _nothing_to_do_for_the_home_page(db):
    """A new site's home page waits for somebody to look at it; here it does not."""
    HomePage.objects.update(review_due=date(2099, 12, 31))


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


def overdue_page(days=1, **facts):
    return InformationPageFactory(review_due=days_ago(days), **facts)


def broken_link(url="https://gone.example/", days=1):
    page = InformationPageFactory(body=[("text", f'<p><a href="{url}">x</a></p>')], title="Leads nowhere")
    collecting.collect_all()
    Link.objects.filter(url=url).update(
        status="broken", answer=404, failing_since=timezone.now() - timedelta(days=days)
    )
    return page


def queue_of(client, **query):
    return client.get(reverse("core_cms:today"), query)


def whats(response):
    return [row.item.what for row in response.context["rows"]]


class TestOneQueue:
    def test_kinds_are_mixed_and_the_oldest_stands_first(self, cms):
        overdue_page(5, title="Page of five days")
        ServiceFactory(name="Service of nine days", review_due=days_ago(9))
        broken_link(days=7)

        assert whats(queue_of(cms)) == [
            "Service of nine days",
            "Leads nowhere: link to gone.example",
            "Page of five days",
        ]

    def test_people_who_wait_stand_before_checks_that_are_due(self, cms):
        for number in range(12):
            ServiceFactory(review_due=days_ago(number + 20))
        editor = person("Editors")
        for number, title in enumerate(["Came today", "Came yesterday"]):
            page = InformationPageFactory(title=title, live=False)
            page.save_revision()
            state = page.get_workflow().start(page, editor)
            WorkflowState.objects.filter(pk=state.pk).update(created_at=timezone.now() - timedelta(days=number))

        assert [row.item.what for row in cms.get(HOME).context["rows"]][:2] == ["Came yesterday", "Came today"]

    def test_each_source_says_whether_somebody_waits(self):
        assert {source.name for source in queue_sources if source.somebody_waits} == {
            "drafts-page",
            "drafts-sent-back",
            "drafts-service",
            "drafts-provider",
            "drafts-location",
            "formats-wanted",
            "preview-comments",
        }

    def test_the_home_page_shows_ten_and_says_how_many_more(self, cms):
        for number in range(12):
            ServiceFactory(review_due=days_ago(number + 1))

        response = cms.get(HOME)

        assert response.content.decode().count("Check it: ") == 10
        assert "Show 2 more" in response.content.decode()

    def test_a_row_says_what_why_how_long_and_what_to_do(self, cms):
        overdue_page(5, title="Waiting well")

        row = queue_of(cms).context["rows"][0]

        assert (row.item.what, row.days, row.item.action) == ("Waiting well", 5, "Check it")
        assert row.item.why.startswith("Check was due on ")

    def test_each_kind_leads_to_a_list_that_opens(self, cms):
        assert {cms.get(list_of(source)).status_code for source in queue_sources} == {200}

    def test_a_kind_without_a_list_of_its_own_is_shown_alone(self, cms):
        overdue_page(title="To check")
        FormatRequestFactory(page="Short breaks")

        response = queue_of(cms, kind="formats-wanted")

        assert [row.item.why for row in response.context["rows"]] == ["Somebody asked for Short breaks"]
        assert [(kind.number, kind.is_shown) for kind in response.context["queue"].kinds] == [(1, False), (1, True)]

    def test_the_pages_of_a_kind_stay_with_it(self, cms):
        for _number in range(60):
            FormatRequestFactory()

        response = queue_of(cms, kind="formats-wanted")

        assert "?kind=formats-wanted&amp;page=2" in response.content.decode()
        assert len(queue_of(cms, kind="formats-wanted", page=2).context["rows"]) == 10

    def test_a_kind_of_which_nothing_waits_says_so(self, cms):
        overdue_page(title="To check")

        assert "Nothing waiting." in queue_of(cms, kind="formats-wanted").content.decode()

    def test_pages_of_the_queue(self, cms):
        for number in range(60):
            ServiceFactory(name=f"S{number}", review_due=days_ago(100 - number))

        assert whats(queue_of(cms, page=2)) == [f"S{number}" for number in range(50, 60)]

    @pytest.mark.parametrize("query", [{"page": "x"}, {"page": "-1"}, {"page": "9" * 30}, {"kind": "\0unknown"}])
    def test_odd_addresses_show_the_queue(self, cms, query):
        ServiceFactory(name="S", review_due=days_ago(1))

        assert whats(queue_of(cms, **query)) == ["S"]

    def test_a_page_that_never_had_a_day_is_due(self, cms):
        page = InformationPageFactory(title="No day")
        InformationPage.objects.filter(pk=page.pk).update(review_due=None)

        assert [row.item.why for row in queue_of(cms).context["rows"]] == ["Has no date for its next check"]

    def test_another_app_adds_its_rows_by_the_registry(self, rf, officer):
        item = QueueItem("Answer a comment", "Somebody asked", date(2020, 1, 1), "/cms/", "Answer")
        source = QueueSource("feedback", "Feedback", lambda r: 1, lambda r, limit: [item])
        queue_sources.register(source)
        request = rf.get("/")
        request.user = officer
        try:
            assert [row.item for row in Queue(request).rows(5)] == [item]
        finally:
            queue_sources.unregister("feedback")


class TestMuchTooLate:
    """After 90 days an officer is asked to check a page or to take it down."""

    def test_after_90_days_the_row_proposes_to_take_it_down(self, cms):
        overdue_page(91, title="Forgotten")
        overdue_page(90, title="Late")

        rows = [(row.item.what, row.item.action) for row in queue_of(cms).context["rows"]]

        assert rows == [("Forgotten", "Check it or take it down"), ("Late", "Check it")]

    def test_a_council_chooses_the_days(self, cms, settings):
        settings.PAGE_TAKE_DOWN_AFTER_DAYS = 10
        overdue_page(11)

        assert [row.item.action for row in queue_of(cms).context["rows"]] == ["Check it or take it down"]

    def test_each_kind_leads_to_its_own_pages(self, cms):
        overdue_page(91, title="Forgotten")
        overdue_page(5, title="Late")

        lists = {source.name: cms.get(source.url()).context["rows"] for source in SOURCES[:2]}

        assert {name: [row["title"] for row in rows] for name, rows in lists.items()} == {
            "pages-due": ["Late"],
            "pages-to-take-down": ["Forgotten"],
        }

    def test_the_report_has_both_kinds(self, cms):
        overdue_page(91, title="Forgotten")
        overdue_page(5, title="Late")

        rows = cms.get(reverse("officers:checks"), {"show": "nonsense"}).context["rows"]

        assert [row["title"] for row in rows] == ["Forgotten", "Late"]

    def test_its_page_offers_to_take_it_down(self, cms):
        forgotten, late = overdue_page(91), overdue_page(5)
        pages = {
            page: cms.get(reverse("officers:confirm", args=[page.pk])).content.decode() for page in (forgotten, late)
        }

        assert reverse("wagtailadmin_pages:unpublish", args=[forgotten.pk]) in pages[forgotten]
        assert reverse("wagtailadmin_pages:unpublish", args=[late.pk]) not in pages[late]

    @pytest.mark.parametrize(("days", "said"), [(1, "more than 1 day late"), (90, "more than 90 days late")])
    def test_page_and_list_say_after_how_many_days(self, cms, settings, days, said):
        settings.PAGE_TAKE_DOWN_AFTER_DAYS = days
        page = overdue_page(91)

        for address in (reverse("officers:confirm", args=[page.pk]), reverse("officers:checks") + "?show=late"):
            assert said in cms.get(address).content.decode()

    def test_the_home_page_is_only_to_be_checked(self, cms):
        HomePage.objects.update(review_due=days_ago(400))

        assert [row.item.action for row in queue_of(cms).context["rows"]] == ["Check it"]

    @pytest.mark.parametrize("role", ["Editors", "Young editors", "Review group"])
    def test_nobody_else_is_asked(self, client, role):
        overdue_page(91)
        client.force_login(person(role))

        assert whats(queue_of(client)) == []


class TestEmpty:
    def test_it_says_when_the_next_review_is_due(self, cms):
        InformationPageFactory(review_due=date(2099, 6, 2))
        Page.objects.filter(title__in=["Home", "Topic"]).update(live=False)
        ServiceFactory(review_due=date(2099, 6, 9))

        content = cms.get(HOME).content.decode()

        assert "Nothing waiting." in content
        assert "Next review due on Tuesday 2 June 2099." in content

    @pytest.mark.parametrize("role", ["Editors", "Young editors", "Review group"])
    def test_it_says_so_to_people_who_confirm_nothing(self, client, role):
        InformationPageFactory(review_due=date(2099, 6, 2))
        Page.objects.filter(title__in=["Home", "Topic"]).update(live=False)
        client.force_login(person(role))

        assert "Next review due on Tuesday 2 June 2099." in client.get(HOME).content.decode()

    def test_a_page_that_is_due_today_is_not_late_yet(self, cms):
        InformationPageFactory(review_due=timezone.localdate())

        assert "Nothing waiting." in cms.get(HOME).content.decode()


class TestWhoSeesWhat:
    def sees(self, client, who):
        client.force_login(who)
        return whats(queue_of(client))

    def test_checks_of_pages_are_for_those_who_publish(self, client, officer):
        overdue_page(title="A page")

        assert self.sees(client, officer) == ["A page"]
        assert self.sees(client, person("Editors")) == []
        assert self.sees(client, person("Review group")) == []

    def test_broken_links_are_for_those_who_mend_them(self, client, officer):
        broken_link()

        for who, count in ((officer, 1), (person("Editors"), 1), (person("Review group"), 0)):
            assert len(self.sees(client, who)) == count

    def test_a_draft_waits_for_those_who_may_approve_it(self, client, officer):
        editor = person("Editors")
        page = InformationPageFactory(title="Old words", live=False)
        page.title = "New words"
        page.save_revision(user=editor)
        page.get_workflow().start(page, editor)

        assert self.sees(client, officer) == ["New words"]
        assert self.sees(client, editor) == []

    def test_comments_come_to_those_who_may_edit_the_draft(self, client, officer):
        service = ServiceFactory(name="Swim club", review_due=date(2099, 1, 1))
        link, _token = make_link(draft=service, user=officer, days=14)
        add_comment(link=link, key=KEY, name="", text="Too long.")

        assert self.sees(client, officer) == ["Swim club"]
        assert self.sees(client, person("Review group")) == []

    def test_nobody_sees_it_without_signing_in(self, client):
        assert queue_of(client).status_code == 302


class TestTypesOfPage:
    def test_those_of_which_there_is_no_live_page_are_not_asked(self):
        overdue_page(live=False)
        assert list(overdue()) == []
        assert InformationPage._meta.db_table not in str(overdue().query)

        page = overdue_page()

        assert [row["pk"] for row in overdue()] == [page.pk]
        assert GuidePage._meta.db_table not in str(overdue().query)

    def test_a_site_without_any_live_page_has_none_to_check(self):
        overdue_page()
        Page.objects.update(live=False)

        assert list(overdue()) == []


class TestQueries:
    """The numbers are compared after two visits: what a process remembers is filled, and is not read anew."""

    def pages(self, number):
        team = TeamFactory()
        for _number in range(number):
            page = overdue_page(owner_team=team, body=[("text", f'<a href="https://{_number}.example/">x</a>')])
            page.save_revision()
        collecting.collect_all()
        Link.objects.update(status="broken", answer=404, failing_since=timezone.now())

    def services(self, number, letter):
        service = ServiceFactory()
        facts = {field.attname: getattr(service, field.attname) for field in service._meta.concrete_fields}
        copies = [
            facts | {"id": None, "slug": f"{letter}-{n}", "short_code": f"{letter}{n:05d}", "review_due": days_ago(3)}
            for n in range(number)
        ]
        Service.objects.bulk_create(Service(**copy) for copy in copies)

    def asked(self, client, address):
        for _visit in range(2):
            client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    @pytest.mark.parametrize("address", [HOME, "/cms/today/", "/cms/reports/page-checks/", "/cms/reports/links/"])
    def test_more_pages_and_links_cost_no_more_queries(self, cms, address):
        self.pages(2)
        few = self.asked(cms, address)
        self.pages(10)

        assert self.asked(cms, address) == few

    def test_home_with_10_and_with_100_services(self, cms):
        self.services(10, "A")
        few = self.asked(cms, HOME)
        self.services(100, "B")

        assert self.asked(cms, HOME) == few
