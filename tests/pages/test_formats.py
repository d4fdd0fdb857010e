import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from localoffer.core.models import CouncilSettings, OutgoingMail
from localoffer.core.personal_data import personal_models, purge_expired
from localoffer.core.public_forms import new_stamp
from localoffer.pages.models import FormatRequest
from tests.factories.formats import FormatRequestFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def council(site_tree, settings):
    settings.EMAIL_BACKEND = "localoffer.core.outbox.OutboxBackend"
    return CouncilSettings.objects.create(site=site_tree, phone="01632 960 100", email="offer@example.org")


def answers(**changes):
    """What a browser sends for a filled-in form."""
    filled = {
        "made": new_stamp(time.time() - 60),
        "page": "https://offer.example.org/health/",
        "format": "language",
        "language": "Polish",
        "way": "email",
        "email": "sam@example.org",
        "phone": "",
        "post": "",
        "notes": "",
        "do": "send",
    }
    return filled | changes


class TestForm:
    def test_it_knows_the_page_the_visitor_came_from(self, client, settings):
        page = client.get("/formats/?page=/health/waiting/&format=braille").content.decode()

        assert f'value="{settings.BASE_URL}/health/waiting/"' in page
        assert 'value="braille" class="govuk-radios__input" required id="id_format_2" checked' in page or (
            'value="braille"' in page and "checked" in page
        )

    def test_what_was_searched_for_is_left_out(self, client):
        page = client.get("/formats/?page=/find/%3Fpostcode%3DSS91AB").content.decode()

        assert "SS91AB" not in page.split("<main")[1].split("lo-print")[0]

    @pytest.mark.parametrize("page", ["//evil.example/", "https://evil.example/", "health", "\x00", "/" + "a" * 400])
    def test_another_site_s_page_is_not_taken_over(self, client, page):
        response = client.get("/formats/", {"page": page})

        assert response.status_code == 200
        assert "evil.example" not in response.content.decode().split('name="page"')[1].split(">")[0]

    def test_ways_to_read_and_contact_lead_to_it(self, client):
        assert (
            "/formats/?page=/privacy/&amp;format=easy-read" in client.get("/display/?next=/privacy/").content.decode()
        )
        assert 'href="/formats/"' in client.get("/contact/").content.decode()

    def test_reading_it_sets_no_cookie_and_it_is_not_kept_by_caches(self, client):
        response = client.get("/formats/")

        assert not response.cookies
        assert "no-store" in response.headers["Cache-Control"]

    def test_the_queries_are_few(self, client, django_assert_max_num_queries):
        client.get("/formats/")

        with django_assert_max_num_queries(0):
            client.get("/formats/")


class TestChecking:
    def test_answers_are_shown_before_they_are_sent(self, client):
        page = client.post("/formats/", answers(do="check")).content.decode()

        assert "Another language (Polish)" in page
        assert "sam@example.org" in page
        assert not FormatRequest.objects.exists()

    def test_going_back_keeps_them(self, client):
        page = client.post("/formats/", answers(do="change", notes="Large letters please")).content.decode()

        assert 'value="sam@example.org"' in page
        assert "Large letters please" in page

    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"page": ""}, "Say which page you would like."),
            ({"format": ""}, "Choose how you would like to get the page."),
            ({"format": "papyrus"}, "Choose one of the answers in the list."),
            ({"way": "pigeon"}, "Choose one of the answers in the list."),
            ({"notes": "Keep me" + "x" * 1011}, "What you wrote is 18 characters too long. Shorten it to 1,000."),
            ({"page": "x" * 301}, "What you wrote is 1 character too long. Shorten it to 300."),
            ({"email": f"{'x' * 260}@example.org"}, "What you wrote is 18 characters too long. Shorten it to 254."),
            ({"language": ""}, "Say which language."),
            ({"way": ""}, "Choose how we can send it to you."),
            ({"email": ""}, "Enter your e-mail address, or choose another way."),
            ({"email": "sam"}, "Enter an e-mail address like name@example.org."),
            ({"way": "phone"}, "Enter your phone number, or choose another way."),
            ({"way": "phone", "phone": "123"}, "Enter a whole phone number, like 01632 960 001."),
            ({"way": "post"}, "Enter your name and address, or choose another way."),
            ({"made": ""}, "Please look at your answers once more"),
            ({"website": "x"}, "Please look at your answers once more"),
        ],
    )
    def test_what_is_missing_is_said_and_nothing_is_lost(self, client, changes, message):
        page = client.post("/formats/", answers(**{"notes": "Keep me"} | changes)).content.decode()

        assert message in page
        assert "Keep me" in page
        assert "<title>Error: " in page
        assert not FormatRequest.objects.exists()

    def test_a_line_break_counts_as_one_character(self, client):
        notes = "\r\n".join(["a"] * 500)

        client.post("/formats/", answers(notes=f"{notes}b"))

        assert len(FormatRequest.objects.get().notes) == 1000


