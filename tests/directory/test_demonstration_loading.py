"""Loading the demonstration again, taking it away, and the notation of its content."""

from datetime import date, time
from itertools import pairwise

import pytest
from django.utils import timezone
from wagtail.models import Site

from directory.demonstration import listings, provision, reading
from directory.demonstration.council import forget_council, load_council
from directory.demonstration.listings import load_places, load_providers
from directory.demonstration.memory import forget
from directory.demonstration.provision import load_services
from directory.demonstration.publishing import Writer, months_later
from directory.demonstration.school_year import load_school_terms, terms_of
from directory.demonstration.times import read_time
from directory.models import Location, Provider, SchoolTerm, Service, Synonym
from localoffer.core.models import CouncilSettings, Team

FEW = ("little-steps", "songs-and-signs", "send-surgeries")


@pytest.fixture
def few_services(monkeypatch):
    """Three services and no schools: enough to load and to take away."""
    few = tuple(row for row in reading.services() if row["slug"] in FEW)
    no_schools = {"schools": {"dated": date(2019, 8, 31), "schools": []}}
    for module in (listings, provision):
        monkeypatch.setattr(module, "content", lambda name: no_schools.get(name) or reading.content(name))
    monkeypatch.setattr(provision, "services", lambda: few)


def load():
    now = timezone.now()
    return sum([load_council(now), load_places(Writer(now)), load_providers(Writer(now)), load_services(Writer(now))])


def take_away():
    for model in (Service, Provider, Location):
        forget(model)
    forget_council()


@pytest.mark.django_db
@pytest.mark.usefixtures("few_services")
class TestLoading:
    def test_a_second_run_makes_nothing(self):
        assert load() > 0
        assert load() == 0

    def test_what_an_officer_deleted_does_not_come_back(self):
        load()
        Service.objects.get(slug="little-steps").delete()

        load()

        assert not Service.objects.filter(slug="little-steps").exists()

    def test_taking_away_and_loading_brings_it_back(self):
        load()
        Service.objects.get(slug="little-steps").delete()

        take_away()
        load()

        assert Service.objects.filter(slug="little-steps").exists()

    def test_taking_away_leaves_what_officers_made_and_what_it_needs(self):
        load()
        provider = Provider.objects.get(slug="saltmarsh-hub")
        Service.objects.create(name="Ours", slug="ours", provider=provider)

        take_away()

        assert list(Service.objects.values_list("slug", flat=True)) == ["ours"]
        assert list(Provider.objects.values_list("slug", flat=True)) == ["saltmarsh-hub"]

    def test_a_service_kept_its_short_code(self):
        load()
        before = Service.objects.get(slug="little-steps").short_code

        take_away()
        load()

        assert Service.objects.get(slug="little-steps").short_code == before

    def test_what_was_published_stands_in_the_history(self):
        load()

        service = Service.objects.get(slug="little-steps")
        assert service.latest_revision == service.live_revision
        assert len(service.latest_revision.content["steps"]) == 3

    def test_parts_in_the_history_are_those_of_the_row(self):
        """Otherwise an older version that is published again would bring each of them a second time.

        The content itself is asked: a version without parts, read as a record, shows those of the row.
        """
        load()

        service = Service.objects.get(slug="little-steps")
        kept = [step["pk"] for step in service.latest_revision.content["steps"]]
        assert kept == list(service.steps.values_list("pk", flat=True))

    def test_settings_of_a_real_council_are_left_alone(self):
        council = CouncilSettings.for_site(Site.objects.get(is_default_site=True))
        council.council_name = "Elsewhere Council"
        council.save()

        load()

        assert CouncilSettings.objects.get().council_name == "Elsewhere Council"

    def test_taking_away_keeps_teams_because_listings_may_hang_on_them(self):
        load()

        take_away()

        assert Team.objects.exists()

    def test_local_words_join_those_that_are_there(self):
        words = "Child and adolescent mental health services"
        Synonym.objects.create(words=words, one_way=True, same_as="child psychiatrist")

        load()

        assert "SET CAMHS" in Synonym.objects.get(words=words, one_way=True).same_as.splitlines()


class TestTimes:
    today = date(2026, 11, 22)

    def test_every_week_in_term_time_at_a_place(self):
        written = read_time("TU 09:30-11:00 term @hall-leigh", self.today)

        assert written.place == "hall-leigh"
        assert written.values["days"] == "TU"
        assert (written.values["frequency"], written.values["season"]) == ("WEEKLY", "term")
        assert (written.values["opens_at"], written.values["closes_at"]) == (time(9, 30), time(11))

    def test_the_first_saturday_of_the_month(self):
        assert read_time("1SA 10:00-11:30", self.today).values["frequency"] == "MONTHLY"

    def test_one_date(self):
        written = read_time("once +9d 10:00-12:00", self.today)

        assert written.values["frequency"] == "ONCE"
        assert written.values["valid_from"] == date(2026, 12, 1)

    def test_one_date_on_a_day_of_the_week(self):
        written = read_time("once +9d SA 10:00-12:00 @arts-studio", self.today)

        assert (written.values["valid_from"], written.place) == (date(2026, 12, 5), "arts-studio")

    def test_every_second_week_begins_on_the_right_weekday(self):
        written = read_time("every 2 weeks from +3d SA 10:00-11:30", self.today)

        assert (written.values["interval"], written.values["valid_from"]) == (2, date(2026, 11, 28))

    def test_a_slip_is_not_taken_for_a_time(self):
        with pytest.raises(ValueError, match="Not a time"):
            read_time("Tuesday morning", self.today)


class TestSchoolYear:
    @pytest.mark.django_db
    def test_terms_that_the_council_entered_are_left_alone(self):
        SchoolTerm.objects.create(name="Ours", starts=date(2026, 9, 3), ends=date(2026, 10, 23))

        load_school_terms(date(2026, 11, 22))

        assert SchoolTerm.objects.filter(starts__year=2026).count() == 1

    @pytest.mark.parametrize("year", range(2024, 2034))
    def test_terms_follow_each_other_with_breaks(self, year):
        terms = terms_of(year)

        assert all(term.starts < term.ends for term in terms)
        assert all((after.starts - before.ends).days > 7 for before, after in pairwise(terms))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [(date(2026, 11, 30), 3, date(2027, 2, 28)), (date(2026, 1, 5), 12, date(2027, 1, 5))],
)
def test_months_later_keeps_to_days_that_every_month_has(day, months, expected):
    assert months_later(day, months) == expected
