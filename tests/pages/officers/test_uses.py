"""Teams and statutory items that pages use are not deleted."""

import pytest
from django.urls import reverse

from localoffer.core.models import StatutoryItem, Team
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.directory import ServiceFactory
from tests.factories.pages import InformationPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


def delete(cms, record):
    return cms.post(reverse(f"wagtailsnippets_core_{record._meta.model_name}:delete", args=[record.pk]))


def evidence(item, **facts):
    """A page that is evidence for an item of the law."""
    page = InformationPageFactory(**facts)
    page.statutory_items.set([item])
    page.save()
    return page


class TestTeams:
    def test_one_that_owns_pages_stays_and_the_officer_learns_how_many(self, cms):
        team = TeamFactory(name="Family hub team")
        page = InformationPageFactory(owner_team=team)
        NewsPageFactory(owner_team=team, live=False)

        response = delete(cms, team)

        page.refresh_from_db()
        assert response.status_code == 409
        assert "“Family hub team” is used by 2 pages." in response.content.decode()
        assert page.owner_team == team

    def test_listings_are_counted_beside_the_pages(self, cms):
        team = TeamFactory()
        InformationPageFactory(owner_team=team)
        ServiceFactory(owner=team)

        assert "is used by 1 page and 1 record." in delete(cms, team).content.decode()

    def test_one_that_only_a_draft_names_stays(self, cms):
        team = TeamFactory()
        page = InformationPageFactory()
        page.owner_team = team
        page.save_revision()

        assert "is used by 1 page." in delete(cms, team).content.decode()

    def test_many_at_once_are_guarded_as_well(self, cms):
        team = TeamFactory()
        InformationPageFactory(owner_team=team)

        cms.post(f"/cms/bulk/core/team/delete/?id={team.pk}")

        assert Team.objects.filter(pk=team.pk).exists()

    def test_one_that_owns_nothing_goes_though_others_own_pages(self, cms):
        InformationPageFactory().save_revision()
        team = TeamFactory()

        delete(cms, team)

        assert not Team.objects.filter(pk=team.pk).exists()

    def test_one_that_a_page_had_before_goes(self, cms):
        team = TeamFactory()
        page = InformationPageFactory(owner_team=team)
        page.save_revision()
        page.owner_team = TeamFactory()
        page.save_revision().publish()

        delete(cms, team)

        assert not Team.objects.filter(pk=team.pk).exists()


class TestStatutoryItems:
    def test_one_with_evidence_on_pages_stays_and_the_officer_learns_how_many(self, cms):
        item = StatutoryItemFactory(text="How to complain.")
        page = evidence(item)
        evidence(item, live=False)

        response = delete(cms, item)

        assert response.status_code == 409
        assert "“How to complain.” is used by 2 pages." in response.content.decode()
        assert list(page.statutory_items.all()) == [item]

    def test_so_does_one_whose_part_has_evidence(self, cms):
        item = StatutoryItemFactory()
        evidence(StatutoryItemFactory(parent=item))

        assert "is used by 1 page." in delete(cms, item).content.decode()

    def test_a_page_that_is_evidence_for_both_counts_once(self, cms):
        item = StatutoryItemFactory()
        page = evidence(item)
        page.statutory_items.add(StatutoryItemFactory(parent=item))
        page.save()

        assert "is used by 1 page." in delete(cms, item).content.decode()

    def test_one_that_only_a_draft_names_stays(self, cms):
        item = StatutoryItemFactory()
        page = InformationPageFactory()
        page.statutory_items.set([item])
        page.save_revision()

        assert "is used by 1 page." in delete(cms, item).content.decode()

    def test_one_without_evidence_goes(self, cms):
        evidence(StatutoryItemFactory()).save_revision()
        item = StatutoryItemFactory()

        delete(cms, item)

        assert not StatutoryItem.objects.filter(pk=item.pk).exists()
