"""Topics: their tasks, pages, services, events, questions and news."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from localoffer.pages.models import HubPage
from tests.factories.directory import LocationFactory, ServiceFactory
from tests.factories.pages import (
    DocumentPageFactory,
    EasyReadPageFactory,
    EventPageFactory,
    FiveMinutePageFactory,
    GuidePageFactory,
    HubPageFactory,
    InformationPageFactory,
    NewsPageFactory,
    QuestionsPageFactory,
)
from tests.factories.people import person
from tests.pages.reading import headings_of, main_of, skips

pytestmark = pytest.mark.django_db


@pytest.fixture
def hub(site_tree):
    return HubPageFactory(title="Health", slug="health", intro="Help with health. For every age.")


def shown(client, hub):
    return main_of(client.get(hub.get_url()))


def task(label="Ask", address="/find/"):
    return ("task", {"label": label, "about": "", "address": address, "icon": ""})


class TestPages:
    def test_cards_in_the_editors_order(self, client, hub):
        GuidePageFactory(parent=hub, title="Speech", summary="Talking and eating.")
        InformationPageFactory(parent=hub, title="Wheelchairs")

        html = shown(client, hub)

        assert html.index(">Speech</a></h3>") < html.index(">Wheelchairs</a></h3>")
        assert "Talking and eating." in html

    def test_drafts_stay_away(self, client, hub):
        GuidePageFactory(parent=hub, title="Not ready", live=False)

        assert "Not ready" not in shown(client, hub)

    def test_five_minute_guides_and_documents_stand_apart(self, client, hub):
        GuidePageFactory(parent=hub, title="A guide")
        FiveMinutePageFactory(parent=hub, title="In short")
        DocumentPageFactory(parent=hub, title="A report")

        headings = headings_of(client.get(hub.get_url()))

        assert [words for level, words in headings if level == 2][:3] == [
            "Guides and information",
            "In five minutes",
            "Documents",
        ]
        assert skips(headings) == []

    def test_an_easy_read_version_is_found_from_its_original(self, client, hub):
        guide = GuidePageFactory(parent=hub, title="A guide")
        EasyReadPageFactory(parent=hub, title="Of this topic", original=guide)
        EasyReadPageFactory(parent=hub, title="Of another page", original=GuidePageFactory(parent=HubPageFactory()))

        html = shown(client, hub)

        assert "Of this topic" not in html
        assert "Of another page" in html

    def test_a_topic_without_anything_leads_on(self, client, hub):
        html = shown(client, hub)

        assert "We are still writing this topic" in html
        assert 'role="search"' in html
        assert "Print this topic" not in html


class TestServices:
    @pytest.fixture
    def searching(self, hub):
        hub.search, hub.search_heading = "q=club", "Clubs for everyone"
        hub.save()
        return hub

    def test_five_and_the_way_to_all(self, client, searching):
        for number in range(7):
            ServiceFactory(name=f"Club {number}")

        html = shown(client, searching)

        assert html.count('href="/services/') == 5
        assert '<a href="/find/?q=club">See all 7 services</a>' in html
        assert "Clubs for everyone" in html

    def test_each_in_one_line(self, client, searching):
        ServiceFactory(name="Club", min_age=0, max_age=5, at=[LocationFactory(town="Leigh-on-Sea")])

        html = shown(client, searching)

        assert "Birth to 5. Leigh-on-Sea. " in html

    def test_none_found_is_no_dead_end(self, client, searching):
        html = shown(client, searching)

        assert "There is no service like this in our list yet." in html
        assert 'href="/find/"' in html

    def test_a_search_that_breaks_does_not_take_the_page_with_it(self, client, searching, monkeypatch):
        def broken(*args, **kwargs):
            raise RuntimeError("away")

        monkeypatch.setattr("directory.presentation.saved_search.found_ids", broken)

        response = client.get(searching.get_url())

        assert response.status_code == 200
        assert "We cannot show the services now." in main_of(response)

    @pytest.mark.parametrize("search", ["colour=green", "q=club&colour=green", "age=abc", "q=club&within=far"])
    def test_only_what_the_search_understands_is_accepted(self, hub, search):
        assert "search" in hub_form(hub, search).errors

    @pytest.mark.parametrize(
        "pasted", ["q=club", " q=club ", "?q=club", "https://offer.example/find/?q=club", "/find/?q=club#results"]
    )
    def test_a_pasted_address_is_cut_to_its_search(self, hub, pasted):
        form = hub_form(hub, pasted)

        assert "search" not in form.errors
        assert form.cleaned_data["search"] == "q=club"

    def test_a_live_topic_is_saved_although_its_terms_are_gone(self, hub):
        hub.search = "type=gone"

        hub.save()

        assert HubPage.objects.get(pk=hub.pk).search == "type=gone"


def hub_form(hub, search):
    """The editing form of a topic with this search; what else it lacks does not matter."""
    form_class = hub.get_edit_handler().get_form_class()
    data = nested_form_data({"search": search, "tasks": streamfield([]), "sources": streamfield([])})
    return form_class(data, instance=hub, parent_page=hub.get_parent(), for_user=person("Officers"))


class TestQuestionsAndNews:
    def test_questions_lead_to_their_answers(self, client, hub):
        page = QuestionsPageFactory(parent=hub, title="Questions about health")

        assert f'<a href="{page.get_url()}#who-can-ask">Who can ask?</a>' in shown(client, hub)

    def test_a_list_of_another_topic_may_be_chosen(self, client, hub):
        hub.questions = QuestionsPageFactory(parent=HubPageFactory(), title="Elsewhere")
        hub.save()

        assert "Elsewhere</h2>" in shown(client, hub)

    def test_news_of_the_topic_until_they_end(self, client, hub):
        today = timezone.localdate()
        NewsPageFactory(title="New clinic", topic=hub)
        days_ago = timedelta(days=9)
        NewsPageFactory(title="Old clinic", topic=hub, day=today - days_ago, ends=today - timedelta(days=1))
        NewsPageFactory(title="Of another topic", topic=HubPageFactory())

        html = shown(client, hub)

        assert "New clinic" in html
        assert "Old clinic" not in html
        assert "Of another topic" not in html


class TestEvents:
    def test_those_to_come_of_the_topic_the_soonest_first(self, client, hub):
        now = timezone.now()
        EventPageFactory(title="Later", topic=hub, starts=now + timedelta(days=9))
        EventPageFactory(title="Every week", topic=hub, starts=now - timedelta(days=13), repeats="weekly")
        EventPageFactory(title="Over", topic=hub, starts=now - timedelta(days=1))
        EventPageFactory(title="Of another topic", topic=HubPageFactory())
        EventPageFactory(title="A draft", topic=hub, live=False)

        events = client.get(hub.get_url()).context["events"]

        assert [event.page.title for event in events] == ["Every week", "Later"]

    def test_each_says_when_and_where(self, client, hub):
        event = EventPageFactory(title="Open day", topic=hub, place_name="The Hall")

        html = shown(client, hub)

        assert f'<a href="{event.get_url()}">Open day</a>' in html
        assert "The Hall" in html

    def test_a_cancelled_one_says_so(self, client, hub):
        EventPageFactory(topic=hub, cancelled=True)

        assert "Cancelled:" in shown(client, hub)

    def test_three_of_them_then_the_way_to_the_list_of_this_topic(self, client, hub):
        for number in range(4):
            EventPageFactory(title=f"Event {number}", topic=hub)

        html = shown(client, hub)

        assert html.count("Event ") == 3
        assert '<a href="/events/?topic=health">All events of this topic</a>' in html


class TestNeverOnlyALinkToAnotherTopic:
    def test_it_is_not_published(self, hub):
        other = HubPageFactory()
        hub.tasks = [task(address=other.get_url())]

        assert "only lead to other topics" in hub.publishing_problems()["tasks"][0]

    @pytest.mark.parametrize("own", ["search", "task", "page"])
    def test_something_of_its_own_is_enough(self, hub, own):
        hub.tasks = [task(address=HubPageFactory().get_url())]
        if own == "search":
            hub.search = "q=club"
        elif own == "task":
            hub.tasks = [task(address=HubPageFactory().get_url()), task(address="/find/")]
        else:
            GuidePageFactory(parent=hub)

        assert hub.publishing_problems() == {}


def test_a_topic_with_many_pages_is_light(client, hub):
    for factory in (GuidePageFactory, InformationPageFactory, FiveMinutePageFactory, QuestionsPageFactory):
        factory.create_batch(20, parent=hub)

    assert len(client.get(hub.get_url()).content) < 60_000
