from datetime import date

import pytest
from django.core.exceptions import ValidationError

from localoffer.pages.models import InformationPage
from tests.factories.pages import InformationPageFactory

pytestmark = pytest.mark.django_db


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

    def test_a_page_for_nobody_is_refused(self):
        page = InformationPageFactory()
        page.for_parents = False

        with pytest.raises(ValidationError, match="at least one group"):
            page.full_clean()
