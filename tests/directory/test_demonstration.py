"""The demonstration council keeps the rules that protect real organisations and real families."""

import re
from decimal import Decimal
from io import StringIO

from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from directory.demonstration.publishing import is_sample
from directory.demonstration.reading import content, services
from directory.demonstration.schools import service_of_school
from directory.models import Area, Location, Postcode, Provider, SchoolTerm, Service, Term
from directory.search import SearchQuery, search
from localoffer.core.models import CouncilSettings, NavigationItem, StatutoryItem, Team
from tests.made_once import demonstration

# Phones that public pages gave (content/southend.md): the only ones outside the numbers set aside for drama.
KNOWN_PHONES = {"01702 215246", "01702 342543", "01702 445700", "01702 372250", "01702 213134"}
DRAMA_PHONE = re.compile(r"01632 960\d{3}")

# Real services that council papers name and no public page: their name and what the paper says, nothing else.
FROM_PAPERS = {
    "early-help-service",
    "elective-home-education-team",
    "friends-and-places-together",
    "healthwatch-southend",
    "local-offer-review-group",
    "mash",
    "send-local-offer-team",
    "send-the-right-message",
    "southend-send-network",
    "usp-college",
    "your-local-offer-your-way",
}
WORDS_OF_PAPERS = {"slug", "from", "name", "provider", "partners", "owner", "law", "summary", "description", "terms"}

# Ages that a public page gave, or that follow from what a service is by law: birth to 25 for special educational needs
# (Children and Families Act 2014, sections 30, 32 and 37), under 18 for a child, 18 for an adult.
KNOWN_AGES = {
    "adult-disabilities-team": [18, 25],
    "children-with-disabilities-team": [0, 18],
    "childrens-speech-and-language-therapy-eput": [0, 18],
    "early-years-send-support": [0, 5],
    "early-years-sensory-toolkit": [0, 5],
    "ehc-hub": [0, 25],
    "preparing-for-adulthood-team": [13, 25],
    "project-49": [18, 25],
    "send-local-offer-team": [0, 25],
    "send-surgeries": [0, 25],
    "southend-send-service": [0, 25],
    "southend-sendiass": [0, 25],
    "ssif-parent-carer-forum": [0, 25],
    "tailored-short-breaks": [0, 18],
    "trust-links-youth-links": [11, 18],
}

# Whom a service is for, where a public page or its own name says so.
KNOWN_TERMS = {
    "childrens-physiotherapy-eput": {"needs/physical"},
    "childrens-speech-and-language-therapy-eput": {
        "needs/speech-language",
        "needs/communication",
        "eligibility/local-gp",
    },
    "early-years-sensory-toolkit": {"needs/sensory-processing"},
    "lighthouse-asd-team": {"needs/autism"},
    "little-heroes-asd": {"needs/autism"},
    "paediatric-audiology": {"needs/deafness"},
    "preparing-for-adulthood-team": {"plan/ehc-plan"},
    "set-camhs": {"needs/feelings-behaviour"},
    "southend-adult-community-college": {"needs/severe-learning", "needs/profound-learning"},
    "southend-mencap": {"needs/learning"},
}
ABOUT_WHOM = ("needs/", "plan/", "eligibility/", "level/")

# What the law asks for and the demonstration does not have yet: officers see it as a gap.
STATUTORY_GAPS = {"accessibility-strategy"}

MOST_WORDS_IN_A_SENTENCE = 30
MOST_WORDS_ON_AVERAGE = 14


def real_rows():
    """Rows of the content files about real services, without schools: those stand in the yearly tables."""
    return [row for row in services() if not is_sample(row["name"])]


def sentences(text):
    return [sentence for sentence in re.split(r"(?<=[.?!:])\s+|\n", text) if sentence.strip()]


def texts_of(service):
    steps = [text for step in service.steps.all() for text in (step.title, step.text)]
    words = [service.summary, service.description, service.what_happens, service.who_yes, service.who_no]
    return [text for text in [*words, *steps, *(answer.answer for answer in service.answers.all())] if text]


