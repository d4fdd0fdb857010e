"""What makes a link broken, and how politely it is asked for."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from localoffer.core.fetching import Answer, FetchFailure
from localoffer.pages.officers.links import actions, external, internal
from localoffer.pages.officers.links.outcomes import Outcome, Verdict, of_status
from localoffer.pages.officers.models import Link
from tests.factories.directory import ServiceFactory
from tests.factories.pages import InformationPageFactory

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 2, 4, 10, tzinfo=UTC)


def linked(url):
    InformationPageFactory(body=[("text", f'<p><a href="{url}">x</a></p>')])


@pytest.fixture
def web(monkeypatch):
    """Other sites: what they answer by address, and what they were asked."""

    class Web:
        def __init__(self):
            self.answers, self.asked = {}, []

        def follow(self, url, manners):
            self.asked.append((manners.method, url))
            answer = self.answers.get((manners.method, url), self.answers.get(url, 200))
            if isinstance(answer, str):
                raise FetchFailure(answer, "no")
            return Answer(answer)

    web = Web()
    monkeypatch.setattr(external, "follow", web.follow)
    monkeypatch.setattr(external, "SECONDS_BETWEEN", 0)
    return web


class TestOutcomes:
    @pytest.mark.parametrize(
        ("status", "verdict"),
        [
            (200, Verdict.GOOD),
            (304, Verdict.GOOD),
            (404, Verdict.GONE),
            (410, Verdict.GONE),
            (401, Verdict.UNSURE),
            (403, Verdict.UNSURE),
            (429, Verdict.UNSURE),
            (400, Verdict.FAILED),
            (500, Verdict.FAILED),
            (503, Verdict.FAILED),
        ],
    )
    def test_what_a_status_says(self, status, verdict):
        assert of_status(status).verdict == verdict


class TestAsking:
    def test_only_the_head_where_that_is_enough(self, web):
        external.look("https://a.example/")

        assert web.asked == [("HEAD", "https://a.example/")]

    @pytest.mark.parametrize("refusal", [404, 405, 403, 500, FetchFailure.NO_ANSWER])
    def test_what_refuses_the_head_is_asked_for_the_page(self, web, refusal):
        web.answers["HEAD", "https://a.example/"] = refusal

        assert external.look("https://a.example/").verdict == Verdict.GOOD

    @pytest.mark.parametrize("reason", [FetchFailure.PRIVATE, FetchFailure.NO_HOST, FetchFailure.REDIRECTS])
    def test_what_may_not_or_cannot_be_asked_is_not_asked_twice(self, web, reason):
        web.answers["https://a.example/"] = reason

        assert external.look("https://a.example/").problem == reason
        assert len(web.asked) == 1

    @pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.8/", "http://[::1]/", "http://localhost/"])
    def test_addresses_inside_are_never_asked(self, url, monkeypatch):
        monkeypatch.setattr("localoffer.core.fetching.socket.create_connection", pytest.fail)

        assert external.look(url).problem == FetchFailure.PRIVATE

    def test_a_site_is_asked_one_thing_at_a_time_with_a_pause(self, web, monkeypatch):
        naps = []
        monkeypatch.setattr(external.time, "sleep", naps.append)
        monkeypatch.setattr(external, "SECONDS_BETWEEN", 1.0)

        external.look_at_all(["https://a.example/1", "https://a.example/2", "https://a.example/3"])

        assert naps == [1.0, 1.0]


@pytest.mark.django_db
class TestInside:
    def look(self, url):
        return internal.look(url, internal.own_hosts())

    def test_a_live_page_works(self):
        assert self.look(InformationPageFactory().get_url()).verdict == Verdict.GOOD

    def test_an_unpublished_page_is_gone(self):
        page = InformationPageFactory(live=False)

        assert self.look(page.get_url()) == Outcome(Verdict.GONE, 404)

    def test_a_closed_service_is_gone(self):
        service = ServiceFactory(status="closed")

        assert self.look(service.get_absolute_url()) == Outcome(Verdict.GONE, 410)

    def test_redirects_are_followed(self):
        service = ServiceFactory()
        short = reverse("directory:service-short", args=[service.short_code])

        assert self.look(short) == Outcome(Verdict.GOOD, 200)

    def test_the_whole_address_of_our_own_site_is_inside(self, settings):
        settings.BASE_URL = "https://offer.example.org"
        settings.ALLOWED_HOSTS = ["offer.example.org"]

        assert self.look("https://offer.example.org/contact/").verdict == Verdict.GOOD
        assert self.look("https://offer.example.org/nowhere-at-all/").verdict == Verdict.GONE

    @pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/x", "http://[bad"])
    def test_other_addresses_are_not_answered_here(self, url):
        assert self.look(url) is None

    @pytest.mark.parametrize("url", ["page:7", "document:7"])
    def test_a_deleted_record_is_gone(self, url):
        assert self.look(url).verdict == Verdict.GONE

    def test_a_search_of_ours_is_not_counted_as_a_family(self, monkeypatch):
        counted = []
        monkeypatch.setattr("directory.search.counting.search_log.count", lambda *args: counted.append(args))

        self.look("/find/?q=autism")

        assert counted == []


@pytest.mark.django_db
class TestBroken:
    URL = "https://a.example/"

    def run(self, now):
        actions.check_links(now=now)
        return Link.objects.get()

    def test_gone_is_broken_at_once(self, web):
        linked(self.URL)
        web.answers[self.URL] = 404

        assert self.run(MONDAY).status == Link.Status.BROKEN

    def test_a_fault_is_broken_on_the_second_day_only(self, web):
        linked(self.URL)
        web.answers[self.URL] = 500

        assert self.run(MONDAY).status == Link.Status.FAILING
        assert self.run(MONDAY + DAY).status == Link.Status.BROKEN

    def test_failing_twice_on_one_day_is_one_day(self, web):
        linked(self.URL)
        web.answers[self.URL] = 500
        self.run(MONDAY)
        link = Link.objects.get()

        actions.check_one(link, now=MONDAY + timedelta(hours=3))

        assert link.status == Link.Status.FAILING

    def test_a_good_day_between_starts_anew(self, web):
        linked(self.URL)
        web.answers[self.URL] = 500
        self.run(MONDAY)
        web.answers[self.URL] = 200
        self.run(MONDAY + DAY)
        web.answers[self.URL] = 500

        assert self.run(MONDAY + 9 * DAY).status == Link.Status.FAILING

    def test_a_site_that_keeps_programs_out_is_no_trouble(self, web):
        linked(self.URL)
        web.answers[self.URL] = 403

        assert self.run(MONDAY).status == Link.Status.UNSURE
        assert self.run(MONDAY + 8 * DAY).status == Link.Status.UNSURE

    def test_a_private_address_is_reported_like_a_fault(self):
        linked("http://10.0.0.8/intranet")

        assert self.run(MONDAY).status == Link.Status.FAILING
        assert self.run(MONDAY + DAY).problem == FetchFailure.PRIVATE

    def test_working_again_clears_everything(self, web, admin_user):
        linked(self.URL)
        web.answers[self.URL] = 404
        self.run(MONDAY)
        actions.ignore(Link.objects.get(), until=(MONDAY + 30 * DAY).date(), user=admin_user)
        web.answers[self.URL] = 200

        link = self.run(MONDAY + DAY)

        assert (link.status, link.failing_since, link.ignored_until) == (Link.Status.GOOD, None, None)

    def test_a_link_that_is_put_off_is_no_trouble_until_its_day(self, web, admin_user):
        linked(self.URL)
        web.answers[self.URL] = 404
        link = self.run(MONDAY)
        actions.ignore(link, until=(MONDAY + 5 * DAY).date(), user=admin_user)

        assert not Link.objects.broken(today=(MONDAY + 4 * DAY).date()).exists()
        assert Link.objects.broken(today=(MONDAY + 5 * DAY).date()).exists()


@pytest.mark.django_db
class TestRuns:
    def test_a_second_run_asks_nothing(self, web):
        linked("https://a.example/")
        actions.check_links(now=MONDAY)
        asked = len(web.asked)

        assert not actions.check_links(now=MONDAY + timedelta(minutes=1))
        assert len(web.asked) == asked

    @pytest.mark.parametrize(("answer", "days", "again"), [(200, 1, False), (200, 7, True), (500, 1, True)])
    def test_good_links_wait_a_week_and_those_in_trouble_a_day(self, web, answer, days, again):
        linked("https://a.example/")
        web.answers["https://a.example/"] = answer
        actions.check_links(now=MONDAY)
        web.asked.clear()

        actions.check_links(now=MONDAY + days * DAY)

        assert bool(web.asked) is again

    @pytest.mark.parametrize("url", ["/contact/", "http://localhost:8000/contact/"])
    def test_good_links_on_this_site_wait_a_day(self, url):
        linked(url)

        actions.check_links(now=MONDAY)

        assert not actions.due(MONDAY + timedelta(hours=2)).exists()
        assert actions.due(MONDAY + DAY).exists()

    def test_each_address_is_asked_once_however_often_it_stands(self, web):
        for _number in range(3):
            linked("https://a.example/")

        actions.check_links(now=MONDAY)

        assert len(web.asked) == 1

    def test_a_site_that_nobody_thought_of_does_not_end_the_run(self, web, monkeypatch):
        for name in ("a", "odd", "z"):
            linked(f"https://{name}.example/")

        def follow(url, manners):
            if "odd" in url:
                raise RuntimeError("odd")
            return web.follow(url, manners)

        monkeypatch.setattr(external, "follow", follow)

        counts = actions.check_links(now=MONDAY)

        assert counts == {Link.Status.GOOD: 2, Link.Status.FAILING: 1}

    def test_the_command_counts(self, web):
        linked("https://a.example/")
        said = StringIO()

        call_command("check_links", stdout=said)
        call_command("check_links", stdout=said)

        assert said.getvalue().splitlines() == ["Works: 1", "No link is due."]

    def test_the_command_looks_at_all_where_told(self, web):
        linked("https://a.example/")
        call_command("check_links", stdout=StringIO())

        call_command("check_links", "--all", stdout=StringIO())

        assert len(web.asked) == 2
