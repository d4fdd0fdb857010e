"""The page of a service, in all its states."""

import json
import re
from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from directory.actions import change_status
from directory.models import (
    LocalOfferQuestion,
    Location,
    Schedule,
    Service,
    ServiceAnswer,
    ServiceContact,
    ServiceLink,
    ServicePhoto,
    ServiceStep,
    SlugHistory,
    Term,
)
from localoffer.core.models import CouncilSettings
from localoffer.core.templatetags.lo_tags import lo_date
from tests.factories.core import TeamFactory
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    ServiceLocationFactory,
    TermFactory,
    VocabularyFactory,
)

pytestmark = pytest.mark.django_db
QUERIES = 17
# Wagtail leaves the temporary file of a new rendition to the garbage collector.
UNCLOSED = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def page_of(client, service, part=""):
    return client.get(f"/services/{service.slug}/{part}").content.decode()


def term(vocabulary, label):
    found = Term.objects.filter(vocabulary__slug=vocabulary, label=label).first()
    return found or TermFactory(vocabulary=VocabularyFactory(slug=vocabulary), label=label)


class TestContent:
    def test_everything_an_officer_filled_in_is_there(self, client):
        service = ServiceFactory(
            summary="Play and talk.",
            who_yes="Children under 5\nWith a parent",
            who_no="Pupils",
            what_happens="One large room.",
            description="Run since 2001.",
            terms=[term("needs", "Autism"), term("language", "Polish")],
        )
        ServiceStep.objects.create(service=service, title="Come on a Tuesday", text="Doors open at 9.30am.")
        ServiceLink.objects.create(service=service, kind="waiting", label="Ten ideas", url="https://example.org/ten")
        ServiceLink.objects.create(service=service, kind="tour", label="Look round", url="https://tour.example.org/a")
        question = LocalOfferQuestion.objects.create(text="How do you involve parents?")
        ServiceAnswer.objects.create(service=service, question=question, answer="They stay.")

        page = page_of(client, service)

        for words in (
            "Play and talk.", "Children under 5", "With a parent", "Pupils", "One large room.", "Run since 2001.",
            "Autism", "Polish", "Come on a Tuesday", "Doors open at 9.30am.", "Ten ideas", "Look round",
            "360-degree tour on tour.example.org", "How do you involve parents?", "They stay.",
        ):  # fmt: skip
            assert words in page

    def test_headings_follow_the_order_of_questions(self, client):
        service = ServiceFactory(who_yes="You", what_happens="Play", at=[LocationFactory()])
        ServiceLink.objects.create(service=service, kind="waiting", label="Ideas", url="https://example.org/")

        page = page_of(client, service)

        order = ["Who can use it", "How to get it", "While you wait", "What happens there", "Times and places"]
        found = [page.index(f">{heading}</h2>") for heading in order]
        assert found == sorted(found)

    def test_times_stand_in_a_table_with_headers(self, client):
        service = ServiceFactory(at=[LocationFactory(name="Sample Hall", town="Leigh")])
        ScheduleFactory(service=service, days="TU", season="term", opens_at=time(9, 30), closes_at=time(11))

        page = page_of(client, service)

        assert (
            '<th scope="row">Every Tuesday in term time</th><td>9.30am to 11am</td><td>Sample Hall, Leigh</td>' in page
        )

    def test_the_next_session_of_a_service_with_several_places_names_its_place(self, client):
        hall = LocationFactory(name="Sample Hall", town="Leigh")
        service = ServiceFactory(at=[hall, LocationFactory()])
        ScheduleFactory(service=service, days="TU", location=hall)

        page = page_of(client, service)

        assert re.search(r"<p>Tuesday [^<]*, at Sample Hall, Leigh</p>", page)
        assert "Add this date to my calendar" in page

    def test_opening_hours_of_a_service_by_referral_are_no_date_for_a_calendar(self, client):
        refers = TermFactory(vocabulary=VocabularyFactory(slug="route"), slug="professional-refers")
        service = ServiceFactory(terms=[refers])
        ScheduleFactory(service=service, days="MO,TU,WE,TH,FR")

        page = page_of(client, service)

        assert "Monday to Friday" in page
        assert "Next session" not in page
        assert "my calendar" not in page

    @pytest.mark.parametrize(
        ("way", "words"), [({"online": True}, "Online or by phone"), ({"home_visit": True}, "At your home")]
    )
    def test_times_of_a_service_that_comes_to_families_ask_for_no_place(self, client, way, words):
        service = ScheduleFactory(days="TU", service=ServiceFactory(**way)).service

        page = page_of(client, service)

        assert f"<td>{words}</td>" in page
        assert "Ask for the place" not in page

    def test_times_that_have_ended_are_not_shown(self, client):
        service = ScheduleFactory(days="TU", valid_to=date(2020, 1, 1)).service

        assert "Every Tuesday" not in page_of(client, service)

    def test_a_place_says_access_and_directions(self, client):
        hall = LocationFactory(name="Sample Hall", directions="Side door.", access_notes="Doors 90 cm wide.")
        hall.terms = [TermFactory(vocabulary=VocabularyFactory(slug="access", scope="place"), label="Hearing loop")]
        hall.save()

        page = page_of(client, ServiceFactory(at=[hall]))

        assert all(words in page for words in ("Hearing loop", "Doors 90 cm wide.", "Side door."))

    def test_a_link_that_is_not_one_is_left_out(self, client):
        service = ServiceFactory()
        ServiceLink.objects.create(service=service, label="Press me", url="javascript:alert(1)")

        assert "Press me" not in page_of(client, service)

    def test_a_link_to_our_own_page_says_so(self, client, settings):
        settings.BASE_URL = "https://offer.example.org"
        service = ServiceFactory()
        ServiceLink.objects.create(service=service, kind="waiting", label="Ours", url="https://offer.example.org/x/")

        assert "On this site" in page_of(client, service)

    def test_links_of_providers_give_no_credit(self, client):
        service = ServiceFactory()
        ServiceLink.objects.create(service=service, label="Page", url="https://example.org/a")

        assert '<a href="https://example.org/a" rel="noopener nofollow ugc">' in page_of(client, service)

    def test_words_of_providers_cannot_become_markup(self, client):
        service = ServiceFactory(name="<script>alert(1)</script>", summary='"><img src=x>', who_yes="<b>bold</b>")

        page = page_of(client, service)

        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b>bold" not in page

    @UNCLOSED
    def test_a_photo_is_small_late_and_described(self, client):
        image = get_image_model().objects.create(title="x", file=get_test_image_file(size=(1600, 1200)))
        service = ServiceFactory()
        ServicePhoto.objects.create(service=service, image=image, text="A room with mats")

        page = page_of(client, service)

        assert 'width="960" height="720" alt="A room with mats" loading="lazy"' in page
        assert ".webp" in page

    @UNCLOSED
    def test_a_photo_whose_file_is_lost_does_not_break_the_page(self, client):
        image = get_image_model().objects.create(title="x", file=get_test_image_file(size=(1600, 1200)))
        image.file.storage.delete(image.file.name)
        service = ServiceFactory()
        ServicePhoto.objects.create(service=service, image=image, text="A room with mats")

        assert client.get(service.get_absolute_url()).status_code == 200

    def test_similar_services_share_kinds_of_help_and_are_near(self, client):
        speech = term("type", "Speech")
        here, near, far = (LocationFactory(latitude=latitude, longitude=0.7) for latitude in (51.54, 51.55, 51.9))
        service = ServiceFactory(terms=[speech], at=[here])
        ServiceFactory(name="Far club", terms=[speech], at=[far])
        ServiceFactory(name="Near club", terms=[speech], at=[near])
        ServiceFactory(name="Closed club", terms=[speech], status=Service.Status.CLOSED)
        ServiceFactory(name="Swimming", terms=[term("type", "Sport")])

        names = [other.name for other in client.get(service.get_absolute_url()).context["similar"]]

        assert names == ["Near club", "Far club"]

    def test_a_mistake_is_told_to_the_owner_team_naming_the_service_only(self, client):
        service = ServiceFactory(name="Play & talk", owner=TeamFactory(email="team@example.org"))

        page = page_of(client, service)

        assert "mailto:team@example.org?subject=Something%20wrong%20or%20out%20of%20date%3A%20Play%20%26%20talk" in page

    def test_without_an_owner_the_council_is_told(self, client, site_tree):
        CouncilSettings.objects.create(site=site_tree, email="council@example.org")

        assert "mailto:council@example.org?subject=" in page_of(client, ServiceFactory())

    def test_a_service_on_the_list_says_so(self, client, settings):
        service = ServiceFactory()
        client.cookies[settings.LIST_COOKIE] = service.short_code

        page = page_of(client, service)

        assert "This is on your list." in page
        assert reverse("directory:list-remove") in page

    def test_the_page_sets_no_cookie(self, client):
        assert not client.get(ServiceFactory().get_absolute_url()).cookies

    def test_the_page_knows_its_own_address_and_last_change(self, client, settings):
        settings.BASE_URL = "https://offer.example"
        ServiceFactory(slug="play")

        response = client.get("/services/play/?utm_source=x")

        assert '<link rel="canonical" href="https://offer.example/services/play/">' in response.content.decode()
        assert response["Last-Modified"]


