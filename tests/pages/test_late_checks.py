"""Pages whose check is late say so."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.pages import (
    AccessibilityPageFactory,
    ContactPageFactory,
    GuidePageFactory,
    InformationPageFactory,
    NewsPageFactory,
    site_home,
)

pytestmark = pytest.mark.django_db
LABEL = "We should have checked this page by "


def due_days_ago(page, days):
    type(page).objects.filter(pk=page.pk).update(review_due=timezone.localdate() - timedelta(days=days))
    return page


@pytest.mark.parametrize(("days", "is_said"), [(-1, False), (0, False), (30, False), (31, True)])
def test_it_is_said_after_30_days(client, site_tree, days, is_said):
    page = due_days_ago(InformationPageFactory(), days)

    assert (LABEL in client.get(page.get_url()).content.decode()) is is_said


def test_a_council_may_be_stricter(client, site_tree, settings):
    settings.PAGE_LATE_AFTER_DAYS = 7
    page = due_days_ago(InformationPageFactory(), 8)

    assert LABEL in client.get(page.get_url()).content.decode()


def test_it_names_the_day_and_leads_to_somebody_to_ask(client, site_tree):
    page = InformationPageFactory(review_due="2026-03-24")

    content = client.get(page.get_url()).content.decode()

    assert "We should have checked this page by Tuesday 24 March 2026 and have not yet." in content
    assert '<a href="/contact/">Ask us before you rely on it</a>' in content


def test_a_page_without_a_day_is_not_late(client, site_tree):
    page = InformationPageFactory()
    type(page).objects.update(review_due=None)

    assert LABEL not in client.get(page.get_url()).content.decode()


@pytest.mark.parametrize(
    "make", [GuidePageFactory, NewsPageFactory, ContactPageFactory, AccessibilityPageFactory, site_home]
)
def test_pages_of_other_types_say_it_too(client, site_tree, make):
    page = due_days_ago(make(), 31)

    assert client.get(page.get_url()).content.decode().count(LABEL) == 1
