"""Reminders of checks: one mail a team, never the same twice in a week, nothing personal in the subject."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from localoffer.core.models import OutgoingMail
from localoffer.pages.models import HomePage, HubPage, InformationPage
from localoffer.pages.officers.models import ReminderSent
from localoffer.pages.officers.reminders import send_reminders
from tests.factories.core import TeamFactory
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
WEEK = timedelta(days=7)


def day(number):
    return (MONDAY + timedelta(days=number)).date()


@pytest.fixture
def team():
    return TeamFactory(name="Short breaks team", email="breaks@example.org")


@pytest.fixture(autouse=True)
def _quiet_parents():
    """The pages that stand above the pages of a test have nothing to check."""
    InformationPageFactory(review_due=day(400), slug="unrelated")
    for model in (HomePage, HubPage):
        model.objects.update(review_due=day(400))


def mails():
    return list(OutgoingMail.objects.order_by("pk"))


class TestWhatIsSaid:
    def test_one_mail_names_pages_and_services_in_order_of_urgency(self, team, settings):
        settings.BASE_URL = "https://offer.example.org"
        InformationPageFactory(title="Waiting well", owner_team=team, review_due=day(-3))
        service = ServiceFactory(name="Swim club", owner=team, review_due=day(20))
        ServiceFactory(name="Choir", owner=team, review_due=day(0))

        send_reminders(now=MONDAY)

        (mail,) = mails()
        assert mail.recipient == "breaks@example.org"
        words = ("Overdue", "Waiting well", "Due today", "Choir", "Due soon", "Swim club")
        places = [mail.text.index(word) for word in words]
        assert places == sorted(places)
        assert f"https://offer.example.org/cms/snippets/directory/service/edit/{service.pk}/" in mail.text
        assert "&" not in mail.text

    def test_it_names_providers_and_places_too(self, team):
        ProviderFactory(name="Swim society", owner=team, review_due=day(-3))
        LocationFactory(name="The baths", owner=team, review_due=day(-3))

        send_reminders(now=MONDAY)

        assert "Swim society" in mails()[0].text
        assert "The baths" in mails()[0].text

    def test_the_subject_has_numbers_and_no_names(self, team):
        InformationPageFactory(title="Sam's story", owner_team=team, review_due=day(-3))
        ServiceFactory(owner=team, review_due=day(3))

        send_reminders(now=MONDAY)

        assert mails()[0].subject == "Local Offer: 2 things to check, 1 overdue"

    def test_a_long_list_is_cut_and_says_so(self, team):
        for number in range(45):
            ServiceFactory(name=f"Service {number}", owner=team, review_due=day(-number - 1))

        send_reminders(now=MONDAY)

        assert mails()[0].text.count("/cms/snippets/directory/service/edit/") == 40
        assert "and 5 more" in mails()[0].text

    @pytest.mark.parametrize(("number", "told"), [(-1, True), (0, True), (30, True), (31, False)])
    def test_thirty_days_ahead(self, team, number, told):
        ServiceFactory(owner=team, review_due=day(number))

        send_reminders(now=MONDAY)

        assert bool(mails()) is told

    def test_what_families_cannot_see_needs_no_check(self, team):
        ServiceFactory(owner=team, review_due=day(-1), live=False)
        InformationPageFactory(owner_team=team, review_due=day(-1), live=False)

        send_reminders(now=MONDAY)

        assert mails() == []

    def test_each_team_hears_of_its_own(self, team):
        other = TeamFactory(email="other@example.org")
        ServiceFactory(name="Ours", owner=team, review_due=day(-1))
        ServiceFactory(name="Theirs", owner=other, review_due=day(-1))

        send_reminders(now=MONDAY)

        assert {mail.recipient: ("Ours" in mail.text, "Theirs" in mail.text) for mail in mails()} == {
            "breaks@example.org": (True, False),
            "other@example.org": (False, True),
        }


class TestHowOften:
    def test_twice_on_one_day_is_one_mail(self, team):
        ServiceFactory(owner=team, review_due=day(-1))
        send_reminders(now=MONDAY)

        counts = send_reminders(now=MONDAY + timedelta(hours=1))

        assert len(mails()) == 1
        assert counts["sent"] == 0

    def test_something_new_is_told_within_the_week(self, team):
        ServiceFactory(owner=team, review_due=day(-1))
        send_reminders(now=MONDAY)
        ServiceFactory(owner=team, review_due=day(10))

        send_reminders(now=MONDAY + timedelta(days=2))

        assert len(mails()) == 2

    def test_what_was_done_meanwhile_is_no_news(self, team):
        ServiceFactory(owner=team, review_due=day(-1))
        done = ServiceFactory(owner=team, review_due=day(-1))
        send_reminders(now=MONDAY)
        type(done).objects.filter(pk=done.pk).update(review_due=day(200))

        send_reminders(now=MONDAY + timedelta(days=2))

        assert len(mails()) == 1

    def test_the_week_after_it_is_told_again(self, team):
        ServiceFactory(owner=team, review_due=day(-1))
        send_reminders(now=MONDAY)

        send_reminders(now=MONDAY + WEEK - timedelta(minutes=5))

        assert len(mails()) == 2

    def test_a_mail_that_cannot_be_written_is_not_remembered(self, team, monkeypatch):
        ServiceFactory(owner=team, review_due=day(-1))
        monkeypatch.setattr("localoffer.pages.officers.reminders.EmailMessage.send", lambda self: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            send_reminders(now=MONDAY)

        assert not ReminderSent.objects.exists()


def test_the_command_counts_and_names_what_has_no_team(team):
    ServiceFactory(owner=team, review_due=day(-1))
    ServiceFactory(owner=None, review_due=day(-1))
    InformationPage.objects.update(review_due="2099-01-01")
    said = StringIO()

    call_command("send_reminders", stdout=said)

    assert said.getvalue().splitlines() == ["1 of 1 teams reminded.", "1 things to check have no owner team."]


def test_queries_do_not_grow_with_what_is_due(team, django_assert_max_num_queries):
    def asked(number):
        for _number in range(number):
            ServiceFactory(owner=team, review_due=day(-1))
        with django_assert_max_num_queries(60) as captured:
            send_reminders(now=MONDAY)
        return len(captured)

    asked(1)
    assert asked(2) == asked(30)
