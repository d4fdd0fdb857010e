"""Pages about the law and young people's pages are never published by the person who wrote them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from localoffer.core.roles import EDITORS, OFFICERS, YOUNG_EDITORS
from localoffer.core.second_person import SecondPersonNeeded, reason, wrote
from localoffer.pages.models import InformationPage
from localoffer.pages.officers.previews import add_comment, make_link
from tests.factories.core import TeamFactory
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.factories.pages import (
    AccessibilityPageFactory,
    CampaignPageFactory,
    ContactPageFactory,
    DocumentIndexPageFactory,
    DocumentPageFactory,
    EasyReadPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    FiveMinutePageFactory,
    GlossaryPageFactory,
    GuidePageFactory,
    HubPageFactory,
    InformationPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    QuestionsPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    VideoPageFactory,
    body,
    site_home,
)
from tests.factories.people import person
from tests.factories.young import young_page, young_section
from tests.pages.cms import said

pytestmark = pytest.mark.django_db

LAW = ("law", {"text": "The council must decide.", "reference": "A law", "url": ""})
ACT = "https://www.legislation.gov.uk/ukpga/2014/6/section/36"
IN_MODERATION = "wagtailadmin_pages:workflow_action"


@pytest.fixture
def writer():
    return person(OFFICERS, username="writer")


@pytest.fixture
def other():
    return person(OFFICERS, username="other")


@pytest.fixture
def boss():
    return person(username="boss", is_superuser=True)


def page_of_law(writer, **facts):
    """A live page that says what the law is, and a draft by the writer."""
    page = InformationPageFactory(title="Deciding", body=[LAW], **facts)
    page.summary = "A new summary."
    page.save_revision(user=writer)
    return InformationPage.objects.get(pk=page.pk)


def send_for_a_check(page, user):
    Workflow.objects.get(active=True).start(page, user)
    return Page.objects.get(pk=page.pk).specific.current_workflow_task_state


def form(page, **values):
    """What the editor of an information page sends."""
    stored = [(block["type"], block["value"]) for block in page.body.raw_data]
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": "Typed now.",
        "for_parents": "on",
        "answer": "",
        "owner_team": str(page.owner_team_id),
        "review_due": "2030-01-01",
        "privacy_reason": "",
        "body": streamfield([(kind, rich_text(value) if kind == "text" else value) for kind, value in stored]),
        "sources": streamfield([]),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return nested_form_data(data) | values


def summary_of(page):
    return InformationPage.objects.get(pk=page.pk).summary


class TestWhatNeedsASecondPerson:
    def test_an_ordinary_page_does_not(self):
        assert reason(InformationPageFactory()) == ""

    def test_what_the_law_is(self):
        assert "law" in reason(InformationPageFactory(body=[*body("Words."), LAW]))

    def test_however_deep_it_stands(self):
        part = {"title": "What the law says", "address": "", "answer": "", "body": [LAW]}

        assert "law" in reason(GuidePageFactory(parts=[("part", part), ("part", part | {"title": "More"})]))

    def test_taking_the_law_away_from_a_live_page(self):
        page = InformationPageFactory(body=[LAW])
        page.body = body("No law now.")

        assert "law" in reason(page)

    def test_the_young_peoples_section_and_everything_in_it(self):
        section = young_section()

        assert reason(section)
        assert reason(young_page(section))

    def test_what_a_young_editor_wrote_last(self):
        page = InformationPageFactory()
        page.save_revision(user=person(YOUNG_EDITORS))

        assert "young editor" in reason(page)

    def test_nothing_where_a_single_officer_works(self, settings):
        settings.SECOND_PERSON = False

        assert reason(InformationPageFactory(body=[LAW])) == ""


def source(label="The rules", url=""):
    return [("source", {"label": label, "url": url, "as_of": None})]


def of_the_page_type(factory):
    return factory._meta.model.__name__


WITH_WORDS = [
    AccessibilityPageFactory,
    CampaignPageFactory,
    ContactPageFactory,
    DocumentPageFactory,
    EasyReadPageFactory,
    EventPageFactory,
    FiveMinutePageFactory,
    GuidePageFactory,
    InformationPageFactory,
    NewsPageFactory,
    QuestionsPageFactory,
    StoryPageFactory,
    VideoPageFactory,
]
LEADING_ON = [
    DocumentIndexPageFactory,
    EventIndexPageFactory,
    GlossaryPageFactory,
    HubPageFactory,
    NewsIndexPageFactory,
    StoryIndexPageFactory,
]


class TestAPageThatNamesALaw:
    @pytest.mark.parametrize("factory", WITH_WORDS, ids=of_the_page_type)
    def test_needs_a_second_person_whatever_its_type(self, factory):
        page = factory(sources=source(url="https://www.nhs.uk/"))
        assert reason(page) == ""

        page.sources = source(url=ACT)

        assert "law" in reason(page)

    @pytest.mark.parametrize("factory", LEADING_ON, ids=of_the_page_type)
    def test_needs_none_where_its_words_only_lead_on(self, factory):
        assert reason(factory(sources=source(url=ACT))) == ""

    def test_the_home_page_needs_none(self):
        home = site_home()
        home.sources = source(url=ACT)

        assert reason(home) == ""

    @pytest.mark.parametrize(
        ("label", "is_law"),
        [
            ("Children and Families Act 2014, section 36", True),
            ("SEND Regulations 2014, regulation 15", True),
            ("The Childcare (Early Years) Order 2018", True),
            ("Act on what you hear", False),
            ("Annual report 2014", False),
        ],
    )
    def test_by_the_title_of_a_source_without_an_address(self, label, is_law):
        assert bool(reason(InformationPageFactory(sources=source(label)))) is is_law

    @pytest.mark.parametrize(
        ("address", "is_law"),
        [
            ("https://legislation.gov.uk/x", True),
            ("HTTPS://WWW.LEGISLATION.GOV.UK/x", True),
            ("https://legislation.gov.uk.example.org/x", False),
            ("https://notlegislation.gov.uk/x", False),
            ("https://example.org/?from=legislation.gov.uk", False),
            ("https://[legislation.gov.uk", False),
        ],
    )
    def test_by_the_host_of_a_link_in_its_text(self, address, is_law):
        linked = body(f'<a href="{address}">the rule</a>')

        assert bool(reason(InformationPageFactory(body=linked))) is is_law

    def test_by_a_link_in_an_answer(self):
        assert reason(FiveMinutePageFactory(how_long=f'<p>9 weeks: <a href="{ACT}">the rule</a>.</p>'))

    def test_where_the_council_says_that_laws_are(self, settings):
        settings.LAW_HOSTS = ["laws.example.org"]

        assert reason(InformationPageFactory(sources=source(url="https://laws.example.org/1")))
        assert reason(InformationPageFactory(sources=source(url=ACT))) == ""

    @pytest.mark.parametrize("factory", [EasyReadPageFactory, VideoPageFactory], ids=of_the_page_type)
    def test_or_says_the_same_as_a_page_that_does(self, factory):
        assert "law" in reason(factory(original=InformationPageFactory(sources=source(url=ACT))))
        assert reason(factory(original=InformationPageFactory())) == ""

    def test_or_says_the_same_as_a_guide_that_does(self):
        assert "law" in reason(FiveMinutePageFactory(guide=GuidePageFactory(sources=source(url=ACT))))
        assert reason(FiveMinutePageFactory(guide=GuidePageFactory())) == ""

    @pytest.mark.parametrize("name", ["sources", "original"])
    def test_not_even_its_writer_takes_the_law_away_alone(self, name):
        law = InformationPageFactory(sources=source(url=ACT))
        page = EasyReadPageFactory(**{name: source(url=ACT) if name == "sources" else law})
        setattr(page, name, None if name == "original" else [])

        assert "law" in reason(page)


class TestAFiveMinuteGuideToTheLaw:
    def sent(self, client, page, user):
        client.force_login(user)
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    def changed(self, writer, **facts):
        page = FiveMinutePageFactory(**facts)
        page.summary = "The council must answer within 9 weeks."
        page.save_revision(user=writer)
        return page

    def test_is_not_published_by_its_writer(self, client, writer):
        page = self.changed(writer, sources=source(url=ACT))

        assert 'name="action-publish"' not in self.sent(client, page, writer)
        with pytest.raises(SecondPersonNeeded):
            page.get_latest_revision().publish(user=writer)

    def test_is_published_by_somebody_else(self, client, writer, other):
        page = self.changed(writer, sources=source(url=ACT))
        state = send_for_a_check(page, writer)
        client.force_login(other)

        client.post(reverse(IN_MODERATION, args=[page.pk, "approve", state.pk]))

        page.refresh_from_db()
        assert page.summary == "The council must answer within 9 weeks."

    def test_of_anything_else_is_published_by_its_writer(self, client, writer):
        page = self.changed(writer)

        assert 'name="action-publish"' in self.sent(client, page, writer)
        page.get_latest_revision().publish(user=writer)


class TestWhoWroteIt:
    def test_who_saved_it_last(self, writer, other):
        page = page_of_law(writer)

        assert wrote(page, writer)
        assert not wrote(page, other)

    def test_who_sent_it_for_a_check(self, writer, other):
        page = page_of_law(writer)
        send_for_a_check(page, other)

        assert wrote(page, other)

    def test_no_longer_once_somebody_else_changed_it(self, writer, other):
        page = page_of_law(writer)
        send_for_a_check(page, writer)
        page.save_revision(user=other)

        assert wrote(page, other)
        assert not wrote(page, writer)


@pytest.mark.parametrize("who", ["writer", "boss"])
class TestNobodyPublishesAlone:
    @pytest.fixture
    def me(self, client, request, who):
        user = request.getfixturevalue(who)
        client.force_login(user)
        return user

    def test_from_the_form(self, client, me):
        page = page_of_law(me)
        before = summary_of(page)

        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **{"action-publish": "1"})
        )

        assert "was not published. It says what the law is" in said(response)
        assert summary_of(page) == before
        assert page.get_latest_revision_as_object().summary == "A new summary."
        assert Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object().summary == "Typed now."

    def test_by_a_date_in_the_form(self, client, me):
        page = page_of_law(me)
        later = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")

        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            form(page, **{"action-publish": "1", "go_live_at": later}),
        )

        assert not page.revisions.exclude(approved_go_live_at=None).exists()

    def test_when_making_the_page(self, client, me):
        hub = HubPageFactory()
        page = InformationPage(title="New", slug="new", body=[LAW], owner_team=TeamFactory())

        client.post(
            reverse("wagtailadmin_pages:add", args=["pages", "informationpage", hub.pk]),
            form(page, **{"action-publish": "1"}),
        )

        assert InformationPage.objects.get(slug="new").live is False

    def test_many_at_once(self, client, me):
        page = page_of_law(me)
        before = summary_of(page)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        response = client.post(f"{address}?id={page.pk}&next=/cms/", {"include_descendants": ""})

        assert "was not published" in said(response)
        assert summary_of(page) == before

    @pytest.mark.parametrize("back", ["", "foo"])
    def test_it_leads_to_all_pages_where_no_path_is_named(self, client, me, back):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        response = client.post(f"{address}?id={page_of_law(me).pk}&next={back}", {"include_descendants": ""})

        assert response["Location"] == reverse("wagtailadmin_explore_root")

    def test_with_the_page_above(self, client, me):
        page = page_of_law(me, live=False)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

        client.post(f"{address}?id={page.get_parent().pk}&next=/cms/", {"include_descendants": "on"})

        assert not Page.objects.get(pk=page.pk).live

    def test_by_approving_it(self, client, me):
        page = page_of_law(me)
        state = send_for_a_check(page, me)
        before = summary_of(page)

        response = client.post(reverse(IN_MODERATION, args=[page.pk, "approve", state.pk]))

        assert "The last changes are yours" in said(response)
        assert summary_of(page) == before

    def test_by_approving_from_the_form(self, client, me, other):
        page = page_of_law(other)
        send_for_a_check(page, other)
        before = summary_of(page)

        response = client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            form(page, **{"action-workflow-action": "true", "workflow-action-name": "approve"}),
        )

        assert "You changed it, so now somebody else approves it" in said(response)
        assert summary_of(page) == before
        assert Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object().summary == "Typed now."

    def test_by_going_back_to_an_older_version(self, client, me, other):
        page = page_of_law(other)
        before = summary_of(page)
        older = page.get_latest_revision()

        client.post(
            reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, older.pk]),
            form(page, **{"action-publish": "1"}),
        )

        assert summary_of(page) == before

    def test_by_a_live_copy(self, client, me):
        page = page_of_law(me)
        address = reverse("wagtailadmin_pages:copy", args=[page.pk])
        copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": page.get_parent().pk}

        client.post(address, copy | {"publish_copies": "on"})
        assert not Page.objects.filter(slug="copy").exists()
        client.post(address, copy)
        assert Page.objects.get(slug="copy").live is False

    def test_by_wagtails_own_api(self, client, me):
        page = page_of_law(me)
        before = summary_of(page)

        response = client.post(f"/cms/api/main/pages/{page.pk}/action/publish/", content_type="application/json")

        assert response.status_code == 404
        assert summary_of(page) == before

    def test_by_code_that_forgot_to_ask(self, me):
        page = page_of_law(me)

        with pytest.raises(SecondPersonNeeded):
            page.get_latest_revision().publish(user=me)
        with pytest.raises(SecondPersonNeeded):
            page.get_latest_revision().publish()


class TestSomebodyElsePublishes:
    def test_by_approving(self, client, writer, other):
        page = page_of_law(writer)
        state = send_for_a_check(page, writer)
        client.force_login(other)

        client.post(reverse(IN_MODERATION, args=[page.pk, "approve", state.pk]))

        assert summary_of(page) == "A new summary."

    def test_a_date_holds_once_it_is_approved(self, client, writer, other):
        page = page_of_law(writer)
        page.go_live_at = timezone.now() + timedelta(days=2)
        page.save_revision(user=writer)
        state = send_for_a_check(page, writer)
        client.force_login(other)

        client.post(reverse(IN_MODERATION, args=[page.pk, "approve", state.pk]))

        assert page.revisions.exclude(approved_go_live_at=None).count() == 1
        page.get_latest_revision().publish(log_action="wagtail.publish.scheduled")

    def test_after_changing_it_the_first_officer_does(self, client, writer, other):
        page = page_of_law(writer)
        state = send_for_a_check(page, writer)
        page.summary = "Changed by the other."
        page.save_revision(user=other)
        client.force_login(writer)

        client.post(reverse(IN_MODERATION, args=[page.pk, "approve", state.pk]))

        assert summary_of(page) == "Changed by the other."

    def test_an_ordinary_page_needs_nobody_else(self, client, writer):
        page = InformationPageFactory()
        client.force_login(writer)

        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **{"action-publish": "1"}))

        assert summary_of(page) == "Typed now."

    def test_a_single_officer_publishes_the_law_too(self, client, writer, settings):
        settings.SECOND_PERSON = False
        page = page_of_law(writer)
        client.force_login(writer)

        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, **{"action-publish": "1"}))

        assert summary_of(page) == "Typed now."


class TestTheEditorOffersOnlyWhatIsAllowed:
    def offered(self, client, page, user):
        client.force_login(user)
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        return {name for name in ("action-publish", "action-submit") if f'name="{name}"' in html} | {
            name for name in ("approve", "reject") if f'data-workflow-action-name="{name}"' in html
        }

    def test_no_publishing_where_a_second_person_is_needed(self, client, writer, other):
        page = page_of_law(writer)

        assert self.offered(client, page, writer) == {"action-submit"}
        assert self.offered(client, page, other) == {"action-submit"}

    def test_approving_for_everybody_but_the_writer(self, client, writer, other):
        page = page_of_law(writer)
        send_for_a_check(page, writer)

        assert self.offered(client, page, writer) == {"reject"}
        assert self.offered(client, page, other) == {"approve", "reject"}

    def test_publishing_of_an_ordinary_page(self, client, writer):
        assert "action-publish" in self.offered(client, InformationPageFactory(), writer)

    def test_no_publishing_of_a_new_page_for_young_people(self, client, writer):
        client.force_login(writer)
        address = reverse("wagtailadmin_pages:add", args=["pages", "youngpage", young_section().pk])

        assert 'name="action-publish"' not in client.get(address).content.decode()


class TestTheReview:
    def review(self, client, page, user):
        client.force_login(user)
        return client.get(reverse("page_review", args=[page.pk]))

    def test_shows_the_difference_and_the_decision(self, client, writer, other):
        page = page_of_law(writer)
        send_for_a_check(page, writer)

        html = self.review(client, page, other).content.decode()

        assert '<span class="deletion">What this page is about.</span>' in html
        assert '<span class="addition">A new summary.</span>' in html
        assert "Approve and publish" in html

    @pytest.fixture
    def commented(self, writer):
        """A draft that waits for a check, and what a group said about it."""
        page = page_of_law(writer)
        send_for_a_check(page, writer)
        link, _token = make_link(draft=page, user=writer, days=7, made_for="Forum")
        return page, add_comment(link=link, key="a-key", name="Sam", text="Say who decides.")

    def test_shows_comments_that_wait_above_the_decision(self, client, other, commented):
        html = self.review(client, commented[0], other).content.decode()

        assert 0 < html.index("Say who decides.") < html.index("Your decision")

    def test_a_comment_is_dealt_with_without_losing_what_is_written_for_the_decision(self, client, other, commented):
        page, comment = commented
        client.force_login(other)
        sent = {"dealt_with": str(comment.pk), "comment": "Name the law."}

        html = client.post(reverse("page_review", args=[page.pk]), sent).content.decode()

        comment.refresh_from_db()
        assert comment.dealt_with_by == other
        assert "Say who decides." not in html
        assert "Name the law.</textarea>" in html
        assert page.workflow_in_progress

    @pytest.mark.parametrize("number", ["", "x", "9" * 30])
    def test_a_comment_that_is_not_there_any_more_is_no_fault(self, client, other, commented, number):
        client.force_login(other)

        response = client.post(reverse("page_review", args=[commented[0].pk]), {"dealt_with": number})

        assert response.status_code == 200
        assert "Say who decides." in response.content.decode()

    def test_approving_says_by_its_title_what_was_published(self, client, writer, other):
        page = page_of_law(writer)
        state = send_for_a_check(page, writer)
        client.force_login(other)
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

        told = said(client.post(address, {"next": "/cms/"}))

        assert "“Deciding” was published." in told
        assert "Published by mistake?" in told

    def test_of_a_new_page_shows_all_of_it(self, client, writer, other):
        page = page_of_law(writer, live=False)
        send_for_a_check(page, writer)

        html = self.review(client, page, other).content.decode()

        assert "Deciding" in html
        assert "The council must decide." in html

    def test_tells_the_writer_that_somebody_else_decides(self, client, writer):
        page = page_of_law(writer)
        send_for_a_check(page, writer)

        html = self.review(client, page, writer).content.decode()

        assert "The last changes are yours" in html
        assert "Approve and publish" not in html

    def test_sends_a_page_that_nobody_asked_about_to_its_editor(self, client, writer, other):
        page = page_of_law(writer)

        response = self.review(client, page, other)

        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert "Nobody asked for a check" in said(response)

    def test_is_not_for_editors(self, client, writer):
        page = page_of_law(writer)
        send_for_a_check(page, writer)

        response = self.review(client, page, person(EDITORS))

        assert response["Location"] == reverse("wagtailadmin_home")

    def test_asking_for_changes_needs_words(self, client, writer, other):
        page = page_of_law(writer)
        state = send_for_a_check(page, writer)
        client.force_login(other)

        response = client.post(reverse("page_review", args=[page.pk]), {"comment": "  "})

        html = response.content.decode()
        assert html.count("Write what should be changed, so that the writer knows.") == 1
        assert "Approve and publish" in html
        state.refresh_from_db()
        assert state.status == state.STATUS_IN_PROGRESS

    @pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
    def test_asking_for_changes_from_the_editor_needs_words_too(self, client, writer, other, view):
        page = page_of_law(writer)
        state = send_for_a_check(page, writer)
        client.force_login(other)
        address = reverse(f"wagtailadmin_pages:{view}", args=[page.pk, "reject", state.pk])

        response = client.post(address, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})

        assert "Write what should be changed" in response.json()["html"]
        state.refresh_from_db()
        assert state.status == state.STATUS_IN_PROGRESS

    def test_only_those_who_decide_ask_for_changes(self, client, writer):
        page = page_of_law(writer)
        state = send_for_a_check(page, writer)
        client.force_login(person(EDITORS))

        client.post(reverse("page_review", args=[page.pk]), {"comment": "All of it."})

        state.refresh_from_db()
        assert state.status == state.STATUS_IN_PROGRESS

    def test_what_was_sent_back_stands_in_the_today_list_of_its_writer(self, client, writer, other):
        page = page_of_law(writer)
        send_for_a_check(page, writer)
        client.force_login(other)
        client.post(reverse("page_review", args=[page.pk]), {"comment": "Name the <law>."})

        [row] = self.sent_back(client, writer)
        assert (row.item.what, row.item.url) == ("Deciding", reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert row.item.why == "other asks for changes: “Name the <law>.”"
        assert "“Name the &lt;law&gt;.”" in client.get("/cms/").content.decode()
        assert self.sent_back(client, other) == []

    @pytest.mark.parametrize("factory", [ServiceFactory, ProviderFactory, LocationFactory])
    def test_so_does_a_listing(self, client, writer, other, factory):
        listing = factory(name="Club & <hall>")
        listing.save_revision(user=writer)
        state = listing.get_workflow().start(listing, writer)
        state.current_task_state.reject(user=other, comment="Which days?")

        [row] = self.sent_back(client, writer)

        assert (row.item.what, row.item.why) == (str(listing), "other asks for changes: “Which days?”")
        assert client.get(row.item.url).context["form"].instance == listing

    @pytest.mark.parametrize("view", ["workflow_action", "collect_workflow_action_data"])
    def test_sending_back_a_listing_needs_words_too(self, client, writer, other, view):
        service = ServiceFactory()
        service.save_revision(user=writer)
        state = service.get_workflow().start(service, writer).current_task_state
        client.force_login(other)
        address = reverse(f"wagtailsnippets_directory_service:{view}", args=[service.pk, "reject", state.pk])

        refused = client.post(address, {"comment": " "}, headers={"x-requested-with": "XMLHttpRequest"})

        assert "Write what should be changed" in refused.json()["html"]
        state.refresh_from_db()
        assert state.status == state.STATUS_IN_PROGRESS

    def test_what_was_sent_again_or_published_is_no_longer_sent_back(self, client, writer, other):
        again, published = page_of_law(writer), page_of_law(writer)
        for page in (again, published):
            send_for_a_check(page, writer)
            client.force_login(other)
            client.post(reverse("page_review", args=[page.pk]), {"comment": "Shorter."})
        assert len(self.sent_back(client, writer)) == 2

        again.current_workflow_state.resume(user=writer)
        published.save_revision(user=other)
        published.current_workflow_state.cancel(user=other)

        assert self.sent_back(client, writer) == []

    def sent_back(self, client, user):
        client.force_login(user)
        rows = client.get(reverse("core_cms:today")).context["rows"]
        return [row for row in rows if row.kind == "Drafts of yours that were sent back"]

    def test_stands_in_the_today_list_of_others(self, client, writer, other):
        page = page_of_law(writer)
        send_for_a_check(page, writer)
        address = reverse("page_review", args=[page.pk])

        for user, there in ((other, True), (writer, False), (person(EDITORS), False)):
            client.force_login(user)
            assert (address in client.get("/cms/").content.decode()) is there
