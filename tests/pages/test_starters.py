"""What the editor of a new page begins with, and that none of its prompts reaches families."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from localoffer.core.publishing import blocking, findings
from localoffer.core.side_help import help_template
from localoffer.pages.models import (
    EventIndexPage,
    GuidePage,
    InformationPage,
)
from localoffer.pages.officers.page_rows import offer_page_models
from localoffer.pages.starters.filling import TEXTS, fill, has_starter
from localoffer.pages.starters.prompts import CLOSE, OPEN, prompts_in
from tests.factories.core import TeamFactory
from tests.factories.pages import CampaignPageFactory, GuidePageFactory, HubPageFactory, InformationPageFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db

STARTED = [path.stem for path in sorted((TEXTS / "en").glob("*.toml"))]
PROMPT = f"{OPEN}Write here: what happens next.{CLOSE}"
# Filled in by themselves, or by others.
NOTHING_TO_BEGIN_WITH = {
    "homepage",
    "newsindexpage",
    "eventindexpage",
    "storyindexpage",
    "documentindexpage",
    "glossarypage",
    "contactpage",
    "accessibilitypage",
}


def model_named(name):
    return next(model for model in offer_page_models() if model._meta.model_name == name)


@pytest.fixture
def started():
    """A new page of a type as the form shows it, not saved."""

    def start(name):
        page = model_named(name)(title="New", slug="new", locale=Locale.get_default())
        fill(page)
        return page

    return start


@pytest.fixture
def officer(client):
    user = person("Officers")
    client.force_login(user)
    return user


def add_address(parent, model=InformationPage):
    return reverse("wagtailadmin_pages:add", args=["pages", model._meta.model_name, parent.pk])


class TestTheTexts:
    def test_every_type_of_page_that_somebody_writes_has_one(self):
        types = {model._meta.model_name for model in offer_page_models()}

        assert set(STARTED) == types - NOTHING_TO_BEGIN_WITH

    @pytest.mark.parametrize("name", STARTED)
    def test_each_fits_its_fields_and_asks_for_words(self, started, name):
        page = started(name)
        prompts = prompts_in((TEXTS / "en" / f"{name}.toml").read_text(encoding="utf-8"))

        assert prompts
        assert all(prompt.startswith(f"{OPEN}Write here: ") and prompt.endswith(CLOSE) for prompt in prompts)
        for field in type(page)._meta.concrete_fields:
            if field.max_length and isinstance(value := field.value_from_object(page), str):
                assert len(value) <= field.max_length, field.name

    @pytest.mark.parametrize("name", STARTED)
    def test_each_can_be_kept_as_a_draft(self, started, name):
        page = started(name)

        for field in type(page)._meta.concrete_fields:
            if hasattr(field, "stream_block"):
                field.stream_block.clean_deferred(getattr(page, field.name))

    @pytest.mark.parametrize("name", STARTED)
    def test_each_brings_no_other_trouble_than_its_prompts_and_what_is_empty(self, started, name):
        page = started(name)
        page.path, page.depth = "", 1

        advice = {finding.message for finding in findings(page) if not finding.blocks}
        assert not {message for message in advice if "not explained" in message or "small heading" in message}
        assert "privacy_reason" not in {finding.field for finding in blocking(page)}


class TestTheForm:
    def test_a_new_page_opens_with_headings_and_prompts(self, client, officer):
        response = client.get(add_address(HubPageFactory(), GuidePage))

        parts = response.context["form"].instance.parts
        assert [part.value["title"] for part in parts][:2] == ["What is it?", "Who is it for?"]
        assert "Write here" in response.content.decode()

    def test_who_asks_for_an_empty_form_gets_one_and_the_way_back(self, client, officer):
        address = add_address(HubPageFactory())
        assert f'href="{address}?start=empty"' in client.get(address).content.decode()

        response = client.get(address, {"start": "empty"})

        assert not response.context["form"].instance.body
        assert OPEN not in response.content.decode()
        assert "Start from a template" in response.content.decode()

    def test_the_way_back_stays_known_in_an_empty_form(self, client, officer):
        response = client.get(add_address(HubPageFactory()), {"next": "/cms/today/"})

        assert "?next=%2Fcms%2Ftoday%2F&amp;start=empty" in response.content.decode()

    def test_a_type_without_a_text_offers_no_choice(self, client, officer):
        content = client.get(add_address(HubPageFactory().get_parent(), EventIndexPage)).content.decode()

        assert "Start empty" not in content

    def test_what_was_typed_is_shown_again_and_not_the_prompts(self, client, officer):
        response = client.post(add_address(HubPageFactory()), {"title": "", "body-count": "0", "sources-count": "0"})

        assert response.context["form"].errors
        assert OPEN not in response.content.decode()
        assert "Start empty" not in response.content.decode()

    def test_an_editor_that_was_opened_before_offers_no_choice(self, client, officer):
        page = InformationPageFactory()

        content = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

        assert "Start empty" not in content

    def test_a_page_in_a_language_without_a_text_begins_empty(self):
        polish = InformationPage(locale=Locale.objects.create(language_code="pl"))

        fill(polish)

        assert not has_starter(polish)
        assert not polish.body

    def test_pages_that_a_program_makes_begin_empty(self):
        page = InformationPageFactory(body=[])

        page.refresh_from_db()
        assert not page.answer
        assert not page.body


class TestPromptsThatWereLeft:
    def send(self, client, hub, text, **more):
        fields = {
            "title": "Help",
            "slug": "help",
            "summary": "One sentence.",
            "for_parents": "on",
            "answer": "",
            "body": streamfield([("text", rich_text(text))]),
            "sources": streamfield([]),
            "owner_team": TeamFactory().pk,
            "review_due": f"{timezone.localdate() + timedelta(days=90):%Y-%m-%d}",
        }
        return client.post(add_address(hub), nested_form_data(fields | more))

    def test_one_stops_publishing_and_is_named_beside_its_field(self, client, officer):
        response = self.send(client, HubPageFactory(), f"<p>{PROMPT}</p>", **{"action-publish": "1"})

        errors = response.context["form"].errors
        assert list(errors) == ["body"]
        assert "Write here: what happens next." in errors["body"][0]
        assert not InformationPage.objects.exists()

    def test_its_draft_is_kept(self, client, officer):
        self.send(client, HubPageFactory(), f"<p>{PROMPT}</p>")

        assert "Write here" in InformationPage.objects.get().readable_text()

    def test_with_words_of_ones_own_it_is_published(self, client, officer):
        self.send(client, HubPageFactory(), "<p>We call you.</p>", **{"action-publish": "1"})

        assert InformationPage.objects.get().live

    @pytest.mark.parametrize(
        "text",
        [PROMPT, f"{OPEN}Write here: half of it", f"half of it.{CLOSE}", f"<b>{OPEN}Write</b> here{CLOSE}", OPEN],
    )
    def test_a_piece_of_one_is_known_too(self, text):
        page = InformationPageFactory(body=[("text", f"<p>Yes. {text}</p>")])

        assert [finding.field for finding in blocking(page)] == ["body"]

    def test_fields_that_no_search_reads_are_looked_at(self):
        page = CampaignPageFactory(poster_text=PROMPT, seo_title=PROMPT)

        assert {finding.field for finding in blocking(page)} == {"poster_text", "seo_title"}

    def test_blocks_within_blocks_are_looked_at(self):
        steps = {"heading": "", "steps": [{"title": "You ask", "text": PROMPT}, {"title": "We answer", "text": ""}]}
        part = {"title": "How", "address": "", "answer": "", "body": [("steps", steps)]}
        page = GuidePageFactory(parts=[("part", part), ("part", part)])

        (finding,) = blocking(page)
        assert finding.field == "parts"
        assert "2 prompts" in finding.message

    def test_a_page_without_any_is_not_held_up(self):
        assert not blocking(InformationPageFactory(body=[("text", "<p>Write here: your name. [1] {2}</p>")]))


class TestHelpAtTheSide:
    @pytest.mark.parametrize("model", offer_page_models(), ids=lambda model: model.__name__)
    def test_every_type_of_page_has_some(self, model):
        assert help_template(model)

    def test_it_stands_in_the_form_and_in_the_editor(self, client, officer):
        page = InformationPageFactory()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])

        for address in (add_address(page.get_parent()), edit):
            content = client.get(address).content.decode()
            assert 'data-side-panel="help"' in content
            assert "What families need from it" in content
            assert str(InformationPage.page_description) in content
