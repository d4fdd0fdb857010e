"""What stops a page from being published, from every way to publish it, and what only advises."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from localoffer.core.publishing import blocking, findings, sentences
from localoffer.pages.models import InformationPage
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.pages import FiveMinutePageFactory, HubPageFactory, InformationPageFactory, body, site_home
from tests.factories.people import person
from tests.pages.cms import said

pytestmark = pytest.mark.django_db

HARD = "Notwithstanding multidisciplinary considerations, practitioners operationalise collaborative methodologies. "


@pytest.fixture
def officer(client):
    user = person(is_superuser=True)
    client.force_login(user)
    return user


def form(**values):
    """What the editor of a page sends."""
    data = nested_form_data(
        {
            "title": "Help before school",
            "slug": "help-before-school",
            "summary": "One sentence.",
            "for_parents": "on",
            "answer": "",
            "body": streamfield([("text", rich_text("<p>Some words.</p>"))]),
            "sources": streamfield([]),
        }
    )
    return data | {name: value for name, value in values.items() if value is not None}


class TestTheEditor:
    @pytest.fixture
    def hub(self):
        return HubPageFactory(slug="topic")

    def send(self, client, hub, **values):
        address = reverse("wagtailadmin_pages:add", args=["pages", "informationpage", hub.pk])
        return client.post(address, form(**values))

    def test_a_page_without_owner_and_date_is_not_published_and_says_why(self, client, officer, hub):
        response = self.send(client, hub, **{"action-publish": "1"})

        errors = response.context["form"].errors
        assert set(errors) == {"owner_team", "review_due"}
        assert not InformationPage.objects.exists()

    def test_its_draft_is_kept(self, client, officer, hub):
        self.send(client, hub)

        page = InformationPage.objects.get()
        assert not page.live
        assert "Some words." in page.readable_text()

    def test_with_both_it_is_published(self, client, officer, hub):
        self.send(client, hub, owner_team=TeamFactory().pk, review_due="2027-03-01", **{"action-publish": "1"})

        assert InformationPage.objects.get().live

    @pytest.mark.parametrize("days", [-1, 365 * 5 + 3])
    def test_a_day_of_the_check_that_cannot_be_is_refused_beside_it(self, client, officer, hub, days):
        day = timezone.localdate() + timedelta(days=days)
        facts = {"owner_team": TeamFactory().pk, "review_due": day.isoformat()}

        response = self.send(client, hub, **facts, **{"action-publish": "1"})

        assert list(response.context["form"].errors) == ["review_due"]

    def test_a_published_page_may_keep_a_day_that_has_passed(self, hub):
        page = InformationPageFactory(parent=hub, review_due=timezone.localdate() - timedelta(days=1))
        assert page.publishing_problems() == {}

        page.review_due -= timedelta(days=1)
        assert set(page.publishing_problems()) == {"review_due"}

    def test_a_draft_keeps_such_a_day(self, client, officer, hub):
        self.send(client, hub, review_due="2020-01-01")

        assert InformationPage.objects.get().review_due == date(2020, 1, 1)

    def test_publishing_a_draft_that_was_never_public_is_its_first_check(self, client, officer, hub):
        facts = {"owner_team": TeamFactory().pk, "review_due": "2027-03-01"}
        self.send(client, hub, **facts)
        page = InformationPage.objects.get()
        assert page.last_confirmed_at is None

        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), form(slug=page.slug, **facts, **{"action-publish": "1"})
        )

        page.refresh_from_db()
        assert page.live
        assert page.last_confirmed_by == officer
        assert timezone.localdate(page.last_confirmed_at) == timezone.localdate()

    @pytest.mark.parametrize("action", ["", "action-publish"])
    def test_an_address_that_is_taken_is_refused_beside_the_slug(self, client, officer, hub, action):
        response = self.send(client, hub, slug="print-pack", **{action: "1"})

        assert "/topic/print-pack/" in response.context["form"].errors["slug"][0]
        assert not InformationPage.objects.exists()

    def test_words_that_look_like_a_child_are_refused_beside_the_reason(self, client, officer, hub):
        named = streamfield([("text", rich_text("<p>My son Oliver Smith likes trains.</p>"))])

        response = self.send(
            client,
            hub,
            owner_team=TeamFactory().pk,
            review_due="2027-03-01",
            **nested_form_data({"body": named}),
            **{"action-publish": "1"},
        )

        assert "the name of a child" in response.context["form"].errors["privacy_reason"][0]

    def test_a_reason_lets_them_through(self, client, officer, hub):
        named = streamfield([("text", rich_text("<p>My son Oliver Smith likes trains.</p>"))])

        self.send(
            client,
            hub,
            owner_team=TeamFactory().pk,
            review_due="2027-03-01",
            privacy_reason="A made-up name.",
            **nested_form_data({"body": named}),
            **{"action-publish": "1"},
        )

        assert InformationPage.objects.get().live

    def test_looks_once_for_a_check_that_is_going_on(self, client, officer):
        page = InformationPageFactory()
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.get(address)

        with CaptureQueriesContext(connection) as queries:
            client.get(address)

        assert len([query for query in queries if WorkflowState.STATUS_NEEDS_CHANGES in query["sql"]]) == 1


class TestOtherWaysToPublish:
    @pytest.fixture
    def unfinished(self):
        """A draft that lost its owner."""
        page = InformationPageFactory(title="Unfinished", live=False)
        page.owner_team = None
        page.save_revision(clean=False)
        return page

    def test_approving_says_what_is_missing(self, client, officer, unfinished):
        state = Workflow.objects.get(active=True).start(unfinished, officer).current_task_state

        response = client.post(reverse("wagtailadmin_pages:workflow_action", args=[unfinished.pk, "approve", state.pk]))

        assert "Owner team: Fill this in." in said(response)
        assert not Page.objects.get(pk=unfinished.pk).live

    def test_approving_publishes_what_is_finished(self, client, officer):
        page = InformationPageFactory(live=False)
        page.save_revision()
        state = Workflow.objects.get(active=True).start(page, officer).current_task_state

        client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))

        assert Page.objects.get(pk=page.pk).live

    def test_publishing_many_at_once_says_what_is_missing(self, client, officer, unfinished):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        response = client.post(f"{address}?id={unfinished.pk}&next=/cms/", {"include_descendants": ""})

        assert "“Unfinished” was not published" in said(response)
        assert not Page.objects.get(pk=unfinished.pk).live


class TestNewAddresses:
    def test_a_copy_at_an_address_that_is_taken_is_refused_in_words(self, client, officer):
        page = InformationPageFactory()
        data = {"new_title": "Pack", "new_slug": "print-pack", "new_parent_page": page.get_parent().pk}

        response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)

        assert "/topic/print-pack/" in said(response)
        assert InformationPage.objects.count() == 1

    def test_so_is_a_move_to_one(self, client, officer):
        page = InformationPageFactory(slug="find")
        before = page.url_path

        address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, site_home().pk])
        response = client.post(address)

        page.refresh_from_db()
        assert "already shows something else at /find/" in said(response)
        assert page.url_path == before

    def test_other_copies_and_moves_go_through(self, client, officer):
        page = InformationPageFactory(slug="help")
        data = {"new_title": "More", "new_slug": "more-help", "new_parent_page": page.get_parent().pk}

        client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, site_home().pk]))

        page.refresh_from_db()
        assert InformationPage.objects.filter(slug="more-help").exists()
        assert page.get_parent().pk == site_home().pk


class TestFindings:
    def test_a_plain_page_has_none(self):
        page = InformationPageFactory()
        page.statutory_items = [StatutoryItemFactory()]
        page.save()

        assert findings(page) == []

    @pytest.mark.parametrize(
        ("html", "words"),
        [
            ('<p>To apply, <a href="https://example.org/">click here</a>.</p>', "does not say where it leads"),
            ("<p>Ask the QXZ team.</p>", "“QXZ” is not explained"),
            ("<h3>Small</h3><p>Words.</p>", "no larger one above it"),
            (f"<p>{'This is a long sentence and ' * 7}it ends.</p>", "make two of it"),
            (f"<p>{HARD * 8}</p>", "The reading age is"),
        ],
    )
    def test_advice_never_blocks(self, html, words):
        page = InformationPageFactory(body=[("text", html)])

        assert any(words in finding.message for finding in findings(page))
        assert blocking(page) == []

    def test_a_few_words_are_too_few_to_tell_an_age(self):
        page = InformationPageFactory(body=body(HARD))

        assert not any("reading age" in finding.message for finding in findings(page))

    @pytest.mark.parametrize(("label", "is_vague"), [("Click here", True), ("More", True), ("More about plans", False)])
    @pytest.mark.parametrize(
        ("make", "field", "block"),
        [(HubPageFactory, "tasks", "task"), (site_home, "waiting", "link"), (FiveMinutePageFactory, "links", "link")],
    )
    def test_words_of_ways_on_and_of_top_tasks_are_looked_at_too(self, make, field, block, label, is_vague):
        page = make()
        setattr(page, field, [(block, {"label": label, "about": "", "address": "/find/"})])

        assert any("does not say where it leads" in finding.message for finding in findings(page)) is is_vague

    def test_more_than_one_call_out_is_too_many(self):
        note = ("callout", {"heading": "Note", "text": "<p>Words.</p>"})

        assert any("2 call-outs" in finding.message for finding in findings(InformationPageFactory(body=[note, note])))

    @pytest.mark.parametrize(
        "text",
        [
            "Her NHS number is 485 777 3456.",
            "He was born on 3 May 2015.",
            "Write to jo.smith@gmail.com today.",
            "We met Amira Khan, aged 7.",
            "Our daughter Mia started school.",
        ],
    )
    def test_words_that_could_name_a_child_block(self, text):
        page = InformationPageFactory(body=body(text))

        assert len(blocking(page)) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "Call 01632 960100 or 0808 800 0082.",
            "My child is worried. Our son needs help.",
            "Write to localoffer@example.org.",
            "Children aged 7 can come.",
            "Reception starts in the year in which a child is 5.",
        ],
    )
    def test_ordinary_words_do_not(self, text):
        assert blocking(InformationPageFactory(body=body(text))) == []

    def test_what_is_missing_names_its_field(self):
        page = InformationPageFactory()
        page.owner_team = None

        assert sentences(page)[0].startswith("Owner team: ")


class TestThePanel:
    def test_says_what_stops_the_draft_and_what_would_make_it_better(self, client, officer):
        page = InformationPageFactory(body=[("text", '<p><a href="https://example.org/">here</a></p>')])
        page.owner_team = None
        page.save_revision(clean=False)

        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

        assert "One thing stops this page from being published" in html
        assert "does not say where it leads" in html

    def test_is_a_piece_for_the_editor_and_a_page_without_script(self, client, officer):
        address = reverse("publish_checks", args=[InformationPageFactory().pk])

        assert "<html" in client.get(address).content.decode()
        assert "<html" not in client.get(address, headers={"X-Requested-With": "XMLHttpRequest"}).content.decode()

    def test_only_for_those_who_may_edit_the_page(self, client):
        client.force_login(person())

        assert client.get(reverse("publish_checks", args=[InformationPageFactory().pk])).status_code in (302, 403)
