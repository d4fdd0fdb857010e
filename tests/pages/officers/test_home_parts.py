"""Figures, short cuts, the law, checks of pages, drafts, new pages and the checklist of a new site."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from wagtail.images.models import Image

from directory.models import SearchCount
from localoffer.core.models import CouncilSettings, OutgoingMail, StatutoryItem, Team
from localoffer.core.registries import setup_steps
from localoffer.pages.models import Alert, EventIndexPage, InformationPage, NewsIndexPage
from localoffer.pages.officers.cms.setup import steps
from localoffer.pages.officers.evidence import coverage
from localoffer.pages.officers.models import SetupClosed
from localoffer.pages.officers.page_rows import offer_page_models
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.directory import ServiceFactory
from tests.factories.pages import HubPageFactory, InformationPageFactory, site_home
from tests.factories.people import person
from tests.pages.cms import said

pytestmark = pytest.mark.django_db
HOME = "/cms/"


def shown_by(client, name):
    """What a panel of the home page shows."""
    home = client.get(HOME)
    panel = next(panel for panel in home.context["panels"] if panel.name == name)
    return panel.get_context_data({"request": home.wsgi_request})


def tiles(client):
    """Label of each figure on the home page to its value and address."""
    return {str(label): figure for label, figure in shown_by(client, "tiles")["tiles"]}


def links_of(client):
    """Words of each short cut on the home page to its address."""
    return dict(shown_by(client, "quick_actions")["links"])


def add_page(parent, model):
    """A page of a type that has no factory, with what every page needs."""
    facts = {"title": model.__name__, "summary": "x", "owner_team": TeamFactory(), "review_due": "2099-01-01"}
    return parent.add_child(instance=model(**facts))


class TestFigures:
    def test_every_figure_leads_to_a_page_that_opens(self, cms):
        StatutoryItem.objects.all().delete()
        StatutoryItemFactory()
        ServiceFactory()

        found = tiles(cms)

        assert len(found) == 4
        assert {cms.get(figure.url).status_code for figure in found.values()} == {200}

    def test_searches_without_result_keep_the_rule_about_names(self, cms):
        today = timezone.localdate()
        SearchCount.objects.create(day=today, words="trampoline", results=0, searches=1)
        SearchCount.objects.create(day=today, words="jane doe", results=0, searches=4, known=False)
        SearchCount.objects.create(day=today, words="swim", results=3, searches=9)

        figure = tiles(cms)["Searches without result"]
        content = cms.get(figure.url).content.decode()

        assert figure.value == "1"
        assert "trampoline" in content
        assert "jane doe" not in content
        assert "swim" not in content
        assert "swim" in cms.get(reverse("directory_searches:index"), {"show": "all"}).content.decode()

    @pytest.mark.parametrize("query", [{"days": "x"}, {"days": "99999"}, {"show": "x"}, {"page": "x"}])
    def test_odd_questions_about_searches_are_answered(self, cms, query):
        assert cms.get(reverse("directory_searches:index"), query).status_code == 200

    def test_services_checked_in_time(self, cms):
        today = timezone.localdate()
        ServiceFactory(review_due=today)
        ServiceFactory(review_due=today + timedelta(days=1))
        ServiceFactory(review_due=today - timedelta(days=1))

        figure = tiles(cms)["Services checked in time"]

        assert (figure.value, figure.note) == ("66 %", "1 of 3 is late")

    def test_my_drafts_are_mine(self, cms, officer):
        for who in (officer, person("Editors")):
            service, page = ServiceFactory(name=f"Club of {who}"), InformationPageFactory(title=f"Page of {who}")
            service.save_revision(user=who)
            page.save_revision(user=who)

        figure = tiles(cms)["My drafts"]
        content = cms.get(figure.url).content.decode()

        assert figure.value == "2"
        assert "Club of officers" in content
        assert "Page of officers" in content
        assert "editors" not in content

    def test_others_see_only_what_concerns_them(self, client):
        client.force_login(person("User managers"))

        assert set(tiles(client)) == {"My drafts"}


class TestLaw:
    @pytest.fixture(autouse=True)
    def _items(self):
        StatutoryItem.objects.all().delete()
        whole = StatutoryItemFactory(slug="whole")
        StatutoryItemFactory(slug="part-1", parent=whole)
        StatutoryItemFactory(slug="part-2", parent=whole)

    def give(self, slug, record):
        record.statutory_items.add(StatutoryItem.objects.get(slug=slug))
        record.save()

    def covered(self):
        return {row.item.slug for row in coverage() if row.is_covered}

    def figure(self, cms):
        return tiles(cms)["What the law says must be there, with evidence"]

    def shown(self, cms, address):
        return {row.item.slug for _source, rows in cms.get(address).context["sources"] for row in rows}

    def test_pages_and_services_are_evidence(self):
        self.give("part-1", InformationPageFactory())
        assert self.covered() == {"part-1"}

        self.give("part-2", ServiceFactory())
        assert self.covered() == {"part-1", "part-2", "whole"}

    def test_only_what_is_live(self):
        self.give("part-1", InformationPageFactory(live=False))
        self.give("part-1", ServiceFactory(live=False))
        self.give("part-1", ServiceFactory(status="closed"))

        assert self.covered() == set()

    def test_advice_holds_up_nothing_that_must_be_there(self):
        StatutoryItemFactory(slug="advised", parent=StatutoryItem.objects.get(slug="whole"), is_advice=True)
        self.give("part-1", InformationPageFactory())
        self.give("part-2", InformationPageFactory())

        assert self.covered() == {"part-1", "part-2", "whole"}

    def test_advice_is_no_evidence_for_the_whole(self):
        StatutoryItem.objects.filter(slug__startswith="part").update(is_advice=True)
        self.give("part-1", InformationPageFactory())
        self.give("part-2", InformationPageFactory())

        assert self.covered() == {"part-1", "part-2"}

    def test_items_stand_by_who_asks_for_them_each_with_its_own_count(self, cms):
        StatutoryItem.objects.filter(slug__startswith="part").update(source="The Regulations")
        StatutoryItemFactory(slug="advised", source="The Code", is_advice=True, order=9)
        self.give("part-1", InformationPageFactory())

        context = cms.get(reverse("officers:law")).context
        sources = [source for source, _rows in context["sources"]]

        assert [source.name for source in sources] == ["The Regulations", "The Code", ""]
        assert [(source.must.covered, source.must.total) for source in sources] == [(1, 2), (0, 0), (0, 1)]
        assert [(source.should.covered, source.should.total) for source in sources] == [(0, 0), (0, 1), (0, 0)]
        assert ((context["must"].covered, context["must"].total), context["should"].total) == ((1, 3), 1)

    @pytest.mark.parametrize(
        ("show", "slugs"),
        [
            ("", {"whole", "part-1", "part-2", "advised"}),
            ("missing", {"whole", "part-2", "advised"}),
            ("must", {"whole", "part-1", "part-2"}),
            ("must-missing", {"whole", "part-2"}),
            ("anything", {"whole", "part-1", "part-2", "advised"}),
        ],
    )
    def test_the_list_can_be_narrowed(self, cms, show, slugs):
        StatutoryItemFactory(slug="advised", is_advice=True)
        self.give("part-1", InformationPageFactory())

        assert self.shown(cms, f"{reverse('officers:law')}?show={show}") == slugs

    def test_the_figure_counts_what_must_be_there_and_leads_to_it(self, cms):
        StatutoryItemFactory(slug="advised", is_advice=True)
        assert self.figure(cms).url.endswith("?show=must-missing")

        self.give("part-1", InformationPageFactory())
        self.give("part-2", ServiceFactory())
        assert self.figure(cms).value == "3 of 3"
        assert len(self.shown(cms, self.figure(cms).url)) == 3

    def test_the_figure_the_list_and_the_things_agree(self, cms):
        page, service = InformationPageFactory(title="A page"), ServiceFactory(name="A club")
        self.give("part-1", page)
        self.give("part-1", service)

        figure = self.figure(cms)
        shown = self.shown(cms, figure.url)
        content = cms.get(reverse("officers:law-item", args=["part-1"])).content.decode()

        assert figure.value == "1 of 3"
        assert shown == {"whole", "part-2"}
        assert page.get_url() in content
        assert service.get_absolute_url() in content

    def test_who_reads_it(self, client):
        for role, status in (("Officers", 200), ("Review group", 200), ("User managers", 302)):
            client.force_login(person(role))
            assert client.get(reverse("officers:law")).status_code == status


class TestChecks:
    @pytest.fixture
    def page(self):
        team = TeamFactory(review_months=3)
        return InformationPageFactory(title="Waiting well", owner_team=team, review_due="2020-01-01")

    def test_still_right_for_one(self, cms, officer, page):
        cms.post(reverse("officers:confirm", args=[page.pk]))

        page.refresh_from_db()
        assert page.last_confirmed_by == officer
        assert page.review_due > timezone.localdate() + timedelta(days=80)

    def test_still_right_for_many(self, cms, page):
        other, left = InformationPageFactory(review_due="2020-01-01"), InformationPageFactory(review_due="2020-01-01")

        response = cms.post(reverse("officers:checks"), {"page": [page.pk, other.pk]})

        assert "2 pages confirmed" in said(response)
        assert set(InformationPage.objects.exclude(last_confirmed_at=None)) == {page, other}
        left.refresh_from_db()
        assert left.last_confirmed_at is None

    def test_a_waiting_draft_stays_a_draft(self, cms, page):
        page.title = "New words"
        page.save_revision()

        cms.post(reverse("officers:confirm", args=[page.pk]))

        page.refresh_from_db()
        assert page.title == "Waiting well"
        assert page.has_unpublished_changes

    @pytest.mark.parametrize("ticked", [[], ["x"], ["-1"], ["9" * 30], ["\x00"]])
    def test_nothing_ticked_or_nonsense_is_said(self, cms, ticked):
        response = cms.post(reverse("officers:checks"), {"page": ticked})

        assert "Tick the pages" in said(response)

    @pytest.mark.parametrize("role", ["Editors", "Review group"])
    def test_others_confirm_nothing(self, client, page, role):
        client.force_login(person(role))

        client.post(reverse("officers:confirm", args=[page.pk]))
        client.post(reverse("officers:checks"), {"page": [page.pk]})

        page.refresh_from_db()
        assert page.last_confirmed_at is None

    def test_looking_changes_nothing(self, cms, page):
        assert cms.get(reverse("officers:confirm", args=[page.pk])).status_code == 200

        page.refresh_from_db()
        assert page.last_confirmed_at is None


class TestStarting:
    def test_short_cuts_of_an_officer(self, cms):
        home = site_home()
        for model in (NewsIndexPage, EventIndexPage):
            add_page(home, model)

        links = links_of(cms)

        assert {"New service", "New page", "News", "Event"} <= set(links)
        assert links["Alert"] == reverse(Alert.snippet_viewset.get_url_name("add"))
        assert {cms.get(address).status_code for address in links.values()} == {200}

    def test_without_the_right_no_short_cut(self, client):
        site_home()
        client.force_login(person("Review group"))

        assert links_of(client) == {}

    def test_a_new_page_is_a_type_and_a_place(self, cms):
        InformationPageFactory()

        choices = {choice.label: choice for choice in cms.get(reverse("officers:new-page")).context["choices"]}

        assert [title for title, _address in choices["Guide"].places] == ["Topic"]
        assert "Easy Read page" in choices
        assert {title for title, _address in choices["Page"].places} == {"Home", "Topic"}
        assert {cms.get(address).status_code for _title, address in choices["Guide"].places} == {200}

    def test_its_type_is_chosen_first_and_then_its_place(self, cms):
        home = site_home()
        hub = HubPageFactory(title="Health")
        address = reverse("officers:new-page")
        first = cms.get(address).content.decode()
        assert f'href="{address}?kind=informationpage"' in first
        assert "Below “" not in first

        second = cms.get(f"{address}?kind=informationpage").content.decode()

        for page in (home, hub):
            assert f'href="{reverse("wagtailadmin_pages:add", args=["pages", "informationpage", page.pk])}"' in second
        assert "/guidepage/" not in second

    def test_a_type_with_one_place_leads_to_its_form_at_once(self, cms):
        home = site_home()

        html = cms.get(reverse("officers:new-page")).content.decode()

        assert f'href="{reverse("wagtailadmin_pages:add", args=["pages", "hubpage", home.pk])}"' in html

    @pytest.mark.parametrize("kind", ["homepage", "nothing", "newspage"])
    def test_a_type_that_cannot_be_started_leads_back_to_all_types(self, cms, kind):
        site_home()

        assert "What kind of page is it?" in cms.get(f"{reverse('officers:new-page')}?kind={kind}").content.decode()

    def test_every_type_of_page_says_what_it_is_for_in_words_that_can_be_translated(self):
        assert [model for model in offer_page_models() if not isinstance(model.page_description, Promise)] == []

    def test_a_type_that_the_site_has_only_once_is_not_offered_twice(self, cms):
        home = site_home()
        before = {choice.label for choice in cms.get(reverse("officers:new-page")).context["choices"]}
        add_page(home, NewsIndexPage)

        after = {choice.label for choice in cms.get(reverse("officers:new-page")).context["choices"]}

        assert before - after == {"List of news"}

    def test_the_review_group_starts_no_page(self, client):
        site_home()
        client.force_login(person("Review group"))

        assert client.get(reverse("officers:new-page")).status_code == 302


class TestSettingUp:
    def state(self, name):
        return {step.name: state for step, state in steps()}[name]

    def test_every_step_is_listed_and_leads_somewhere(self, client, admin_user):
        client.force_login(admin_user)

        response = client.get(reverse("officers:setup"))

        assert len(response.context["steps"]) == len(setup_steps) == 13
        assert {client.get(step.url(), follow=True).status_code for step, _state in response.context["steps"]} == {200}

    def test_a_new_site_has_everything_before_it(self, site_tree):
        Team.objects.all().delete()

        open_steps = {step.name for step, state in steps() if not state.done}

        assert {"council", "look", "contacts", "teams", "areas", "schools", "services", "pages", "mail"} <= open_steps

    def test_steps_are_done_by_what_is_there(self, site_tree):
        council = CouncilSettings.for_site(site_tree)
        council.council_name, council.place_name, council.authority_code = "A council", "A town", "E06000033"
        council.phone, council.email, council.sendiass_phone = "01632 960100", "a@example.org", "01632 960101"
        council.social_care_phone, council.brand_colour = "01632 960102", "#00405a"
        council.logo = Image.objects.create(title="Logo", file="x.png", width=1, height=1)
        council.save()
        TeamFactory()

        assert [self.state(name).done for name in ("council", "look", "contacts", "teams")] == [True] * 4

    def test_what_is_missing_is_said(self, site_tree):
        assert "no phone" in self.state("contacts").detail
        assert "contact page" in self.state("pages").detail

    def test_mail_counts_when_one_was_sent(self):
        facts = {"recipient": "a@example.org", "sender": "b@example.org", "subject": "x", "text": "x"}
        OutgoingMail.objects.create(message_id="<1>", status="dead", **facts)
        assert (self.state("mail").done, self.state("mail").detail) == (False, "1 mail could not be sent")

        OutgoingMail.objects.create(message_id="<2>", status="sent", **facts)
        assert self.state("mail").done

    def test_everybody_of_the_cms_needs_a_second_step(self):
        person("Officers")
        person()  # cannot enter the CMS

        assert self.state("second-factor").detail == "1 person without a second step"

    def test_the_panel_stays_until_it_is_put_away(self, cms, officer):
        assert "steps are done." in cms.get(HOME).content.decode()

        cms.post(reverse("officers:setup-close"))
        assert "steps are done." not in cms.get(HOME).content.decode()
        assert SetupClosed.objects.get().closed_by == officer

        cms.post(reverse("officers:setup-close"), {"do": "show"})
        assert "steps are done." in cms.get(HOME).content.decode()

    def test_putting_it_away_twice_is_once(self, cms):
        for _try in range(2):
            cms.post(reverse("officers:setup-close"), {"do": "close"})

        assert SetupClosed.objects.count() == 1

    def test_a_test_mail_goes_to_whoever_asks(self, cms, officer):
        cms.post(reverse("officers:test-mail"))

        assert OutgoingMail.objects.get().recipient == officer.email

    @pytest.mark.parametrize("role", ["Editors", "Review group", "User managers"])
    def test_it_is_for_those_who_set_the_site_up(self, client, role):
        client.force_login(person(role))

        assert "steps are done." not in client.get(HOME).content.decode()
        assert client.get(reverse("officers:setup")).status_code == 302
        client.post(reverse("officers:setup-close"))
        client.post(reverse("officers:test-mail"))
        assert not SetupClosed.objects.exists()
        assert not OutgoingMail.objects.exists()


class TestMenus:
    ENTRIES = ("Links", "What the law asks for", "Searches without result", "Setting up")

    @pytest.mark.parametrize(("role", "shown"), [("Officers", True), ("User managers", False)])
    def test_entries_are_shown_to_those_whom_they_concern(self, client, role, shown):
        client.force_login(person(role))

        content = client.get(HOME).content.decode()

        assert {entry: f'"{entry}"' in content for entry in self.ENTRIES} == dict.fromkeys(self.ENTRIES, shown)


def test_the_grants_belong_to_the_groups():
    holders = Group.objects.filter(permissions__codename="change_link").values_list("name", flat=True)

    assert set(holders) == {"Officers", "Editors"}