class TestSending:
    def test_it_ends_at_a_receipt_that_can_be_opened_again(self, client):
        sent = client.post("/formats/", answers())

        for _time in range(2):
            receipt = client.get(sent.url).content.decode()
            assert FormatRequest.objects.get().reference in receipt
            assert "sam@example.org" not in receipt + sent.url

    def test_it_says_by_when_as_the_council_promised(self, client, site_tree):
        CouncilSettings.objects.update_or_create(
            site=site_tree, defaults={"email_promise": "We answer within 5 working days"}
        )

        receipt = client.post("/formats/", answers(), follow=True).content.decode()

        assert "when you can have it. We answer within 5 working days." in receipt
        assert "10 working days" not in receipt

    def test_without_a_promise_it_says_when_to_ask_again(self, client):
        receipt = client.post("/formats/", answers(), follow=True).content.decode()

        assert "If you have not heard from us after 10 working days, get in touch" in receipt

    def test_only_the_chosen_way_is_kept(self, client):
        client.post("/formats/", answers(phone="01632 960 001", post="1 Sample Street"))

        assert FormatRequest.objects.get().contact == "sam@example.org"

    def test_a_language_is_kept_only_where_one_was_chosen(self, client):
        client.post("/formats/", answers(format="braille"))

        assert FormatRequest.objects.get().language == ""

    def test_pressing_twice_is_one_request_and_one_mail(self, client):
        filled = answers()
        receipts = [client.post("/formats/", filled).url for _time in range(2)]

        assert receipts[0] == receipts[1]
        assert FormatRequest.objects.count() == OutgoingMail.objects.count() == 1

    def test_going_back_to_change_an_answer_changes_the_request(self, client):
        filled = answers()
        client.post("/formats/", filled)
        client.post("/formats/", filled | {"language": "Urdu"})

        assert FormatRequest.objects.get().language == "Urdu"

    def test_a_request_that_was_done_is_not_changed_any_more(self, client):
        filled = answers()
        client.post("/formats/", filled)
        FormatRequest.objects.update(done_at=timezone.now())
        client.post("/formats/", filled | {"language": "Urdu"})

        assert FormatRequest.objects.get().language == "Polish"

    def test_the_team_is_told_without_the_person_s_details(self, client):
        client.post("/formats/", answers(notes="My own words"))

        mail = OutgoingMail.objects.get()
        assert mail.recipient == "offer@example.org"
        for private in ("sam@example.org", "My own words"):
            assert private not in mail.subject + mail.text
        assert reverse(FormatRequest.snippet_viewset.get_url_name("list")) in mail.text

    def test_without_an_address_of_the_council_it_still_arrives_in_the_cms(self, client, council):
        council.email = ""
        council.save()

        assert client.post("/formats/", answers()).status_code == 302
        assert FormatRequest.objects.count() == 1

    def test_another_site_cannot_send_it(self, strict_client):
        response = strict_client.post("/formats/", answers(), headers={"sec-fetch-site": "cross-site"})

        assert response.status_code == 403
        assert not FormatRequest.objects.exists()

    def test_our_own_pages_can_without_a_cookie(self, strict_client):
        response = strict_client.post("/formats/", answers(), headers={"sec-fetch-site": "same-origin"})

        assert response.status_code == 302

    def test_an_eleventh_request_of_an_hour_waits_and_nothing_is_lost(self, client):
        for _time in range(10):
            client.post("/formats/", answers())

        response = client.post("/formats/", answers(notes="Keep me"))

        assert response.status_code == 429
        assert "Keep me" in response.content.decode()
        assert FormatRequest.objects.count() == 10

    @pytest.mark.parametrize("key", ["x", "a" * 32, "-1"])
    def test_a_receipt_that_never_was_is_not_found(self, client, key):
        assert client.get(f"/formats/sent/{key}/").status_code == 404


