"""Writing and publishing in the CMS, through its pages."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from directory.models import (
    Location,
    Service,
    ServicePhoto,
    SlugHistory,
)
from tests.directory.cms.pages import add, edit, errors_of, form_of
from tests.factories.core import TeamFactory
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    PostcodeFactory,
    ProviderFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)
from tests.factories.people import person

pytestmark = pytest.mark.django_db


class TestWriting:
    def test_a_name_and_a_provider_are_enough_for_a_draft(self, cms):
        add(cms, provider=ProviderFactory().pk)

        service = Service.objects.get()
        assert (service.slug, service.live) == ("saturday-swim", False)

    def test_without_a_provider_the_message_stands_at_the_field(self, cms):
        response = add(cms)

        assert list(errors_of(response)) == ["provider"]

    def test_two_services_of_one_name_get_two_addresses(self, cms):
        provider = ProviderFactory().pk
        add(cms, provider=provider)
        add(cms, provider=provider)

        assert set(Service.objects.values_list("slug", flat=True)) == {"saturday-swim", "saturday-swim-2"}

    def test_a_taken_address_is_refused_at_the_field(self, cms):
        ServiceFactory(slug="swim")

        response = add(cms, provider=ProviderFactory().pk, slug="swim")

        assert list(errors_of(response)) == ["slug"]

    def test_an_address_that_leads_elsewhere_is_refused_too(self, cms):
        SlugHistory.objects.create(kind="service", slug="swim", object_id=ServiceFactory().pk)

        response = add(cms, provider=ProviderFactory().pk, slug="swim")

        assert list(errors_of(response)) == ["slug"]

    def test_nothing_is_published_without_an_owner_team(self, cms):
        response = add(cms, provider=ProviderFactory().pk, **{"action-publish": "1"})

        assert list(errors_of(response)) == ["owner"]
        assert not Service.objects.filter(live=True).exists()

    def test_with_an_owner_it_goes_live_and_gets_a_date_for_its_first_check(self, cms):
        add(cms, provider=ProviderFactory().pk, owner=TeamFactory(review_months=3).pk, **{"action-publish": "1"})

        service = Service.objects.get()
        assert service.live
        assert service.review_due > timezone.localdate() + timedelta(days=80)

    # Wagtail leaves a temporary file of a picture to the garbage collector.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    def test_a_photo_without_words_waits_as_a_draft_but_is_not_published(self, cms):
        service = ServiceFactory(owner=TeamFactory())
        image = Image.objects.create(title="Hall", file=get_test_image_file())
        photo = {"image": image.pk, "text": "", "ORDER": 1}

        edit(cms, service, photos=[photo])
        response = edit(cms, service, photos=[photo], **{"action-publish": "1"})

        assert not ServicePhoto.objects.exists()
        assert "text" in response.context["form"].formsets["photos"].forms[0].errors

    def test_a_changed_address_of_a_published_service_leads_on(self, cms):
        service = ServiceFactory(slug="old", owner=TeamFactory())

        edit(cms, service, slug="new", **{"action-publish": "1"})

        assert Service.objects.get().slug == "new"
        assert SlugHistory.objects.get().slug == "old"

    def test_days_are_ticked(self, cms):
        service = ServiceFactory(owner=TeamFactory())
        data = form_of(service, **{"action-publish": "1"})
        data |= {
            "schedules-TOTAL_FORMS": "1",
            "schedules-0-days": ["MO", "WE"],
            "schedules-0-days-other": "",
            "schedules-0-frequency": "WEEKLY",
            "schedules-0-interval": "1",
            "schedules-0-season": "always",
            "schedules-0-ORDER": "1",
        }

        cms.post(reverse("wagtailsnippets_directory_service:edit", args=[service.pk]), data)

        assert Service.objects.get().schedules.get().days == "MO,WE"

    def test_partners_are_kept_and_added(self, cms):
        one, two = ProviderFactory(), ProviderFactory()
        service = ServiceFactory(owner=TeamFactory())

        edit(cms, service, **{"partners": [one.pk], "partners-add": two.pk, "action-publish": "1"})

        assert set(Service.objects.get(pk=service.pk).partners.all()) == {one, two}

    def test_a_copy_has_its_own_address_and_parts(self, cms):
        original = ServiceFactory(slug="swim", at=[LocationFactory()])

        page = cms.get(reverse("wagtailsnippets_directory_service:copy", args=[original.pk]))

        form = page.context["form"]
        assert form.instance.pk is None
        assert form.initial["slug"] == ""
        assert [child.instance.pk for child in form.formsets["service_locations"].forms] == [None]

    def test_saving_a_copy_leaves_the_original_its_parts(self, cms):
        hall = LocationFactory()
        original = ServiceFactory(slug="swim", at=[hall])
        place = {"id": "", "location": hall.pk, "ORDER": 1}
        data = form_of(provider=original.provider_id, service_locations=[place])

        cms.post(reverse("wagtailsnippets_directory_service:add"), data | {"service_locations-INITIAL_FORMS": "1"})

        copy = Service.objects.exclude(pk=original.pk).get()
        assert [service.service_locations.count() for service in (original, copy)] == [1, 1]


class TestPlaces:
    def save(self, cms, place=None, **facts):
        data = {"name": "Hall", "visibility": "public", "postcode": "SS2 6ER", "latitude": "", "longitude": ""}
        name = "edit" if place else "add"
        address = reverse(f"wagtailsnippets_directory_location:{name}", args=[place.pk] if place else [])
        return cms.post(address, data | facts)

    def test_the_postcode_gives_the_point_and_the_ward(self, cms):
        ward = AreaFactory(code="E05000001")
        PostcodeFactory(code="SS2 6ER", latitude=51.55, longitude=0.71, ward_code=ward.code)

        self.save(cms, postcode="ss26er")

        place = Location.objects.get()
        assert (place.postcode, place.latitude, place.longitude, place.ward) == ("SS2 6ER", 51.55, 0.71, ward)

    def test_where_only_the_sector_is_known_its_middle_is_better_than_nothing(self, cms):
        PostcodeFactory(code="SS2 6", latitude=51.55, longitude=0.71)

        self.save(cms)

        assert Location.objects.get().latitude == 51.55

    def test_a_point_that_an_officer_gives_stays(self, cms):
        PostcodeFactory(code="SS2 6ER", latitude=51.55, longitude=0.71)

        self.save(cms, latitude="51.5", longitude="0.7")

        assert Location.objects.get().latitude == 51.5

    def test_a_place_that_moves_takes_its_point_along(self, cms):
        PostcodeFactory(code="SS9 1AA", latitude=51.54, longitude=0.65)
        place = LocationFactory(postcode="SS2 6ER", latitude=51.55, longitude=0.71, live=False)

        self.save(cms, place, postcode="SS9 1AA", latitude="51.55", longitude="0.71")

        assert Location.objects.get().longitude == 0.65

    def test_a_postcode_that_nobody_knows_is_no_error(self, cms):
        self.save(cms, postcode="ZZ99 9ZZ")

        assert Location.objects.get().latitude is None

    def test_a_hidden_address_needs_a_ward(self, cms):
        response = self.save(cms, visibility="area")

        assert list(errors_of(response)) == ["ward"]


class TestTerms:
    def test_of_some_lists_only_one_can_be_chosen(self, cms):
        level = VocabularyFactory(several=False, label="Level")
        one, two = TermFactory(vocabulary=level), TermFactory(vocabulary=level)

        response = edit(cms, ServiceFactory(), terms=[one.pk, two.pk])

        assert "Level" in errors_of(response)["terms"][0]

    def test_radio_buttons_and_checkboxes_arrive_together(self, cms):
        level, needs = VocabularyFactory(several=False, slug="level"), VocabularyFactory(slug="needs")
        one, two = TermFactory(vocabulary=level), TermFactory(vocabulary=needs)
        service = ServiceFactory(owner=TeamFactory())

        edit(cms, service, **{"terms": [two.pk], "terms-level": one.pk, "action-publish": "1"})

        assert set(Service.objects.get().terms.all()) == {one, two}

    def test_terms_that_are_worked_out_are_not_offered_and_not_lost(self, cms):
        online = TermFactory(rule={"online": True}, label="Worked out online")
        service = ServiceFactory(owner=TeamFactory(), terms=[online])
        page = cms.get(reverse("wagtailsnippets_directory_service:edit", args=[service.pk])).content.decode()

        edit(cms, service, **{"action-publish": "1"})

        assert "Worked out online" not in page
        assert list(Service.objects.get().terms.all()) == [online]

    def test_terms_of_places_are_offered_to_places_only(self, cms):
        ramp = TermFactory(vocabulary=VocabularyFactory(scope="place"), label="A ramp at the door")

        service = cms.get(reverse("wagtailsnippets_directory_service:add")).content.decode()
        place = cms.get(reverse("wagtailsnippets_directory_location:add")).content.decode()

        assert (ramp.label in service, ramp.label in place) == (False, True)


class TestModeration:
    def submitted(self, **facts):
        editor = person("Editors")
        service = ServiceFactory(live=False, **facts)
        service.save_revision(user=editor)
        service.get_workflow().start(service, editor)
        return Service.objects.get(pk=service.pk)

    def approve(self, cms, service):
        state = service.current_workflow_task_state
        return cms.post(
            reverse("wagtailsnippets_directory_service:workflow_action", args=[service.pk, "approve", state.pk]),
            follow=True,
        )

    def test_an_officer_approves_and_it_is_live_which_is_said_by_its_name(self, cms):
        service = self.submitted(owner=TeamFactory(), name="Swim club")

        response = self.approve(cms, service)

        assert Service.objects.get(pk=service.pk).live
        assert "“Swim club” was published." in response.content.decode()

    def test_what_is_missing_is_said_instead_of_published(self, cms):
        service = self.submitted(owner=None)

        response = self.approve(cms, service)

        assert not Service.objects.get(pk=service.pk).live
        assert "Choose the team that keeps this up to date." in response.content.decode()

    def test_an_address_taken_in_the_meantime_is_said_too(self, cms):
        service = self.submitted(owner=TeamFactory(), slug="swim")
        revision = service.latest_revision
        revision.content["slug"] = "taken"
        revision.save()
        ServiceFactory(slug="taken")

        self.approve(cms, service)

        assert not Service.objects.get(pk=service.pk).live


class TestPreview:
    def test_a_draft_is_shown_as_the_public_page_with_a_mark(self, cms):
        service = ServiceFactory(summary="Old words.")
        service.summary = "New words."
        revision = service.save_revision()

        page = cms.get(
            reverse("wagtailsnippets_directory_service:revisions_view", args=[service.pk, revision.pk])
        ).content.decode()

        assert "New words." in page
        assert "Families do not see this version." in page

    def test_a_place_has_no_page_to_preview(self):
        assert not Location().is_previewable()


class TestSettings:
    def test_a_colour_that_is_too_pale_is_refused_at_the_field(self, cms, site_tree):
        address = reverse("wagtailsettings:edit", args=["core", "councilsettings", site_tree.pk])
        data = nested_form_data(
            {
                "council_name": "A council",
                "place_name": "A place",
                "product_name": "Local Offer",
                "brand_colour": "#ffff00",
                "link_colour": "#0b5394",
                "neighbouring_offers": inline_formset([]),
                "navigation_items": inline_formset([]),
            }
        )

        response = cms.post(address, data)

        assert "4.5" in response.context["form"].errors["brand_colour"][0]


class TestHelpAtTheSide:
    @pytest.mark.parametrize(
        ("model", "factory"),
        [("service", ServiceFactory), ("provider", ProviderFactory), ("location", LocationFactory)],
    )
    def test_it_stands_in_the_form_and_in_the_editor(self, cms, model, factory):
        pages = [
            cms.get(reverse(f"wagtailsnippets_directory_{model}:add")),
            cms.get(reverse(f"wagtailsnippets_directory_{model}:edit", args=[factory().pk])),
        ]

        for response in pages:
            content = response.content.decode()
            assert 'data-side-panel="help"' in content
            assert "What families need from it" in content
