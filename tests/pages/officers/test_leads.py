"""What leads to a page that goes: listed before, looked at as soon as it has gone."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from localoffer.core.models import CouncilSettings, FooterItem, NavigationItem
from localoffer.pages.officers.links import internal
from localoffer.pages.officers.links.collecting import collect_all
from localoffer.pages.officers.links.leading import Place, links_to
from localoffer.pages.officers.links.outcomes import Verdict
from localoffer.pages.officers.models import Link
from tests.factories.pages import HubPageFactory, InformationPageFactory, site_home

pytestmark = pytest.mark.django_db
IN_TODAY = "core_cms:today"


@pytest.fixture
def page():
    """A page below the home page, at /sport/."""
    return InformationPageFactory(title="Sport", slug="sport", parent=site_home(), first_published_at=timezone.now())


@pytest.fixture
def council(site_tree):
    return CouncilSettings.objects.create(site=Site.objects.get(is_default_site=True))


def leads_here(page, title="Leads there"):
    """A page with a link to it, of which the link checker knows."""
    text = f'<p><a linktype="page" id="{page.pk}">Sport for everyone</a></p>'
    found = InformationPageFactory(title=title, body=[("text", text)])
    collect_all()
    return found


class TestFinding:
    @pytest.mark.parametrize(
        ("url", "leads"),
        [
            ("/sport/", True),
            ("/sport", True),
            ("/sport/?print=page#top", True),
            ("/sport/a-part/", True),
            ("http://localhost:8000/sport/", True),
            ("/sport/below/", False),
            ("/sports/", False),
            ("/", False),
            ("https://elsewhere.example/sport/", False),
        ],
    )
    def test_a_link_to_a_page_or_a_part_of_it_however_it_is_written(self, url, leads):
        Link.objects.create(key=Link.key_of(url), url=url)

        assert bool(links_to(Place("/sport/", ("/sport/below/",)))) is leads


class TestLookingAtOnce:
    def test_unpublishing_puts_the_dead_link_into_the_today_list(self, cms, page, django_capture_on_commit_callbacks):
        leads_here(page)

        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()

        assert Link.objects.get().answer == 410
        rows = cms.get(reverse(IN_TODAY)).context["rows"]
        assert "Leads there: link to /sport" in [row.item.what for row in rows]

    def test_publishing_it_again_takes_it_out(self, page, django_capture_on_commit_callbacks):
        leads_here(page)
        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

        assert Link.objects.get().status == Link.Status.GOOD

    def test_one_that_went_and_came_back_in_one_go_has_no_link_looked_at(
        self, page, django_capture_on_commit_callbacks
    ):
        leads_here(page)

        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()
            page.save_revision().publish()

        assert Link.objects.get().checked_at is None

    def test_deleting_too(self, page, django_capture_on_commit_callbacks):
        leads_here(page)

        with django_capture_on_commit_callbacks(execute=True):
            page.delete()

        assert Link.objects.get().status == Link.Status.BROKEN

    def test_moving_leaves_a_redirect_so_that_nothing_breaks(self, page):
        page.move(HubPageFactory(slug="topic"), pos="last-child")

        assert internal.look("/sport/", internal.own_hosts()).verdict == Verdict.GOOD


class TestAskingBefore:
    def question(self, cms, page, view="unpublish"):
        return cms.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk])).content.decode()

    def test_unpublishing_lists_the_pages_that_lead_there_with_a_way_to_each(self, cms, page):
        other = leads_here(page)

        html = self.question(cms, page)

        assert "1 link leads families to this page" in html
        editor = reverse("wagtailadmin_pages:edit", args=[other.pk])
        assert f'<a href="{editor}">Leads there</a>: content, “Sport for everyone”' in html

    def test_the_menu_and_the_foot_of_every_page_too(self, cms, page, council):
        NavigationItem.objects.create(council=council, label="Sport by address", address="/sport/")
        FooterItem.objects.create(council=council, label="Sport by choice", page=page)
        collect_all()

        html = self.question(cms, page)

        assert "Navigation, “Sport by address”</li>" in html
        assert "Foot of every page, “Sport by choice” (is left out by itself)</li>" in html
        assert reverse("wagtailsettings:edit", args=["core", "councilsettings"]) in html

    def test_a_page_to_which_nothing_leads_but_itself_is_asked_about_as_ever(self, cms, page):
        page.body = [("text", '<p><a href="/sport/#more">More</a></p>')]
        page.save()
        collect_all()

        html = self.question(cms, page)

        assert "Are you sure you want to unpublish this page?" in html
        assert "to this page</h2>" not in html

    def test_deleting_lists_them_too(self, cms, page):
        leads_here(page)
        page.unpublish()

        assert "1 link leads families to this page" in self.question(cms, page, "delete")