class TestStates:
    def test_an_old_check_warns_above_the_facts(self, client):
        service = ServiceFactory(last_confirmed_at=timezone.now() - timedelta(days=400))

        page = page_of(client, service)

        assert page.index("Ask before you go") < page.index('class="lo-facts"')

    def test_a_paused_service_says_until_when_and_what_else_there_is(self, client):
        speech = term("type", "Speech")
        ServiceFactory(name="Other club", terms=[speech])
        service = ServiceFactory(
            terms=[speech], status=Service.Status.PAUSED, status_reason="Repairs.", status_until=date(2027, 1, 11)
        )

        page = page_of(client, service)

        assert "Paused until Monday 11 January 2027" in page
        assert page.index("Other club") < page.index('class="lo-facts"')

    def test_a_pause_that_is_over_says_to_ask_first(self, client):
        speech = term("type", "Speech")
        ServiceFactory(name="Other club", terms=[speech])
        service = ServiceFactory(
            terms=[speech], status=Service.Status.PAUSED, status_reason="Repairs.", status_until=timezone.localdate()
        )

        page = page_of(client, service)

        assert f"Was paused until {lo_date(timezone.localdate())}; ask before you go" in page
        assert "What you could use instead:" in page
        assert "until then" not in page

    def test_a_closed_service_has_gone_and_leads_on(self, client):
        speech = term("type", "Speech")
        ServiceFactory(name="Other club", terms=[speech])
        service = ServiceFactory(name="Old club", terms=[speech], status=Service.Status.CLOSED)

        response = client.get(service.get_absolute_url())

        assert response.status_code == 410
        assert "Old club has closed" in response.content.decode()
        assert "Other club" in response.content.decode()

    def test_a_closed_service_says_on_which_day_it_closed(self, client):
        service = ServiceFactory()

        change_status(service=service, status=Service.Status.CLOSED, reason="The hall was sold.", user=None)

        page = client.get(service.get_absolute_url()).content.decode()
        assert f"It closed on {lo_date(timezone.localdate())}." in page
        assert "The hall was sold." in page

    def test_an_unpublished_service_has_gone_and_is_not_named(self, client):
        service = ServiceFactory(name="Old club", live=False, first_published_at=timezone.now())

        response = client.get(service.get_absolute_url())

        assert response.status_code == 410
        assert "Old club" not in response.content.decode()

    def test_a_draft_is_as_unknown_as_what_does_not_exist(self, client):
        assert client.get(ServiceFactory(live=False).get_absolute_url()).status_code == 404

    @pytest.mark.parametrize("part", ["", "refer/", "calendar.ics", "qr.svg"])
    def test_a_former_address_leads_to_the_new_one(self, client, part):
        service = ServiceFactory(slug="new-name")
        SlugHistory.objects.create(kind="service", slug="old-name", object_id=service.pk)

        response = client.get(f"/services/old-name/{part}?print=page")

        assert (response.status_code, response["Location"]) == (301, f"/services/new-name/{part}?print=page")

    def test_a_service_merged_into_another_leads_there(self, client):
        keep, drop = ServiceFactory(slug="keep"), ServiceFactory(slug="drop", live=False)
        SlugHistory.objects.create(kind="service", slug=drop.slug, object_id=keep.pk)

        assert client.get("/services/drop/")["Location"] == "/services/keep/"

    def test_a_former_address_of_a_provider_does_not_lead_to_a_service(self, client):
        service = ServiceFactory()
        SlugHistory.objects.create(kind="provider", slug="old-name", object_id=service.pk)

        assert client.get("/services/old-name/").status_code == 404

    @pytest.mark.parametrize("slug", ["nothing-here", "%00", "a" * 3000])
    def test_an_unknown_address_is_not_found(self, client, slug):
        assert client.get(f"/services/{slug}/").status_code == 404

    def test_a_provider_that_is_not_live_is_not_named(self, client):
        provider = ProviderFactory(name="Harbour Trust", slug="harbour", live=False)

        page = page_of(client, ServiceFactory(provider=provider))

        assert "Harbour Trust" not in page
        assert "/providers/harbour/" not in page
        assert "Who runs it" not in page


