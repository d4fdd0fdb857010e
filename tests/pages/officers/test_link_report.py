"""The report of links, and what officers do there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from localoffer.core.fetching import Answer, FetchFailure
from localoffer.pages.officers.cms.link_advice import dead_links
from localoffer.pages.officers.cms.link_words import problem_words, short_url
from localoffer.pages.officers.links import collecting, external
from localoffer.pages.officers.models import Link
from tests.factories.directory import ServiceFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.people import person
from tests.pages.cms import said

pytestmark = pytest.mark.django_db
URL = "https://gone.example/"


@pytest.fixture
def broken():
    InformationPageFactory(title="Waiting well", body=[("text", f'<p><a href="{URL}">their page</a></p>')])
    ServiceFactory(name="Swim club", referral_form_url=URL)
    collecting.collect_all()
    Link.objects.update(status="broken", answer=404, failing_since=timezone.now(), checked_at=timezone.now())
    return Link.objects.get()


def report(client, **query):
    return client.get(reverse("officers:links"), query)


def found(response):
    return [row["link"].url for row in response.context["rows"]]


class TestAdviceBeforePublishing:
    def advice(self, html):
        return list(dead_links(InformationPageFactory(body=[("text", html)])))

    def test_a_link_that_is_known_to_be_broken_is_named_and_blocks_nothing(self, broken):
        [finding] = self.advice(f'<p><a href="{URL}">Old club</a> <a href="/find/">Search</a></p>')

        assert finding.message == "The link “Old club” does not work. The page does not exist any more (404)."
        assert not finding.blocks

    def test_so_is_one_to_a_page_that_was_deleted(self, site_tree):
        [finding] = self.advice('<p><a linktype="page" id="9999">Old page</a></p>')

        assert "“Old page” does not work" in finding.message

    def test_one_that_an_officer_put_off_is_not(self, broken):
        Link.objects.update(ignored_until=timezone.localdate() + timedelta(days=3))

        assert self.advice(f'<p><a href="{URL}">Old club</a></p>') == []


class TestReport:
    def test_it_names_every_place_with_a_way_to_its_editor(self, cms, broken):
        content = report(cms).content.decode()

        assert "Waiting well" in content
        assert "their page" in content
        assert "Swim club" in content
        assert "The page does not exist any more (404)" in content
        for use in broken.uses.all():
            assert f"/{use.object_id}/" in content

    @pytest.mark.parametrize(
        ("facts", "show"),
        [
            ({}, "broken"),
            ({"ignored_until": timezone.localdate() + timedelta(days=3)}, "ignored"),
            ({"status": "failing"}, "failing"),
            ({"status": "unsure", "answer": 403, "failing_since": None}, "unsure"),
        ],
    )
    def test_each_link_stands_in_the_list_of_its_kind_alone(self, cms, broken, facts, show):
        Link.objects.update(**facts)

        for kind in ("broken", "ignored", "failing", "unsure"):
            assert found(report(cms, show=kind)) == ([URL] if kind == show else [])
        assert found(report(cms, show="all")) == [URL]

    def test_an_unknown_kind_shows_what_is_broken(self, cms, broken):
        assert found(report(cms, show="nonsense")) == [URL]

    def test_a_foreign_scheme_is_words_and_never_a_link(self, cms):
        InformationPageFactory(body=[("text", '<p><a href="javascript:alert(1)">x</a></p>')])
        collecting.collect_all()

        content = report(cms, show="all").content.decode()

        assert 'href="javascript' not in content
        assert "javascript:alert(1)" in content


class TestActions:
    def test_check_again_now_and_it_works(self, cms, broken, monkeypatch):
        monkeypatch.setattr(external, "follow", lambda url, manners: Answer(200))

        response = cms.post(reverse("officers:link-check", args=[broken.pk]))

        broken.refresh_from_db()
        assert broken.status == Link.Status.GOOD
        assert "It works" in said(response)

    def test_check_again_now_and_it_is_still_broken(self, cms, broken, monkeypatch):
        monkeypatch.setattr(external, "follow", lambda url, manners: Answer(404))

        response = cms.post(reverse("officers:link-check", args=[broken.pk]))

        assert "The page does not exist any more (404)" in said(response)

    def test_ignore_until_a_day_and_take_it_back(self, cms, officer, broken):
        day = timezone.localdate() + timedelta(days=20)
        address = reverse("officers:link-ignore", args=[broken.pk])

        cms.post(address, {"until": day.isoformat()})
        broken.refresh_from_db()
        assert (broken.ignored_until, broken.ignored_by) == (day, officer)

        cms.post(address, {"until": ""})
        broken.refresh_from_db()
        assert (broken.ignored_until, broken.ignored_by) == (None, None)

    @pytest.mark.parametrize("until", ["yesterday", "2020-01-01", "9999-01-01"])
    def test_a_day_that_cannot_be_is_refused_in_words(self, cms, broken, until):
        response = cms.post(reverse("officers:link-ignore", args=[broken.pk]), {"until": until})

        broken.refresh_from_db()
        assert broken.ignored_until is None
        assert said(response)

    @pytest.mark.parametrize("name", ["link-check", "link-ignore"])
    def test_looking_at_the_address_changes_nothing(self, cms, broken, name):
        assert cms.get(reverse(f"officers:{name}", args=[broken.pk])).status_code == 405


class TestPermissions:
    @pytest.mark.parametrize(
        ("role", "reads", "mends"),
        [
            ("Officers", True, True),
            ("Editors", True, True),
            ("Review group", True, False),
            ("User managers", False, False),
        ],
    )
    def test_who_reads_and_who_mends(self, client, broken, monkeypatch, role, reads, mends):
        monkeypatch.setattr(external, "follow", lambda url, manners: Answer(200))
        client.force_login(person(role, username="somebody"))

        # Wagtail sends those without the permission home, with a message.
        assert (report(client).status_code == 200) is reads
        client.post(reverse("officers:link-check", args=[broken.pk]))
        broken.refresh_from_db()
        assert (broken.status == Link.Status.GOOD) is mends


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"problem": FetchFailure.PRIVATE}, "private network"),
        ({"problem": FetchFailure.NO_HOST}, "does not exist"),
        ({"problem": FetchFailure.NO_ANSWER}, "does not answer"),
        ({"problem": "no-record"}, "was deleted"),
        ({"problem": "something new"}, "does not work"),
        ({"answer": 503}, "has a fault (503)"),
        ({"answer": 400}, "an error (400)"),
        ({"answer": 403, "status": "unsure"}, "people only (403)"),
    ],
)
def test_what_is_wrong_is_said_in_words(facts, words):
    assert words in problem_words(Link(**facts))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.a.example/path/", "a.example/path"),
        ("/topic/page/", "/topic/page"),
        ("page:7", "a page or file that was deleted"),
        ("http://[bad", "http://[bad"),
        ("mailto", "mailto"),
    ],
)
def test_an_address_in_words(url, words):
    assert short_url(url) == words
