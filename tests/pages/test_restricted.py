"""A page that is not for everybody is not named on pages that are."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.pages import (
    DocumentPageFactory,
    EasyReadPageFactory,
    EventIndexPageFactory,
    EventPageFactory,
    FiveMinutePageFactory,
    GlossaryPageFactory,
    GuidePageFactory,
    HubPageFactory,
    NewsPageFactory,
    QuestionsPageFactory,
    site_home,
)

pytestmark = pytest.mark.django_db

SECRET = "Not for everybody"


@pytest.fixture(autouse=True)
def home():
    return site_home()


@pytest.fixture
def hub(home):
    return HubPageFactory(title="Health", slug="health", show_in_menus=True)


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def names(client, address):
    """Whether the page at the address names the restricted one."""
    response = client.get(address)
    assert response.status_code == 200, address
    return SECRET in response.content.decode()


def questions_of_a_topic(hub):
    page = QuestionsPageFactory(title=SECRET)
    hub.questions = page
    hub.save(clean=False)
    return page, ["/health/"]


def news_of_a_topic(hub):
    return NewsPageFactory(title=SECRET, topic=hub), ["/", "/health/", "/news/", "/news/feed/"]


def event_of_a_topic(hub):
    return EventPageFactory(title=SECRET, topic=hub), ["/", "/health/", "/events/"]


def topic_of_news_and_events(hub):
    page = HubPageFactory(title=SECRET, slug="secret", show_in_menus=True)
    NewsPageFactory(title="Open", slug="open", topic=page)
    EventIndexPageFactory(slug="events")
    EventPageFactory(title="Fair", topic=page)
    return page, ["/", "/news/", "/news/open/", "/news/feed/", "/events/"]


def newer_version_of_a_document(hub):
    page = DocumentPageFactory(title=SECRET, parent=hub)
    DocumentPageFactory(title="Plan", slug="plan", parent=hub, superseded_by=page)
    return page, ["/health/", "/health/plan/"]


def older_version_of_a_document(hub):
    newer = DocumentPageFactory(title="Plan", slug="plan", parent=hub)
    return DocumentPageFactory(title=SECRET, parent=hub, superseded_by=newer), ["/health/", "/health/plan/"]


def guide_of_a_five_minute_version(hub):
    page = GuidePageFactory(title=SECRET, parent=hub)
    FiveMinutePageFactory(title="In short", slug="short", parent=hub, guide=page)
    return page, ["/health/", "/health/short/"]


def five_minute_version_of_a_guide(hub):
    guide = GuidePageFactory(title="Plans", slug="plans", parent=hub)
    return FiveMinutePageFactory(title=SECRET, slug="secret", parent=hub, guide=guide), ["/health/plans/"]


def easy_read_version(hub):
    guide = GuidePageFactory(title="Plans", slug="plans", parent=hub)
    return EasyReadPageFactory(title=SECRET, slug="secret", parent=hub, original=guide), ["/health/plans/"]


def original_of_an_easy_read_version(hub):
    page = GuidePageFactory(title=SECRET, parent=hub)
    EasyReadPageFactory(title="Plans", slug="easy", parent=hub, original=page)
    return page, ["/health/", "/health/easy/"]


CASES = [
    questions_of_a_topic,
    news_of_a_topic,
    event_of_a_topic,
    topic_of_news_and_events,
    newer_version_of_a_document,
    older_version_of_a_document,
    guide_of_a_five_minute_version,
    original_of_an_easy_read_version,
]
# These are linked under a name of their own, so their address is looked for.
LINKED = [five_minute_version_of_a_guide, easy_read_version]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_it_is_named_until_it_is_restricted(client, hub, case):
    page, addresses = case(hub)
    assert any(names(client, address) for address in addresses)

    restrict(page)

    assert [address for address in addresses if names(client, address)] == []


@pytest.mark.parametrize("case", LINKED, ids=lambda case: case.__name__)
def test_it_is_linked_until_it_is_restricted(client, hub, case):
    page, addresses = case(hub)
    assert all(page.get_url() in client.get(address).content.decode() for address in addresses)

    restrict(page)

    assert not any(page.get_url() in client.get(address).content.decode() for address in addresses)


def test_a_glossary_is_not_linked_at_the_foot(client, hub):
    page = GlossaryPageFactory()
    assert "Words we use" in client.get("/health/").content.decode()

    restrict(page)

    assert "Words we use" not in client.get("/health/").content.decode()