class TestExpiry:
    @pytest.mark.parametrize(
        ("asked", "done", "kept"),
        [(100, 89, True), (100, 91, False), (364, None, True), (366, None, False), (366, 10, False)],
    )
    def test_erased_90_days_after_it_was_done_and_after_a_year(self, asked, done, kept):
        now = timezone.now()
        FormatRequestFactory(
            created_at=now - timedelta(days=asked), done_at=now - timedelta(days=done) if done else None
        )

        purge_expired(now=now)

        assert FormatRequest.objects.exists() is kept

    def test_it_is_declared_as_personal_data_and_the_privacy_notice_tells_of_it(self, client):
        assert FormatRequest in list(personal_models())
        assert "When you ask for a page in another way" in client.get("/privacy/").content.decode()


def cms(name, *args):
    return reverse(FormatRequest.snippet_viewset.get_url_name(name), args=args)


class TestInTheCms:
    def test_an_officer_sees_it_in_the_today_list_and_marks_it_as_done(self, client):
        officer = person("Officers")
        client.force_login(officer)
        wanted = FormatRequestFactory()

        assert cms("edit", wanted.pk) in client.get("/cms/").content.decode()
        client.post(cms("edit", wanted.pk), {"done": "on"})

        wanted.refresh_from_db()
        assert wanted.done_at is not None
        assert wanted.done_by == officer
        client.get("/cms/")  # says “saved”, with a link
        assert cms("edit", wanted.pk) not in client.get("/cms/").content.decode()

    def test_what_somebody_asked_for_cannot_be_changed(self, client):
        client.force_login(person("Officers"))
        wanted = FormatRequestFactory()

        client.post(cms("edit", wanted.pk), {"done": "on", "contact": "Somebody else", "page": "/other/"})

        wanted.refresh_from_db()
        assert wanted.contact == "Sam Sample, 1 Sample Street"

    def test_done_can_be_taken_back(self, client):
        client.force_login(person("Officers"))
        wanted = FormatRequestFactory(done_at=timezone.now())

        client.post(cms("edit", wanted.pk), {})

        wanted.refresh_from_db()
        assert wanted.done_at is None

    def test_nobody_adds_one_in_the_cms(self, client, admin_user):
        client.force_login(admin_user)

        assert client.get(cms("add")).status_code != 200

    @pytest.mark.parametrize("group", ["Editors", "Review group", "User managers"])
    def test_others_do_not_see_them(self, client, group):
        client.force_login(person(group))
        wanted = FormatRequestFactory()

        for address in (cms("list"), cms("edit", wanted.pk), cms("delete", wanted.pk)):
            page = client.get(address)
            assert page.status_code in {302, 403, 404}
        assert "braille" not in client.get("/cms/").content.decode().lower()

    def test_what_still_waits_stands_first_and_a_heading_sorts(self, client):
        done = FormatRequestFactory(done_at=timezone.now() - timedelta(days=3))
        waiting = FormatRequestFactory()
        client.force_login(person("Officers"))

        rows = [list(client.get(cms("list"), query).context["object_list"]) for query in ({}, {"ordering": "done_at"})]

        assert rows[0] == [waiting, done]
        assert set(rows[1]) == {waiting, done}

    def test_the_list_costs_the_same_with_many_rows(self, client, django_assert_max_num_queries):
        client.force_login(person("Officers"))
        FormatRequestFactory.create_batch(40)
        client.get(cms("list"))

        with django_assert_max_num_queries(25):
            client.get(cms("list"))
