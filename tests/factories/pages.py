"""Smallest valid pages. A page stands below its parent, which a test names or gets made."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta

import factory
from django.utils import timezone
from wagtail.models import Page, Site

from localoffer.pages.models import (
    AccessibilityPage,
    Alert,
    CampaignPage,
    ContactPage,
    DocumentIndexPage,
    DocumentPage,
    EasyReadPage,
    EventIndexPage,
    EventPage,
    FiveMinutePage,
    GlossaryPage,
    GuidePage,
    HomePage,
    HubPage,
    InformationPage,
    KnownIssue,
    NewsIndexPage,
    NewsPage,
    QuestionsPage,
    StoryIndexPage,
    StoryPage,
    VideoPage,
    YoungHomePage,
    YoungPage,
)
from tests.factories.core import TeamFactory
from tests.films import poster


def site_home() -> HomePage:
    """The home page of the default site, made where it is not there yet."""
    found = HomePage.objects.first()
    if found is None:
        found = HomePageFactory(parent=Page.get_first_root_node())
        site = Site.objects.get(is_default_site=True)
        site.root_page = found
        site.save()
    return found


def body(*paragraphs: str) -> list[tuple]:
    """The value of a StreamField with running text."""
    return [("text", f"<p>{text}</p>") for text in paragraphs]


@contextmanager
def unchecked(page: Page) -> Iterator[None]:
    """Saving the page fills in what is not given, like its slug; it asks and logs nothing, which takes most time."""

    def save():
        page._set_core_field_defaults()
        type(page).save(page, clean=False, log_action=None)

    page.save = save
    try:
        yield
    finally:
        del page.save


class OfferPageFactory(factory.django.DjangoModelFactory):
    """A published page with everything that publishing asks for.

    It is saved without the checks of the editor, which take most of the time. They are made with `checked=True`, for
    tests of what they refuse, and for types (`_checked`) in which they fill something in, like the addresses of parts.
    """

    class Meta:
        abstract = True

    _checked = False
    title = factory.Sequence(lambda n: f"Page {n}")
    summary = "What this page is about."
    owner_team = factory.SubFactory(TeamFactory)
    review_due = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))

    @classmethod
    def _create(cls, model_class, *args, parent=None, checked=False, **kwargs):
        parent = parent or cls.default_parent()
        if "locale" not in kwargs:
            kwargs["locale_id"] = parent.locale_id
        page = model_class(*args, **kwargs)
        with nullcontext() if checked or cls._checked else unchecked(page):
            return parent.add_child(instance=page)

    @classmethod
    def default_parent(cls):
        return site_home()


class HomePageFactory(OfferPageFactory):
    class Meta:
        model = HomePage

    title = "Home"
    slug = "site-home"


class HubPageFactory(OfferPageFactory):
    class Meta:
        model = HubPage

    intro = "Two sentences. They say what this topic is."


class BelowHubFactory(OfferPageFactory):
    class Meta:
        abstract = True

    @classmethod
    def default_parent(cls):
        return HubPage.objects.first() or HubPageFactory(title="Topic", slug="topic")


class InformationPageFactory(BelowHubFactory):
    class Meta:
        model = InformationPage

    body = factory.LazyFunction(lambda: body("Some words."))


class GuidePageFactory(BelowHubFactory):
    class Meta:
        model = GuidePage

    _checked = True

    answer = "The short answer."
    parts = factory.LazyFunction(
        lambda: [
            ("part", {"title": "What it is", "address": "", "answer": "", "body": body("First.")}),
            ("part", {"title": "How to ask", "address": "", "answer": "", "body": body("Second.")}),
        ]
    )


class NewsIndexPageFactory(OfferPageFactory):
    class Meta:
        model = NewsIndexPage

    title = "News"
    slug = "news"


class NewsPageFactory(OfferPageFactory):
    class Meta:
        model = NewsPage

    day = factory.LazyFunction(timezone.localdate)
    ends = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    body = factory.LazyFunction(lambda: body("What is new."))

    @classmethod
    def default_parent(cls):
        return NewsIndexPage.objects.first() or NewsIndexPageFactory()


class EventIndexPageFactory(OfferPageFactory):
    class Meta:
        model = EventIndexPage

    title = "Events"
    slug = "events"


class EventPageFactory(OfferPageFactory):
    class Meta:
        model = EventPage

    starts = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends = factory.LazyAttribute(lambda event: event.starts + timedelta(hours=2))
    place_name = "Hall"

    @classmethod
    def default_parent(cls):
        return EventIndexPage.objects.first() or EventIndexPageFactory()


class StoryIndexPageFactory(OfferPageFactory):
    class Meta:
        model = StoryIndexPage

    title = "Stories"
    slug = "stories"


class StoryPageFactory(OfferPageFactory):
    """A story with its consent, until a year from now."""

    class Meta:
        model = StoryPage

    person = "Sam"
    lead = "How Sam found a college."
    body = factory.LazyFunction(lambda: body("What happened then."))
    consent_by = "Alex Secret and their mother"
    consent_covers = "To tell it here and in a leaflet."
    consent_on = factory.LazyFunction(timezone.localdate)
    consent_until = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=365))

    @classmethod
    def default_parent(cls):
        return StoryIndexPage.objects.first() or StoryIndexPageFactory()


class VideoPageFactory(BelowHubFactory):
    """A film without its files; `tests.films` has some to add."""

    class Meta:
        model = VideoPage

    poster = factory.LazyFunction(poster)
    poster_text = "Two people at a table."
    transcript = "<p>Hello and welcome.</p>"


class YoungHomePageFactory(OfferPageFactory):
    class Meta:
        model = YoungHomePage

    title = "For young people"
    slug = "young-people"
    intro = "This part is yours."


class YoungPageFactory(OfferPageFactory):
    class Meta:
        model = YoungPage

    _checked = True

    icon = "plan"
    parts = factory.LazyFunction(
        lambda: [
            ("part", {"title": "What it is", "address": "", "answer": "", "body": body("Yours.")}),
            ("part", {"title": "How to change it", "address": "", "answer": "", "body": body("Say so.")}),
        ]
    )

    @classmethod
    def default_parent(cls):
        return YoungHomePage.objects.first() or YoungHomePageFactory()


class CampaignPageFactory(OfferPageFactory):
    class Meta:
        model = CampaignPage

    short = factory.Sequence(lambda n: f"campaign-{n}")
    poster_heading = "Worried about talking?"
    poster_text = "Find out what helps."
    body = factory.LazyFunction(lambda: body("More about it."))


class ContactPageFactory(OfferPageFactory):
    class Meta:
        model = ContactPage

    _checked = True

    title = "How to reach us"


class AccessibilityPageFactory(OfferPageFactory):
    class Meta:
        model = AccessibilityPage

    _checked = True

    title = "Our accessibility statement"
    prepared_on = factory.LazyFunction(timezone.localdate)
    reviewed_on = factory.LazyFunction(timezone.localdate)


class KnownIssueFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KnownIssue

    what = factory.Sequence(lambda n: f"Thing {n} does not work with a screen reader.")
    found_on = factory.LazyFunction(timezone.localdate)
    fix_by = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))


class AlertFactory(factory.django.DjangoModelFactory):
    """An alert that began an hour ago and ends tomorrow."""

    class Meta:
        model = Alert

    heading = factory.Sequence(lambda n: f"Alert {n}")
    text = "What has happened, and what to do."
    starts = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    ends = factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))


class FiveMinutePageFactory(BelowHubFactory):
    class Meta:
        model = FiveMinutePage

    what = "<p>A plan.</p>"
    who = "<p>Children who need one.</p>"
    how = "<p>You ask.</p>"
    how_long = "<p>Some weeks.</p>"
    who_to_ask = "<p>The council.</p>"


class QuestionsPageFactory(BelowHubFactory):
    class Meta:
        model = QuestionsPage

    questions = factory.LazyFunction(
        lambda: [
            ("question", {"question": "Who can ask?", "answer": "Any parent.", "more": "<p>More.</p>"}),
            ("question", {"question": "What does it cost?", "answer": "Nothing.", "more": ""}),
        ]
    )


class EasyReadPageFactory(BelowHubFactory):
    class Meta:
        model = EasyReadPage

    rows = factory.LazyFunction(lambda: [("row", {"icon": "phone", "text": "<p>You can call.</p>"})])
    where_to_get_help = "<p>Ask us.</p>"


class GlossaryPageFactory(OfferPageFactory):
    class Meta:
        model = GlossaryPage

    title = "Glossary"
    slug = "glossary"


class DocumentIndexPageFactory(OfferPageFactory):
    class Meta:
        model = DocumentIndexPage

    title = "Documents"
    slug = "documents-list"


class DocumentPageFactory(OfferPageFactory):
    class Meta:
        model = DocumentPage

    body = factory.LazyFunction(lambda: body("The words of the document."))

    @classmethod
    def default_parent(cls):
        return DocumentIndexPage.objects.first() or DocumentIndexPageFactory()
