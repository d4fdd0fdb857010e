"""Undoing the publishing of a page: families read again what stood there before."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, Revision, Site, Workflow

from localoffer.core.models import LastPublishing
from localoffer.core.roles import OFFICERS
from localoffer.core.translations import standing
from localoffer.pages.models import FiveMinutePage, InformationPage, StoryPage
from tests.factories.pages import (
    EasyReadPageFactory,
    FiveMinutePageFactory,
    HomePageFactory,
    HubPageFactory,
    InformationPageFactory,
    StoryPageFactory,
    body,
)
from tests.factories.people import person
from tests.pages.cms import posted_page, said

pytestmark = pytest.mark.django_db

LAW = ("law", {"text": "The council must decide.", "reference": "A law", "url": ""})
OLD, NEW = "The old words.", "The wrong words."


@pytest.fixture
def officer():
    return person(OFFICERS)


@pytest.fixture
def cms(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def other():
    return person(OFFICERS, username="other")


def publish(page, user=None, **words):
    """Publish the page with other words, as the editor does."""
    draft = page.get_latest_revision_as_object()
    for name, value in words.items():
        setattr(draft, name, value)
    draft.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    return fresh(page)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def published_by_mistake(user=None, **facts):
    """A page that was published a second time, with words that are wrong."""
    page = publish(InformationPageFactory(**facts), summary=OLD)
    return publish(page, user, summary=NEW)


def address(page):
    return reverse("undo_publishing", args=[page.pk])


def undo(client, page, number=None):
    """Press the button of the page that asks."""
    last = LastPublishing.objects.of(page).first()
    return client.post(address(page), {"publishing": number or (last.pk if last else "")})


def asked(client, page):
    return client.get(address(page)).content.decode()


class TestWhatComesBack:
    def test_families_read_what_stood_there_before(self, cms, client):
        page = published_by_mistake()

        undo(cms, page)

        assert fresh(page).summary == OLD
        assert OLD in client.get(page.get_url()).content.decode()

    def test_the_newest_words_stay_as_a_draft(self, cms):
        page = published_by_mistake()

        undo(cms, page)

        page = fresh(page)
        assert page.has_unpublished_changes
        assert page.get_latest_revision_as_object().summary == NEW

    def test_a_later_draft_stays_too(self, cms):
        page = published_by_mistake()
        draft = page.get_latest_revision_as_object()
        draft.summary = "Better words."
        draft.save_revision()

        response = undo(cms, page)

        assert fresh(page).summary == OLD
        assert fresh(page).get_latest_revision_as_object().summary == "Better words."
        assert "The draft in the editor stays as it is." in said(response)

    def test_words_that_were_public_without_a_version_come_back(self, cms):
        page = publish(InformationPageFactory(summary="From the seeds."), summary=NEW)

        undo(cms, page)

        assert fresh(page).summary == "From the seeds."
        assert fresh(page).get_latest_revision_as_object().summary == NEW

    def test_words_that_were_written_into_the_row_come_back(self, cms):
        page = publish(InformationPageFactory(), summary="Older still.")
        InformationPage.objects.update(summary=OLD)

        undo(cms, publish(page, summary=NEW))

        assert fresh(page).summary == OLD

    def test_no_version_is_made_where_the_live_one_says_the_same(self):
        page = publish(InformationPageFactory(), summary=OLD)
        live = page.live_revision

        publish(page, summary=NEW)

        assert LastPublishing.objects.get().before == live

    def test_what_was_published_for_the_first_time_goes_off_the_site(self, cms, client):
        page = publish(InformationPageFactory(live=False), summary=NEW)

        response = undo(cms, page)

        page = fresh(page)
        assert not page.live
        assert page.get_latest_revision_as_object().summary == NEW
        assert "is off the site again" in said(response)

    def test_and_says_nothing_about_itself_to_families(self, cms, client):
        page = publish(InformationPageFactory(live=False, first_published_at=None), person(OFFICERS, username="b"))

        undo(cms, page)

        assert fresh(page).first_published_at is None
        assert fresh(page).last_confirmed_at is None
        assert client.get(page.get_url()).status_code == 404

    def test_what_was_taken_down_before_goes_off_again_and_stays_known(self, cms, client):
        page = publish(InformationPageFactory(), summary=OLD)
        page.unpublish()
        page = publish(fresh(page), summary=NEW)

        undo(cms, page)

        assert fresh(page).first_published_at
        assert client.get(page.get_url()).status_code == 410

    def test_an_old_address_comes_back_and_the_new_one_leads_there(
        self, cms, client, django_capture_on_commit_callbacks
    ):
        page = publish(InformationPageFactory(slug="old"), summary=OLD)
        before = page.get_url()
        with django_capture_on_commit_callbacks(execute=True):
            page = publish(page, slug="new")
        after = page.get_url()

        with django_capture_on_commit_callbacks(execute=True):
            undo(cms, page)

        assert client.get(before).status_code == 200
        assert client.get(after)["Location"] == before

    def test_what_was_published_by_the_clock_can_be_undone(self, cms):
        page = publish(InformationPageFactory(), summary=OLD)
        draft = page.get_latest_revision_as_object()
        draft.summary, draft.go_live_at = NEW, timezone.now() + timedelta(hours=1)
        draft.save_revision().publish()
        Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=timezone.now())
        for revision in page.revisions.filter(approved_go_live_at__isnull=False):
            revision.content["go_live_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
            revision.save()
        call_command("publish_scheduled")
        assert fresh(page).summary == NEW

        undo(cms, page)

        assert fresh(page).summary == OLD


class TestOnce:
    def test_there_is_nothing_to_undo_a_second_time(self, cms):
        page = published_by_mistake()
        undo(cms, page)

        assert "There is nothing to undo." in asked(cms, page)
        assert "Nothing was undone" in said(undo(cms, page, "1"))
        assert fresh(page).summary == OLD

    def test_but_publishing_again_can_be_undone(self, cms):
        page = published_by_mistake()
        undo(cms, page)
        page = publish(page, summary="Wrong again.")

        undo(cms, page)

        assert fresh(page).summary == OLD

    def test_a_page_that_was_taken_down_since_has_nothing_to_undo(self, cms):
        page = published_by_mistake()
        page.unpublish()

        assert "There is nothing to undo." in asked(cms, page)

    @pytest.mark.parametrize(("hours", "possible"), [(23, True), (25, False)])
    def test_only_for_a_day(self, cms, hours, possible):
        page = published_by_mistake()
        LastPublishing.objects.update(at=timezone.now() - timedelta(hours=hours))
        Revision.objects.update(created_at=timezone.now() - timedelta(days=9))

        undo(cms, page)

        assert (fresh(page).summary == OLD) is possible

    def test_a_council_can_do_without(self, cms, settings):
        settings.UNDO_PUBLISHING_HOURS = 0
        page = published_by_mistake()

        assert not LastPublishing.objects.exists()
        assert "There is nothing to undo." in asked(cms, page)

    def test_looking_changes_nothing(self, cms):
        page = published_by_mistake()

        asked(cms, page)

        assert fresh(page).summary == NEW
        assert LastPublishing.objects.of(page).exists()


class TestRefused:
    def test_what_somebody_published_meanwhile(self, cms):
        page = published_by_mistake()
        number = LastPublishing.objects.get().pk
        publish(page, summary="A colleague's words.")

        response = undo(cms, page, number)

        assert fresh(page).summary == "A colleague's words."
        assert "has changed since you looked at it" in said(response)

    @pytest.mark.parametrize("number", ["", "one", "9" * 5000, "\x00"])
    def test_a_form_without_the_number(self, cms, number):
        page = published_by_mistake()

        undo(cms, page, number or "-")

        assert fresh(page).summary == NEW

    def test_what_a_colleague_has_locked(self, cms, other):
        page = published_by_mistake()
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=other, locked_at=timezone.now())

        response = undo(cms, page)

        assert fresh(page).summary == NEW
        assert "Only other can make changes" in said(response)
        assert "Only other can make changes" in asked(cms, page)
        assert 'name="publishing"' not in asked(cms, page)

    def test_not_what_they_locked_themselves(self, cms, officer):
        page = published_by_mistake()
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=officer, locked_at=timezone.now())

        undo(cms, page)

        assert fresh(page).summary == OLD

    def test_a_story_whose_consent_ended_since(self, cms):
        yesterday = timezone.localdate() - timedelta(days=1)
        story = publish(StoryPageFactory(), lead="Told once.")
        Revision.objects.filter(pk=story.live_revision_id).update(
            content=story.live_revision.content | {"consent_until": yesterday.isoformat()}
        )
        StoryPage.objects.update(consent_until=yesterday)
        story = publish(story, lead="Told again.", consent_until=timezone.localdate() + timedelta(days=9))

        response = undo(cms, story)

        assert fresh(story).lead == "Told again."
        assert "Nothing was undone." in said(response)

    def test_words_that_were_to_go_away_by_now(self, cms):
        page = publish(InformationPageFactory(), summary=OLD, expire_at=timezone.now() - timedelta(minutes=1))
        page = publish(page, summary=NEW, expire_at=None)

        response = undo(cms, page)

        assert fresh(page).summary == NEW
        assert "was to go away on" in said(response)

    def test_an_address_that_another_page_took_since(self, cms):
        page = publish(InformationPageFactory(slug="old"), summary=OLD)
        page = publish(page, summary=NEW, slug="new")
        InformationPageFactory(slug="old")

        response = undo(cms, page)

        assert fresh(page).summary == NEW
        assert "can no longer be shown" in said(response)

    def test_a_version_that_was_written_over_since(self, cms, officer):
        page = published_by_mistake()
        Revision.objects.filter(pk=LastPublishing.objects.get().before_id).update(created_at=timezone.now())

        undo(cms, page)

        assert fresh(page).summary == NEW

    def test_taking_the_first_page_of_the_site_away(self, cms):
        home = HomePageFactory(parent=Page.get_first_root_node(), slug="first", live=False)
        Site.objects.update(root_page=home)
        publish(home, summary=NEW)

        response = undo(cms, home)

        assert fresh(home).live
        assert "cannot be without its first page" in said(response)


class TestWhatFollowsAnotherPage:
    """Words that come back are as far behind the original as they were."""

    @pytest.fixture
    def original(self):
        return publish(InformationPageFactory(slug="original"))

    @pytest.fixture
    def polish(self, settings):
        settings.LANGUAGES = [("en-gb", "English"), ("pl", "Polski")]
        return Locale.objects.create(language_code="pl")

    def test_an_easy_read_page_is_behind_again(self, cms, original):
        page = publish(EasyReadPageFactory(original=original), summary=OLD)
        publish(original)
        page = publish(page, summary=NEW)
        assert not page.is_behind

        undo(cms, page)

        assert fresh(page).summary == OLD
        assert fresh(page).is_behind

    def test_one_that_was_not_behind_is_not(self, cms, original):
        page = publish(EasyReadPageFactory(original=original), summary=OLD)
        page = publish(page, summary=NEW)

        undo(cms, page)

        assert not fresh(page).is_behind

    def test_a_second_mistake_makes_it_no_younger(self, cms, original):
        page = publish(EasyReadPageFactory(original=original), summary=OLD)
        publish(original)
        for _mistake in range(2):
            page = publish(fresh(page), summary=NEW)
            undo(cms, page)

        assert fresh(page).is_behind

    def test_a_translation_is_behind_again(self, cms, original, polish):
        page = publish(original.copy_for_translation(polish, copy_parents=True), summary=OLD)
        publish(original)
        page = publish(page, summary=NEW)
        assert standing(page) is None

        undo(cms, page)

        assert fresh(page).summary == OLD
        assert standing(fresh(page)).changed_on

    def test_a_page_of_its_own_counts_as_changed_now(self, cms):
        page = published_by_mistake()

        undo(cms, page)

        assert fresh(page).last_published_at > page.last_published_at


class TestTheSecondPerson:
    def test_is_not_needed_for_words_that_were_public(self, cms, officer, other):
        page = InformationPageFactory(body=[LAW])
        draft = page.get_latest_revision_as_object()
        draft.body = body("No law now.")
        draft.save_revision(user=officer).publish(user=other)

        undo(cms, page)

        assert fresh(page).body[0].block_type == "law"

    def test_is_needed_to_publish_the_draft_again(self, cms, officer, other):
        page = InformationPageFactory(title="Deciding", body=[LAW], summary=OLD)
        draft = page.get_latest_revision_as_object()
        draft.summary = NEW
        draft.save_revision(user=officer).publish(user=other)
        undo(cms, page)

        with pytest.raises(Exception, match="somebody else publishes it"):
            fresh(page).latest_revision.publish(user=officer)


class TestTheQuestion:
    def test_says_what_families_will_read_and_since_when(self, cms):
        page = published_by_mistake()
        moment = timezone.make_aware(timezone.datetime(2027, 3, 12, 14, 5))
        LastPublishing.objects.update(before_since=moment)

        words = asked(cms, page)

        assert "Families will read again what stood there before, from 12 March 2027, 14:05." in words
        assert "What was published stays as a draft." in words

    def test_says_that_the_page_goes_off_the_site(self, cms):
        words = asked(cms, publish(InformationPageFactory(live=False)))

        assert "Families will not find it any more" in words

    def test_says_how_many_pages_below_it_stay(self, cms):
        hub = publish(HubPageFactory(live=False))
        InformationPageFactory.create_batch(2, parent=hub)
        InformationPageFactory(parent=hub, live=False)

        assert "2 pages below it stay on the site." in asked(cms, hub)

    def test_says_who_published(self, cms, other):
        other.first_name = "Ola"
        other.save()

        assert "Ola" in asked(cms, published_by_mistake(other))

    def test_says_that_a_check_ends(self, cms, officer):
        page = published_by_mistake()
        page.save_revision()
        assert "The check of the draft ends" not in asked(cms, page)

        Workflow.objects.get(active=True).start(page, officer)

        assert "The check of the draft ends" in asked(cms, page)


class TestTheWayThere:
    def test_is_said_right_after_publishing(self, cms):
        page = publish(FiveMinutePageFactory(), summary=OLD)

        response = posted_page(cms, page, "action-publish", summary=NEW)

        assert address(page) in said(response)
        undo(cms, page)
        assert FiveMinutePage.objects.get().summary == OLD

    def test_is_not_said_after_saving_a_draft(self, cms):
        page = FiveMinutePageFactory()

        response = posted_page(cms, page, summary=NEW)

        assert address(page) not in said(response)

    def test_is_said_after_approving(self, cms, other):
        page = publish(InformationPageFactory(), summary=OLD)
        page.summary = NEW
        page.save_revision(user=other)
        Workflow.objects.get(active=True).start(page, other)
        task = fresh(page).current_workflow_task_state

        response = cms.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk]))

        assert fresh(page).summary == NEW
        assert address(page) in said(response)

    def test_stands_in_the_editor_as_long_as_it_is_possible(self, cms):
        page = published_by_mistake()
        editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert address(page) in cms.get(editor).content.decode()

        undo(cms, page)

        assert address(page) not in cms.get(editor).content.decode()

    def test_is_in_the_history_once_it_was_done(self, cms, officer):
        page = published_by_mistake()
        undo(cms, page)

        entry = PageLogEntry.objects.get(action="core.undo_publishing")
        assert entry.user == officer
        history = cms.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
        assert "Publishing undone: families read again what stood there before" in history

    def test_the_message_leads_to_the_page(self, cms):
        page = published_by_mistake()

        response = undo(cms, page)

        assert "Families read again what" in said(response)
        assert page.get_url() in said(response)
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestWho:
    def test_may_not_undo_what_they_may_not_publish(self, client, role_that_may_not_publish):
        page = published_by_mistake()
        client.force_login(role_that_may_not_publish)

        client.get(address(page))
        client.post(address(page), {"publishing": LastPublishing.objects.get().pk})

        assert fresh(page).summary == NEW

    @pytest.fixture(params=["Editors", "Young editors", "Surgery staff", "Review group", "User managers", "Providers"])
    def role_that_may_not_publish(self, request):
        return person(request.param)

    def test_editors_are_not_offered_it(self, client):
        page = published_by_mistake()
        client.force_login(person("Editors"))

        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

        assert response.status_code == 200
        assert address(page) not in response.content.decode()
