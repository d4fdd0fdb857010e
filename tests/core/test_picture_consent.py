"""Pictures of people: until when they agreed, what waits for officers after that, and what may not be published."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, GroupCollectionPermission

from directory.models import ServicePhoto
from localoffer.core import roles
from localoffer.core.models import PictureConsent
from localoffer.core.personal_data import purge_expired
from localoffer.core.picture_consent import pictures_of
from localoffer.core.publishing import blocking
from localoffer.core.registries import queue_sources
from localoffer.core.today import Queue
from tests import films
from tests.factories.directory import ServiceFactory
from tests.factories.pages import EasyReadPageFactory, InformationPageFactory, VideoPageFactory
from tests.factories.people import person
from tests.pages.every_block import picture

pytestmark = [pytest.mark.django_db, films.PICTURES_LEFT_OPEN]
LABEL = "Pictures whose consent has ended"


def day(number):
    return timezone.localdate() + timedelta(days=number)


def agreed(image, until, by="A parent"):
    return PictureConsent.objects.create(image=image, agreed_until=day(until), agreed_by=by)


def page_with(image, **facts):
    return InformationPageFactory(body=[("picture", {"image": image, "caption": ""})], **facts)


class TestForm:
    @pytest.fixture
    def image(self, db):
        return picture()

    def post(self, client, image, **facts):
        data = {
            "title": image.title,
            "collection": image.collection_id,
            "tags": "",
            "agreed_by": "",
            "agreed_until": "",
        }
        return client.post(reverse("wagtailimages:edit", args=[image.pk]), data | facts)

    def test_an_officer_says_who_agreed_and_until_when(self, admin_client, image):
        until = day(30).isoformat()

        self.post(admin_client, image, shows_people="on", agreed_by="Two parents", agreed_until=until)

        consent = PictureConsent.objects.get(image=image)
        assert (consent.agreed_by, consent.agreed_until) == ("Two parents", day(30))

    def test_what_was_said_stands_in_the_form_again(self, admin_client, image):
        agreed(image, 30, by="Two parents")

        html = admin_client.get(reverse("wagtailimages:edit", args=[image.pk])).content.decode()

        assert 'value="Two parents"' in html
        assert day(30).isoformat() in html
        assert 'name="shows_people" id="id_shows_people" checked' in html

    def test_a_picture_of_nobody_has_no_record(self, admin_client, image):
        agreed(image, 30)

        self.post(admin_client, image)

        assert not PictureConsent.objects.exists()

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"shows_people": "on", "agreed_by": "A parent"}, "Say until when they agreed."),
            ({"shows_people": "on", "agreed_until": "2999-01-01"}, "Say who agreed."),
            ({"agreed_by": "A parent"}, "Tick this if somebody agreed to be shown."),
            ({"shows_people": "on", "agreed_by": "A parent", "agreed_until": "soon"}, "Enter a valid date."),
        ],
    )
    def test_half_an_answer_is_refused(self, admin_client, image, facts, words):
        response = self.post(admin_client, image, **facts)

        assert words in response.content.decode()
        assert not PictureConsent.objects.exists()

    def test_a_title_can_be_mended_after_the_name_was_erased(self, admin_client, image):
        agreed(image, -500, by="")

        self.post(admin_client, image, title="New", shows_people="on", agreed_until=day(-500).isoformat())

        assert get_image_model().objects.get().title == "New"

    def test_a_form_that_does_not_ask_changes_nothing(self, image):
        agreed(image, 30)
        form = get_image_form(type(image), fields=["title"])({"title": "New"}, instance=image)

        assert form.is_valid()
        form.save()

        assert PictureConsent.objects.get().agreed_by == "A parent"

    def test_one_goes_with_its_picture(self, image):
        agreed(image, 30)

        image.delete()

        assert not PictureConsent.objects.exists()


class TestToday:
    def queue(self, rf, user):
        request = rf.get("/cms/")
        request.user = user
        return Queue(request)

    def rows(self, rf, user):
        return [row.item for row in self.queue(rf, user).rows(50) if row.kind == LABEL]

    def test_a_picture_waits_from_the_day_after_the_last_one(self, rf, admin_user):
        agreed(picture(), 0)
        assert self.rows(rf, admin_user) == []

        PictureConsent.objects.update(agreed_until=day(-1))

        (row,) = self.rows(rf, admin_user)
        assert (row.what, row.since) == ("Way in", day(0))
        assert row.url == reverse("wagtailimages:edit", args=[get_image_model().objects.get().pk])

    def test_the_longest_ago_stands_first(self, rf, admin_user):
        for until in (-1, -9, -4):
            agreed(picture(), until)

        assert [row.since for row in self.rows(rf, admin_user)] == [day(-8), day(-3), day(0)]

    def test_who_may_not_change_pictures_has_no_row(self, rf, site_tree):
        agreed(picture(), -1)

        assert len(self.rows(rf, person(roles.OFFICERS))) == 1
        assert self.rows(rf, person(roles.REVIEW_GROUP)) == []

    def test_only_pictures_of_a_collection_of_theirs(self, rf, site_tree):
        reviewer = person(roles.REVIEW_GROUP)
        theirs = Collection.get_first_root_node().add_child(name="Theirs")
        right = Permission.objects.get(codename="change_image")
        GroupCollectionPermission.objects.create(group=reviewer.groups.get(), collection=theirs, permission=right)
        mine = picture()
        mine.collection = theirs
        mine.save()
        agreed(mine, -1)
        agreed(picture(), -2)

        assert [row.since for row in self.rows(rf, reviewer)] == [day(0)]

    def test_the_next_day_on_which_one_waits_is_known(self, rf, admin_user):
        agreed(picture(), 9)
        agreed(picture(), 4)

        source = next(source for source in queue_sources if source.name == "picture-consent")
        request = rf.get("/")
        request.user = admin_user
        assert source.next_due(request) == day(5)

    def test_many_cost_as_many_queries_as_one(self, rf, admin_user):
        agreed(picture(), -1)
        self.rows(rf, admin_user)
        with CaptureQueriesContext(connection) as one:
            self.rows(rf, admin_user)
        for _time in range(4):
            agreed(picture(), -1)

        with CaptureQueriesContext(connection) as many:
            self.rows(rf, admin_user)

        assert len(one) == len(many)


class TestPublishing:
    def problems(self, page):
        return [
            (finding.field, finding.message)
            for finding in blocking(page)
            if "consent to the picture" in finding.message
        ]

    def test_a_page_that_begins_to_use_one_after_its_time_is_refused(self, site_tree):
        page = InformationPageFactory()
        image = picture()
        agreed(image, -1)
        page.body = [("picture", {"image": image, "caption": ""})]

        ((field, message),) = self.problems(page)

        assert field == "body"
        assert "“Way in”" in message

    def test_a_new_page_too(self, site_tree):
        image = picture()
        agreed(image, -1)

        assert self.problems(page_with(image, live=False))

    def test_until_the_last_day_it_may(self, site_tree):
        image = picture()
        agreed(image, 0)

        assert self.problems(page_with(image, live=False)) == []

    def test_a_page_that_shows_it_already_can_be_mended(self, site_tree):
        image = picture()
        page = page_with(image)
        agreed(image, -1)

        page.title = "A better title"

        assert self.problems(page) == []

    def test_pictures_are_found_wherever_a_page_has_them(self, site_tree):
        image = picture()
        row = ("row", {"icon": "", "picture": image, "text": "<p>Write.</p>"})
        video = VideoPageFactory()

        assert pictures_of(EasyReadPageFactory(rows=[row])) == {image.pk: "rows"}
        assert pictures_of(video) == {video.poster_id: "poster"}
        assert pictures_of(InformationPageFactory()) == {}


class TestErasing:
    def test_the_name_goes_a_year_after_the_last_day_and_the_day_stays(self):
        agreed(picture(), -366)
        agreed(picture(), -365)

        purge_expired()

        assert set(PictureConsent.objects.values_list("agreed_until", "agreed_by")) == {
            (day(-366), ""),
            (day(-365), "A parent"),
        }

    def test_a_consent_that_is_erased_before_its_time_has_ended(self):
        agreed(picture(), 30)

        PictureConsent.objects.all().erase()

        assert PictureConsent.objects.ended(day(0)).get().agreed_by == ""


class TestLongWords:
    def test_a_name_that_is_too_long_is_told_beside_the_field(self):
        sent = {"title": "x", "shows_people": "on", "agreed_by": "x" * 200, "agreed_until": day(9).isoformat()}
        form = get_image_form(get_image_model())(sent, instance=picture(), user=person(is_superuser=True))

        assert not form.is_valid()
        assert "120" in form.errors["agreed_by"][0]


class TestServices:
    def service_with(self, image, **facts):
        service = ServiceFactory(**facts)
        service.photos = [ServicePhoto(image=image, text="The hall")]
        return service

    def problems(self, service):
        return [str(words) for words in service.publishing_problems().get("photos", [])]

    def test_one_that_begins_to_show_a_picture_whose_consent_ended_is_not_published(self):
        agreed(image := picture(), -1)

        assert "has ended" in self.problems(self.service_with(image))[0]

    def test_one_whose_consent_holds_is(self):
        agreed(image := picture(), 1)

        assert self.problems(self.service_with(image)) == []

    def test_one_that_families_see_already_can_still_be_mended(self):
        service = self.service_with(image := picture())
        service.save()
        agreed(image, -1)

        assert self.problems(service) == []
