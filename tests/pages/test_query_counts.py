"""Every type of page asks the database as often with many of everything on it as with few."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from localoffer.core.frame_cache import frame_cache
from localoffer.core.models import FrameVersion, OfferPage
from localoffer.pages import models
from localoffer.pages.models import GlossaryTerm
from tests import films
from tests.factories.directory import ServiceFactory
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
    KnownIssueFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    QuestionsPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    VideoPageFactory,
    YoungHomePageFactory,
    YoungPageFactory,
    site_home,
)
from tests.pages.every_block import picture

pytestmark = [pytest.mark.django_db, films.PICTURES_LEFT_OPEN]

FEW, MANY = 2, 4
MOST = 30
SMALL = (16, 12)
BY_THE_CLOCK = FrameVersion._meta.db_table
"""Asked every two seconds, whoever comes."""


def link() -> str:
    return f'<p><a linktype="page" id="{InformationPageFactory().pk}">Where it leads</a></p>'


def blocks(number: int) -> list[tuple]:
    """So many of each block that shows something from the database."""
    return [
        block
        for _time in range(number)
        for block in (
            ("text", link()),
            ("callout", {"heading": "Do not miss this", "text": link()}),
            ("picture", {"image": picture(size=SMALL), "caption": ""}),
        )
    ]


def parts(number: int) -> list[tuple]:
    return [
        ("part", {"title": f"Part {place}", "address": "", "answer": "", "body": blocks(1)}) for place in range(number)
    ]


def home(number):
    HubPageFactory.create_batch(number, show_in_menus=True)
    NewsPageFactory.create_batch(number)
    EventPageFactory.create_batch(number)
    return site_home()


def hub(number):
    page = HubPageFactory(search="q=club", questions=QuestionsPageFactory())
    for factory in (GuidePageFactory, InformationPageFactory, FiveMinutePageFactory, VideoPageFactory):
        factory.create_batch(number, parent=page)
    for factory in (NewsPageFactory, EventPageFactory):
        factory.create_batch(number, topic=page)
    ServiceFactory.create_batch(number, summary="A club.")
    return page


def easy_read(number):
    rows = [
        ("row", {"icon": "", "picture": picture(size=SMALL), "text": "<p>You can come.</p>"}) for _time in range(number)
    ]
    return EasyReadPageFactory(rows=rows)


def questions(number):
    asked = [("question", {"question": f"Question {n}?", "answer": "Yes.", "more": link()}) for n in range(number)]
    return QuestionsPageFactory(questions=asked)


def five_minutes(number):
    links = [
        ("link", {"label": "More", "about": "", "address": InformationPageFactory().url}) for _time in range(number)
    ]
    return FiveMinutePageFactory(links=links, what=link() * number)


def video(number):
    return VideoPageFactory(transcript=link() * number)


def event(number):
    until = timezone.localdate() + timedelta(weeks=number)
    return EventPageFactory(repeats="weekly", repeats_until=until, body=blocks(number))


def document(number):
    """The oldest of so many versions."""
    newer = None
    for version in range(number):
        newer = DocumentPageFactory(version=str(version), superseded_by=newer, body=blocks(number))
    return newer


def newest_document(number):
    newest = DocumentPageFactory(body=blocks(1))
    DocumentPageFactory.create_batch(number, superseded_by=newest)
    return newest


def glossary(number):
    page = models.GlossaryPage.objects.first() or GlossaryPageFactory()
    for place in range(number):
        GlossaryTerm.objects.create(
            term=f"Word {number}-{place}",
            slug=f"word-{number}-{place}",
            meaning="What it is.",
            page=InformationPageFactory(),
        )
    return page


def young(number):
    YoungPageFactory.create_batch(number)
    return YoungPageFactory(parts=parts(number))


def contact(number):
    """There is only one."""
    models.ContactPage.objects.all().delete()
    return ContactPageFactory(body=blocks(number))


def index(factory, entry):
    """A page that lists what stands below it."""

    def make(number):
        page = factory._meta.model.objects.first() or factory()
        entry.create_batch(number)
        return page

    return make


def with_blocks(factory):
    return lambda number: factory(body=blocks(number))


PAGES = {
    models.HomePage: home,
    models.HubPage: hub,
    models.GuidePage: lambda number: GuidePageFactory(parts=parts(number)),
    models.InformationPage: with_blocks(InformationPageFactory),
    models.FiveMinutePage: five_minutes,
    models.QuestionsPage: questions,
    models.EasyReadPage: easy_read,
    models.VideoPage: video,
    models.NewsIndexPage: index(NewsIndexPageFactory, NewsPageFactory),
    models.NewsPage: with_blocks(NewsPageFactory),
    models.EventIndexPage: index(EventIndexPageFactory, EventPageFactory),
    models.EventPage: event,
    models.StoryIndexPage: index(StoryIndexPageFactory, StoryPageFactory),
    models.StoryPage: with_blocks(StoryPageFactory),
    models.DocumentIndexPage: index(DocumentIndexPageFactory, DocumentPageFactory),
    models.DocumentPage: document,
    models.YoungHomePage: index(YoungHomePageFactory, YoungPageFactory),
    models.YoungPage: young,
    models.CampaignPage: with_blocks(CampaignPageFactory),
    models.ContactPage: contact,
    models.AccessibilityPage: index(AccessibilityPageFactory, KnownIssueFactory),
    models.GlossaryPage: glossary,
}


def asked(client, page):
    """How many queries the page takes once the process is warm, not served from memory."""
    address = f"{page.whole_address if isinstance(page, models.GuidePage) else page.url}?again"
    frame_cache.forget()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len([query for query in queries if BY_THE_CLOCK not in query["sql"]])


def test_every_type_of_page_is_counted():
    assert set(PAGES) == {model for model in apps.get_models() if issubclass(model, OfferPage)}


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_many_cost_as_many_queries_as_few(client, site_tree, model):
    site_home()
    few = asked(client, PAGES[model](FEW))
    many = asked(client, PAGES[model](MANY))

    assert few == many <= MOST


def test_a_document_with_many_older_versions_costs_as_many_as_one_with_few(client, site_tree):
    assert asked(client, newest_document(FEW)) == asked(client, newest_document(MANY))