class TestOtherAddresses:
    def test_the_short_address_leads_to_the_page_in_any_case(self, client):
        ServiceFactory(short_code="K7M2P", slug="play")

        assert client.get("/s/k7m2p/")["Location"] == "/services/play/"

    def test_an_unknown_short_address_is_not_found(self, client):
        assert client.get("/s/ZZZZZ/").status_code == 404

    def test_a_draft_has_no_short_address_yet(self, client):
        ServiceFactory(short_code="R23XC", live=False, first_published_at=None)

        assert client.get("/s/R23XC/").status_code == 404

    def test_a_draft_place_is_not_shown(self, client):
        draft = LocationFactory(live=False, name="Draftplace", address_1="1 Draft Street", postcode="SS9 1AA")
        service = ServiceFactory(at=[draft])

        html = client.get(service.get_absolute_url()).content.decode()

        assert "Draftplace" not in html
        assert "Draft Street" not in html

    @pytest.mark.parametrize("path", ["{url}", "{url}calendar.ics", "/list/compare/?ids={codes}", "/find/export.csv"])
    def test_nor_is_a_time_at_it(self, client, path):
        draft = LocationFactory(live=False, name="Draftplace")
        service = ScheduleFactory(service__at=[LocationFactory()], location=draft, days="FR").service
        ScheduleFactory(service=service, days="TU")
        codes = f"{service.short_code}.{ServiceFactory().short_code}"

        said = client.get(path.format(url=service.get_absolute_url(), codes=codes)).getvalue().decode()

        assert "Every Tuesday" in said or "BYDAY=TU" in said
        assert not re.search("Draftplace|Every Friday|BYDAY=FR", said)

    def test_the_code_for_phones_is_an_image(self, client):
        response = client.get(f"/services/{ServiceFactory().slug}/qr.svg")

        assert response["Content-Type"] == "image/svg+xml"

    def test_sessions_come_as_a_calendar_file(self, client):
        service = ScheduleFactory(days="TU").service

        response = client.get(f"/services/{service.slug}/calendar.ics")

        assert response["Content-Type"].startswith("text/calendar")
        assert response.content.startswith(b"BEGIN:VCALENDAR\r\n")

    @pytest.mark.parametrize("day", ["", "nonsense", "2026-13-45", "%00"])
    def test_a_day_that_is_none_gives_all_sessions(self, client, day):
        service = ScheduleFactory(days="TU").service

        assert client.get(f"/services/{service.slug}/calendar.ics?date={day}").status_code == 200

    def test_no_sessions_no_calendar_file(self, client):
        assert client.get(f"/services/{ServiceFactory().slug}/calendar.ics").status_code == 404

    def test_professionals_find_criteria_form_and_papers(self, client):
        service = ServiceFactory(
            referral_criteria="Under 5 and lives here.",
            referral_evidence="Two-year check\nHearing test",
            referral_form_url="https://example.org/form",
        )

        assert f"/services/{service.slug}/refer/" in page_of(client, service)
        page = page_of(client, service, "refer/")
        assert all(words in page for words in ("Under 5 and lives here.", "Hearing test", "https://example.org/form"))

    def test_without_criteria_there_is_no_link_and_the_page_says_whom_to_ask(self, client):
        service = ServiceFactory()

        assert "refer/" not in page_of(client, service)
        assert "Ask the service" in page_of(client, service, "refer/")


