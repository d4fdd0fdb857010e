"""Stories: never without consent, gone by themselves when it ends, and nothing of the record is ever seen."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Revision
from wagtail.search.index import FilterField, SearchField

from localoffer.core.personal_data import purge_expired
from localoffer.pages.models import StoryPage
from tests.factories.pages import StoryIndexPageFactory, StoryPageFactory

pytestmark = pytest.mark.django_db
SECRET = "Alex Secret"


@pytest.fixture
def story():
    page = StoryPageFactory(title="Sam goes to college")
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def end_consent(story, days=1):
    StoryPage.objects.filter(pk=story.pk).update(consent_until=timezone.localdate() - timedelta(days=days))


class TestPublishing:
    @pytest.mark.parametrize("field", ["consent_by", "consent_covers", "consent_on", "consent_until"])
    def test_it_is_refused_without_any_part_of_the_consent(self, field):
        page = StoryPageFactory(live=False)
        setattr(page, field, "" if field in {"consent_by", "consent_covers"} else None)
        revision = page.save_revision()

        with pytest.raises(ValidationError):
            revision.publish()

        page.refresh_from_db()
        assert not page.live
        assert list(page.get_latest_revision_as_object().publishing_problems()) == [field]

    def test_the_missing_last_day_is_asked_for_as_the_one_on_which_it_is_still_told(self):
        story = StoryPageFactory(live=False, consent_until=None)

        assert story.publishing_problems() == {
            "consent_until": ["Say until when they agreed. The story hides itself the day after."]
        }

    def test_it_is_refused_when_the_consent_has_ended(self):
        page = StoryPageFactory(live=False, consent_until=timezone.localdate() - timedelta(days=1))

        with pytest.raises(ValidationError):
            page.save_revision().publish()

    def test_it_is_published_with_consent(self, client, story):
        assert client.get(story.url).status_code == 200

    def test_the_clock_does_not_publish_it_either_and_goes_on_with_the_rest(self):
        late = StoryPageFactory(live=False, consent_until=timezone.localdate() - timedelta(days=1))
        fine = StoryPageFactory(live=False)
        for page in (late, fine):
            page.save_revision()
        Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))

        call_command("publish_scheduled")

        late.refresh_from_db()
        fine.refresh_from_db()
        assert (late.live, fine.live) == (False, True)


class TestEndOfConsent:
    def test_on_the_last_day_it_is_still_told(self, client, story):
        StoryPage.objects.update(consent_until=timezone.localdate())

        assert client.get(story.url).status_code == 200

    def test_on_the_next_day_it_has_gone_with_a_way_on(self, client, story):
        other = StoryPageFactory(title="Another story")
        end_consent(story)

        response = client.get(story.url)

        html = response.content.decode()
        assert response.status_code == 410
        assert "Sam" not in html
        assert story.lead not in html
        assert other.url in html
        assert 'href="/find/"' in html or "action=" in html

    def test_lists_leave_it_out_at_once(self, client, story):
        end_consent(story)

        assert story.title not in client.get("/stories/").content.decode()

    def test_the_clock_takes_it_down_and_it_still_says_that_it_has_gone(self, client, story):
        end_consent(story)
        StoryPage.objects.get(pk=story.pk).save()  # works the end out anew, as publishing does

        call_command("publish_scheduled")

        story.refresh_from_db()
        assert not story.live
        assert client.get(story.url).status_code == 410

    def test_a_draft_that_was_never_told_is_not_found(self, client):
        StoryIndexPageFactory()
        page = StoryPageFactory(live=False)

        assert client.get(page.url or "/stories/x/").status_code == 404

    def test_a_longer_consent_keeps_it_longer(self, story):
        story.consent_until = timezone.localdate() + timedelta(days=900)
        story.save()

        assert timezone.localdate(story.expire_at) == story.consent_until + timedelta(days=1)


class TestNothingIsSeen:
    def test_the_record_of_consent_stands_on_no_page(self, client, story):
        for address in (story.url, "/stories/", "/sitemap-pages.xml", "/"):
            html = client.get(address).content.decode()
            assert SECRET not in html
            assert "leaflet" not in html

    def test_the_search_does_not_know_it(self):
        names = {
            field.field_name for field in StoryPage.get_search_fields() if isinstance(field, SearchField | FilterField)
        }

        assert not [name for name in names if name.startswith("consent")]

    def test_the_words_for_readers_do_not_hold_it(self, story):
        assert SECRET not in story.readable_text()


class TestErasing:
    def test_a_year_after_the_end_who_agreed_is_forgotten_everywhere(self, story):
        story.unpublish()
        end_consent(story, days=366)

        erased = purge_expired()

        story.refresh_from_db()
        assert (story.consent_by, story.consent_covers) == ("", "")
        assert story.consent_on is not None
        assert all(SECRET not in str(revision.content) for revision in Revision.objects.all())
        assert erased["stories"] == 1
        assert purge_expired()["stories"] == 0

    @pytest.mark.parametrize(("live", "days"), [(True, 366), (False, 300)])
    def test_while_it_is_told_or_for_a_year_after_it_is_kept(self, story, live, days):
        StoryPage.objects.update(live=live)
        end_consent(story, days=days)

        purge_expired()

        story.refresh_from_db()
        assert story.consent_by.startswith(SECRET)


class TestList:
    def test_an_empty_list_says_how_to_tell_one(self, client):
        StoryIndexPageFactory()

        assert "There are no stories at the moment." in client.get("/stories/").content.decode()
