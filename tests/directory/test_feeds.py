from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Service
from tests.factories.directory import ProviderFactory, ServiceFactory

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def fetch(client, **headers):
    return client.get(reverse("directory:changes-feed"), headers=headers)


def parse(response):
    return ElementTree.fromstring(response.content)


@pytest.mark.django_db
class TestChangesFeed:
    def test_is_a_valid_atom_feed(self, client, settings):
        settings.BASE_URL = "https://offer.example.org"
        service = ServiceFactory(name="Clay & paint", summary="Making things.", provider=ProviderFactory(name="Hub"))

        response = fetch(client)

        feed, entry = parse(response), parse(response).find("a:entry", ATOM)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert all(feed.findtext(f"a:{name}", namespaces=ATOM) for name in ("id", "title", "updated"))
        assert feed.find("a:link[@rel='self']", ATOM).get("href") == "https://offer.example.org/services/changes.atom"
        assert entry.findtext("a:title", namespaces=ATOM) == "Clay & paint"
        assert entry.findtext("a:summary", namespaces=ATOM) == "Making things."
        assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Hub"
        assert entry.findtext("a:id", namespaces=ATOM) == f"https://offer.example.org/s/{service.short_code}/"
        assert entry.findtext("a:updated", namespaces=ATOM)

    def test_the_newest_change_comes_first(self, client):
        for days, name in [(3, "Old"), (1, "New"), (2, "Middle")]:
            service = ServiceFactory(name=name)
            Service.objects.filter(pk=service.pk).update(updated_at=timezone.now() - timedelta(days=days))

        titles = [title.text for title in parse(fetch(client)).findall("a:entry/a:title", ATOM)]

        assert titles == ["New", "Middle", "Old"]

    def test_holds_fifty_entries_in_a_fixed_number_of_queries(self, client, django_assert_max_num_queries):
        provider = ProviderFactory()
        ServiceFactory.create_batch(60, provider=provider)
        fetch(client)

        with django_assert_max_num_queries(4):
            response = fetch(client)

        assert len(parse(response).findall("a:entry", ATOM)) == 50

    def test_leaves_out_what_is_not_public(self, client):
        ServiceFactory(name="Draft", live=False)
        ServiceFactory(name="Closed", status=Service.Status.CLOSED)

        assert parse(fetch(client)).findall("a:entry", ATOM) == []

    def test_characters_that_xml_cannot_hold_are_left_out(self, client):
        ServiceFactory(name="Clay\x0b club")

        assert parse(fetch(client)).findtext("a:entry/a:title", namespaces=ATOM) == "Clay club"

    def test_an_unchanged_feed_is_not_sent_again(self, client):
        ServiceFactory()
        known = fetch(client)["ETag"]

        assert fetch(client, if_none_match=known).status_code == 304

    @pytest.mark.parametrize("withdrawn", [{"status": Service.Status.CLOSED}, {"live": False}])
    def test_a_service_that_goes_takes_the_kept_feed_with_it(self, client, withdrawn):
        older, newest = ServiceFactory(name="Older"), ServiceFactory(name="Newest")
        known = fetch(client)["ETag"]
        Service.objects.filter(pk=newest.pk).update(**withdrawn)

        response = fetch(client, if_none_match=known)

        assert response.status_code == 200
        assert [title.text for title in parse(response).findall("a:entry/a:title", ATOM)] == [older.name]

    def test_sets_no_cookie(self, client):
        assert not fetch(client).cookies


@pytest.mark.django_db
def test_words_of_a_listing_are_never_html_in_the_feed(client):
    ServiceFactory(summary="<img src=x onerror=alert(1)> for under <5")

    feed = client.get("/services/changes.atom").content.decode()

    assert "&amp;lt;img" in feed
    assert "&lt;img" not in feed.replace("&amp;lt;img", "")