class TestMap:
    SQUARE = [[[0.60, 51.52], [0.82, 51.52], [0.82, 51.58], [0.60, 51.58], [0.60, 51.52]]]

    def data_of(self, page) -> dict:
        return json.loads(re.search(r'<script id="map-data" type="application/json">(.*?)</script>', page)[1])

    def test_the_bigger_map_is_loaded_only_when_somebody_asks_for_it(self, client):
        AreaFactory(outline=self.SQUARE)
        service = ServiceFactory(at=[LocationFactory(latitude=51.54, longitude=0.7)])

        page = page_of(client, service)

        assert 'data-lo-map="map-data" data-show="Bigger map"' in page
        assert not re.search(r'<(script|link)[^>]*(src|href)="[^"]*map\.(js|css)', page)

    def test_its_pins_are_the_places_of_the_list(self, client):
        AreaFactory(outline=self.SQUARE)
        places = [LocationFactory(name=f"Hall {n}", latitude=51.54, longitude=0.7 + n / 100) for n in (1, 2)]

        page = page_of(client, ServiceFactory(at=places))

        pins = self.data_of(page)["pins"]
        assert [(pin["number"], pin["name"], pin["url"]) for pin in pins] == [
            (1, "Hall 1", "#place-1"),
            (2, "Hall 2", "#place-2"),
        ]
        assert 'id="place-2"' in page

    def test_a_place_whose_address_is_not_shown_is_known_by_its_ward_alone(self, client):
        ward = AreaFactory(name="Leigh", outline=self.SQUARE, latitude=51.55, longitude=0.66)
        hidden = LocationFactory(
            name="Refuge", visibility=Location.Visibility.AREA_ONLY, ward=ward, latitude=51.5312, longitude=0.7431
        )

        pins = self.data_of(page_of(client, ServiceFactory(at=[hidden])))["pins"]

        assert [(pin["lat"], pin["lon"], pin["name"], pin["text"]) for pin in pins] == [
            (51.55, 0.66, "Leigh", "Somewhere in Leigh")
        ]

    def test_without_outlines_there_is_no_map_and_nothing_for_one(self, client):
        service = ServiceFactory(at=[LocationFactory(latitude=51.54, longitude=0.7)])

        assert "map-data" not in page_of(client, service)


