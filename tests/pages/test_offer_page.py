from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from localoffer.pages.models import InformationPage
from tests.factories.pages import (
    EventIndexPageFactory,
    EventPageFactory,
    HubPageFactory,
    InformationPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    OfferPageFactory,
    site_home,
)
from tests.factories.people import person

pytestmark = pytest.mark.django_db


def factories(above=OfferPageFactory):
    """Every factory of a type of page."""
    for factory in above.__subclasses__():
        if factory._meta.model is not None:
            yield factory
        yield from factories(factory)


@pytest.mark.parametrize("factory", list(factories()), ids=lambda factory: factory._meta.model.__name__)
def test_what_a_factory_makes_is_a_page_that_the_editor_would_take(factory):
    factory().full_clean()


class TestOfferPage:
    def test_shows_its_words_its_owner_and_its_way_here(self, client):
        page = InformationPageFactory(title="Help before school")

        content = client.get(page.get_url()).content.decode()

        assert "Help before school</h1>" in content
        assert "Some words." in content
        assert page.owner_team.name in content
        assert "Topic</a>" in content

    def test_an_older_draft_does_not_bring_back_an_older_date_of_the_check(self):
        page = InformationPageFactory()
        page.review_due = date(2027, 1, 1)
        draft = page.save_revision()
        InformationPage.objects.filter(pk=page.pk).update(
            last_confirmed_at="2026-10-01T10:00Z", review_due="2027-06-01"
        )

        InformationPage.objects.get(pk=page.pk).get_latest_revision().publish()

        page.refresh_from_db()
        assert draft.pk == page.latest_revision_id
        assert page.review_due == date(2027, 6, 1)
        assert page.last_confirmed_at is not None

    def test_publishing_a_new_page_is_its_first_check(self):
        page, officer = InformationPageFactory(live=False), person("Officers")

        page.save_revision().publish(user=officer)

        page.refresh_from_db()
        assert timezone.localdate(page.last_confirmed_at) == timezone.localdate()
        assert page.last_confirmed_by == officer

    def test_publishing_it_again_is_none(self):
        page, officer = InformationPageFactory(live=False), person("Officers")
        page.save_revision().publish(user=officer)
        InformationPage.objects.update(last_confirmed_at="2026-03-01T10:00Z", last_confirmed_by=None)

        InformationPage.objects.get().save_revision().publish(user=officer)

        page.refresh_from_db()
        assert (page.last_confirmed_at.date(), page.last_confirmed_by) == (date(2026, 3, 1), None)

    def test_a_page_published_before_this_was_noted_stays_unchecked(self):
        page = InformationPageFactory(first_published_at=timezone.now())

        page.save_revision().publish(user=person("Officers"))

        page.refresh_from_db()
        assert page.last_confirmed_at is None

    def test_a_program_that_publishes_has_checked_nothing(self):
        page = InformationPageFactory(live=False)

        page.save_revision().publish()

        page.refresh_from_db()
        assert page.last_confirmed_at is None

    def test_a_new_page_that_waits_for_its_time_is_checked_once_it_is_there(self, monkeypatch):
        later = timezone.now() + timedelta(days=1)
        page = InformationPageFactory(live=False, go_live_at=later)
        page.save_revision().publish(user=person("Officers"))
        page.refresh_from_db()
        assert page.last_confirmed_at is None

        monkeypatch.setattr(timezone, "now", lambda: later + timedelta(minutes=5))
        call_command("publish_scheduled")

        page.refresh_from_db()
        assert page.last_confirmed_at is not None

    def test_a_page_for_nobody_is_refused(self):
        page = InformationPageFactory()
        page.for_parents = False

        with pytest.raises(ValidationError, match="at least one group"):
            page.full_clean()

    @pytest.mark.parametrize("slug", ["find", "cms", "contact", "help-now", "list"])
    def test_an_address_that_the_site_uses_is_refused(self, slug):
        with pytest.raises(ValidationError) as refused:
            HubPageFactory(slug=slug, checked=True)

        assert f"/{slug}/" in refused.value.message_dict["slug"][0]

    @pytest.mark.parametrize(
        ("factory", "parent", "slug"),
        [
            (InformationPageFactory, HubPageFactory, "print-pack"),
            (NewsPageFactory, NewsIndexPageFactory, "feed"),
            (EventPageFactory, EventIndexPageFactory, "calendar-file"),
        ],
    )
    def test_an_address_that_the_page_above_uses_is_refused(self, factory, parent, slug):
        with pytest.raises(ValidationError) as refused:
            factory(parent=parent(), slug=slug, checked=True)

        assert "slug" in refused.value.message_dict

    def test_the_language_of_the_editor_does_not_matter(self):
        home = site_home()

        with override("pl"), pytest.raises(ValidationError):
            InformationPageFactory(parent=home, slug="find", checked=True)

    def test_a_draft_whose_check_is_overdue_is_published_with_a_new_day(self):
        page = InformationPageFactory(review_due=date(2020, 1, 1), live=False)
        assert "review_due" in page.publishing_problems()

        page.review_due = timezone.localdate()

        assert page.publishing_problems() == {}

    def test_a_translator_is_not_kept_from_publishing_by_the_day_of_the_original(self):
        page = InformationPageFactory(review_due=date(2020, 1, 1))
        page.locale = Locale.objects.get_or_create(language_code="pl")[0]

        assert page.publishing_problems() == {}
