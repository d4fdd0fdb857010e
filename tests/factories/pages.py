"""Smallest valid pages. A page stands below its parent, which a test names or gets made."""

from datetime import timedelta

import factory
from django.utils import timezone
from wagtail.models import Page, Site

from localoffer.pages.models import (
    DocumentIndexPage,
    DocumentPage,
    EasyReadPage,
    EventIndexPage,
    EventPage,
    FiveMinutePage,
    GuidePage,
    HomePage,
    HubPage,
    InformationPage,
    NewsIndexPage,
    NewsPage,
    QuestionsPage,
)
from tests.factories.core import TeamFactory


def site_home() -> HomePage:
    """The home page of the default site, made where it is not there yet."""
    site = Site.objects.get(is_default_site=True)
    found = HomePage.objects.first()
    if found is None:
        found = HomePageFactory(parent=Page.get_first_root_node())
        site.root_page = found
        site.save()
    return found


def body(*paragraphs: str) -> list[tuple]:
    """The value of a StreamField with running text."""
    return [("text", f"<p>{text}</p>") for text in paragraphs]


class OfferPageFactory(factory.django.DjangoModelFactory):
    """A published page with everything that publishing asks for."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Page {n}")
    summary = "What this page is about."
    owner_team = factory.SubFactory(TeamFactory)
    review_due = factory.LazyFunction(lambda: timezone.localdate().replace(month=12, day=28))

    @classmethod
    def _create(cls, model_class, *args, parent=None, **kwargs):
        parent = parent or cls.default_parent()
        return parent.add_child(instance=model_class(*args, **kwargs))

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