def grow(service, number):
    """Give a service this many of everything."""
    for index in range(number):
        ServiceStep.objects.create(service=service, title=f"Step {index}")
        ServiceContact.objects.create(service=service, phone=f"01632 960 {index:03d}")
        ServiceLink.objects.create(service=service, label=f"Link {index}", url="https://example.org/")
        question = LocalOfferQuestion.objects.get_or_create(text=f"Question {index}?")[0]
        ServiceAnswer.objects.create(service=service, question=question, answer="Yes.")
        place = LocationFactory(ward=AreaFactory())
        place.terms = [term("access", f"Access {index}")]
        place.save()
        ServiceLocationFactory(service=service, location=place)
        Schedule.objects.create(service=service, days="MO", location=place)


def test_queries_are_the_same_with_one_or_forty_of_everything(client, django_assert_num_queries):
    few, many = (ServiceFactory(terms=[term("type", "Speech"), term("needs", "Autism")]) for _number in range(2))
    grow(few, 1)
    grow(many, 40)
    client.get(few.get_absolute_url())

    for service in (few, many):
        with django_assert_num_queries(QUERIES):
            client.get(service.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/services/", "/providers/"])
def test_an_address_cut_short_leads_to_the_search_for_good(client, address):
    response = client.get(address, {"q": "speech"})

    assert (response.status_code, response["Location"]) == (301, "/find/?q=speech")