class Loaded(TestCase):
    """Loading takes seconds, so the tests of a class share one load."""

    @classmethod
    def setUpTestData(cls):
        demonstration()
        cls.services = list(
            Service.objects.select_related("provider", "owner").prefetch_related(
                "contacts", "terms__vocabulary", "steps", "answers", "links"
            )
        )
        cls.real = [service for service in cls.services if not is_sample(service.name)]
        cls.samples = [service for service in cls.services if is_sample(service.name)]


class Size:
    def test_a_second_run_changes_nothing(self):
        before = list(Service.objects.order_by("pk").values())

        call_command("demo", stdout=(printed := StringIO()))

        assert "Demonstration: 0 new" in printed.getvalue()
        assert list(Service.objects.order_by("pk").values()) == before

    def test_there_are_enough_services_and_providers(self):
        assert Service.objects.published().count() >= 80
        assert Provider.objects.published().count() >= 45

    def test_every_listing_could_be_published_by_an_officer(self):
        problems = {
            str(listing): found
            for model in (Location, Provider, Service)
            for listing in model.objects.all()
            if (found := listing.publishing_problems())
        }

        assert problems == {}

    def test_every_listing_has_a_history(self):
        assert not Service.objects.filter(latest_revision=None).exists()
        assert not Service.objects.filter(has_unpublished_changes=True).exists()

    def test_every_service_has_a_type_of_help_and_an_owner(self):
        without = [
            service.slug
            for service in self.services
            if not any(term.vocabulary.slug == "type" for term in service.terms.all()) or not service.owner
        ]

        assert without == []

    def test_every_service_says_which_ages_or_who_can_use_it(self):
        assert [s.slug for s in self.services if s.min_age is None and s.max_age is None and not s.who_yes] == []

    def test_every_term_and_statutory_item_of_the_content_files_exists(self):
        """A slip would be left out silently."""
        rows = [*services(), *map(service_of_school, content("schools")["schools"])]
        terms = {f"{term.vocabulary.slug}/{term.slug}" for term in Term.objects.select_related("vocabulary")}
        law = set(StatutoryItem.objects.values_list("slug", flat=True))

        assert {key for row in rows for key in row["terms"]} - terms == set()
        assert {slug for row in rows for slug in row.get("law", [])} - law == set()


class RealOrganisations:
    """ux.md 24: only facts that public pages gave."""

    def test_they_have_no_prices_waits_or_vacancies(self):
        told = [s.slug for s in self.real if s.price_from is not None or s.wait or s.vacancies or s.cost_notes]

        assert told == []

    def test_they_have_no_mail_address(self):
        assert [s.slug for s in self.real if any(contact.email for contact in s.contacts.all())] == []

    def test_nobody_claims_to_have_checked_them(self):
        listings = [*self.real, *(p for p in Provider.objects.all() if not is_sample(p.name))]

        assert [listing.slug for listing in listings if listing.last_confirmed_at] == []
        assert [listing.slug for listing in listings if listing.source_id is None] == []

    def test_each_says_where_its_facts_come_from(self):
        rows = [*real_rows(), *content("providers")["providers"]]
        papers = {service.slug for service in self.real if service.source.name == "council papers"}

        assert papers == FROM_PAPERS
        assert {row["slug"] for row in rows if row.get("from") == "papers"} == FROM_PAPERS
        assert {p.slug for p in Provider.objects.filter(source__name="council papers")} == FROM_PAPERS & {
            row["slug"] for row in content("providers")["providers"]
        }

    def test_one_that_only_papers_name_says_no_more_than_they_do(self):
        said = {row["slug"]: set(row) - WORDS_OF_PAPERS for row in real_rows() if row["slug"] in FROM_PAPERS}
        beyond = {slug: more for slug, more in said.items() if more}

        assert beyond == {"send-local-offer-team": {"ages"}}  # by law

    def test_their_ages_are_those_that_a_page_or_the_law_gives(self):
        assert {row["slug"]: row["ages"] for row in real_rows() if "ages" in row} == KNOWN_AGES

    def test_they_are_for_whom_a_page_or_their_name_says(self):
        told = {
            row["slug"]: {term for term in row["terms"] if term.startswith(ABOUT_WHOM)} - {"needs/all-needs"}
            for row in real_rows()
        }

        assert {slug: terms for slug, terms in told.items() if terms} == KNOWN_TERMS

    def test_the_local_offers_next_door_are_local_offers(self):
        addresses = {row["name"]: row["url"] for row in content("council")["neighbours"]}

        assert addresses == {"Essex": "https://send.essex.gov.uk/"}

    def test_they_have_no_inspection_results(self):
        assert not Provider.objects.filter(inspections__isnull=False).exists()

    def test_they_have_no_made_up_times_or_forms(self):
        assert [s.slug for s in self.real if s.schedules.exists() or s.referral_form_url or s.links.exists()] == []

    def test_a_real_service_is_never_run_by_a_made_up_organisation(self):
        assert [s.slug for s in self.real if is_sample(s.provider.name)] == []


class Samples:
    def test_a_made_up_service_is_never_run_by_a_real_organisation(self):
        assert [s.slug for s in self.samples if not is_sample(s.provider.name)] == []

    def test_a_made_up_service_never_happens_at_a_real_place(self):
        at = [
            (service.slug, place.location.name)
            for service in self.samples
            for place in service.service_locations.select_related("location")
            if not is_sample(place.location.name)
        ]

        assert at == []

    def test_made_up_places_have_no_full_postcode(self):
        assert not Location.objects.filter(name__contains="(sample)", postcode__regex=r"[A-Z]{2}$").exists()

    def test_each_can_be_reached(self):
        assert [s.slug for s in self.samples if not s.contacts.all()] == []

    def test_waits_have_dates_in_the_past(self):
        today = timezone.localdate()

        assert [s.slug for s in self.samples if s.wait and s.wait_as_of >= today] == []

    def test_some_are_fresh_some_late_and_some_never_checked(self):
        today = timezone.localdate()

        assert any(s.review_due and s.review_due > today for s in self.samples)
        assert any(s.review_due and s.review_due < today for s in self.samples)
        assert any(s.last_confirmed_at is None for s in self.samples)

    def test_professionals_find_criteria_evidence_and_form(self):
        clinic = Service.objects.get(slug="speech-clinic")

        assert all([clinic.referral_criteria, clinic.referral_evidence_points, clinic.referral_form_url])


class Everything:
    def test_phones_are_for_drama_or_known_from_public_pages(self):
        council = CouncilSettings.objects.get()
        phones = [council.phone, council.sendiass_phone]
        for model in (Provider, Service):
            phones += [c.phone for row in model.objects.prefetch_related("contacts") for c in row.contacts.all()]

        assert [p for p in phones if p and p not in KNOWN_PHONES and not DRAMA_PHONE.fullmatch(p)] == []

    def test_mail_goes_to_example_org(self):
        council = CouncilSettings.objects.get()
        mails = [
            council.email,
            council.sendiass_email,
            council.forum_email,
            *Team.objects.values_list("email", flat=True),
        ]
        for model in (Provider, Service):
            mails += [c.email for row in model.objects.prefetch_related("contacts") for c in row.contacts.all()]

        assert [mail for mail in mails if mail and not mail.endswith("@example.org")] == []

    def test_sentences_are_short(self):
        lengths = {
            sentence: len(sentence.split())
            for service in self.services
            for text in texts_of(service)
            for sentence in sentences(text)
        }

        assert {s: n for s, n in lengths.items() if n > MOST_WORDS_IN_A_SENTENCE} == {}
        assert sum(lengths.values()) / len(lengths) < MOST_WORDS_ON_AVERAGE

    def test_links_while_you_wait_lead_to_services_that_are_open(self):
        slugs = [link.url.rstrip("/").rsplit("/", 1)[1] for service in self.services for link in service.links.all()]

        assert slugs
        assert set(slugs) <= set(Service.objects.published().values_list("slug", flat=True))

    def test_the_law_is_covered_but_for_known_gaps(self):
        covered = set(StatutoryItem.objects.filter(services__live=True).values_list("slug", flat=True))
        covered |= set(StatutoryItem.objects.filter(children__services__live=True).values_list("slug", flat=True))
        top = set(StatutoryItem.objects.filter(parent=None).values_list("slug", flat=True))

        assert top - covered == STATUTORY_GAPS

    def test_a_home_is_known_by_its_ward_alone(self):
        home = Location.objects.get(name="Home of a childminder (sample)")

        assert home.public_address_lines == ["West Leigh"]
        assert home.public_point == (home.ward.latitude, home.ward.longitude)
        assert home.public_postcode == home.public_directions == ""

    def test_there_are_a_paused_and_a_closed_service(self):
        assert Service.objects.get(slug="boat-trips").status_until > timezone.localdate()
        assert Service.objects.get(slug="friday-film-club") not in Service.objects.published()

    def test_navigation_has_eight_entries_that_lead_somewhere(self):
        addresses = NavigationItem.objects.values_list("address", flat=True)

        assert len(addresses) == 8
        assert all(self.client.get(address).status_code == 200 for address in addresses)


class Walks:
    """What the parent carers' walks need must be there (the walks themselves are browser tests)."""

    def found(self, **query):
        ids = search(SearchQuery(**query)).ids
        slugs = dict(Service.objects.filter(pk__in=ids).values_list("pk", "slug"))
        return [slugs[pk] for pk in ids]

    def point(self, code):
        postcode = Postcode.objects.get(code=code)
        return postcode.latitude, postcode.longitude

    def test_help_for_speech_for_a_child_of_3_without_diagnosis(self):
        found = self.found(words="speech", point=self.point("SS9 4QW"), age=3, terms={"plan": ("none-needed",)})

        assert {"little-steps", "talk-together", "songs-and-signs"} <= set(found)

    def test_the_same_with_a_common_slip(self):
        assert "little-steps" in self.found(words="speach")

    def test_saturday_clubs_for_a_wheelchair_user_under_5_pounds(self):
        terms = {"when": ("saturday",), "access": ("changing-places",), "type": ("clubs",)}

        found = self.found(price=Decimal(5), terms=terms)

        assert {"bright-stars-saturday", "wheelchair-basketball", "saltwater-swim"} <= set(found)
        assert "trampoline-saturday" not in found

    def test_special_schools_to_compare(self):
        found = self.found(terms={"type": ("special-school",)})

        assert {"lancaster-school", "kingsdown-school", "st-nicholas-school", "harbour-view-school"} <= set(found)

    def test_a_list_of_five_for_a_parent_who_waits(self):
        assert len(self.found(terms={"type": ("waiting-support", "parent-groups")})) >= 5

    def test_referral_criteria_from_a_search(self):
        assert self.found(words="speech therapy referral")[0] == "speech-clinic"


class Geography:
    def test_a_postcode_without_the_full_file_is_found_by_its_sector(self):
        assert Postcode.objects.filter(code="SS9 1").exists()
        assert Postcode.objects.filter(code="SS9").exists()

    def test_wards_have_sketches_inside_the_city(self):
        wards = Area.objects.filter(kind=Area.Kind.WARD)

        assert wards.count() == 17
        assert all(len(ward.outline[0]) <= 12 and ward.authority.code == "E06000033" for ward in wards)

    def test_families_next_door_are_led_to_their_county(self):
        response = self.client.get("/find/", {"postcode": "SS4 1"})

        assert "https://send.essex.gov.uk/" in response.content.decode()

    def test_this_year_and_the_next_have_terms(self):
        assert SchoolTerm.objects.count() == 12


class TestDemonstration(Size, RealOrganisations, Samples, Everything, Walks, Geography, Loaded):
    """All of it, on one load."""
