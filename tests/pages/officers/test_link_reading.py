"""Every link of what is live is found, whatever block or field it stands in."""

import pytest
from wagtail.models import Page

from directory.models import ProviderContact, ServiceContact, ServiceLink, ServiceLocation
from localoffer.core.models import CouncilSettings, FooterItem, NavigationItem, NeighbouringOffer
from localoffer.core.registries import link_sources
from localoffer.pages.officers.links import collecting
from localoffer.pages.officers.links.reading import links_in_html
from localoffer.pages.officers.models import Link, LinkUse
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory
from tests.factories.pages import GuidePageFactory, InformationPageFactory
from tests.pages.every_block import picture

pytestmark = pytest.mark.django_db


def urls():
    return set(Link.objects.values_list("url", flat=True))


def body_with(*blocks):
    return InformationPageFactory(body=list(blocks))


class TestHtml:
    def test_addresses_and_their_words(self):
        html = '<p>See <a href="https://a.example/x">this <b>page</b></a> and <a linktype="page" id="7">ours</a>.</p>'

        assert links_in_html(html) == [("https://a.example/x", "this page"), ("page:7", "ours")]

    def test_a_file_is_known_by_its_number(self):
        assert links_in_html('<a linktype="document" id="3">Form</a>') == [("document:3", "Form")]

    @pytest.mark.parametrize("html", ["<a>nothing</a>", "<a href=''>x</a>", "</a>", "<a href='x'", "<<a"])
    def test_broken_html_gives_no_link_and_no_error(self, html):
        assert links_in_html(html) == []


class TestPages:
    @pytest.mark.parametrize(
        ("block", "url"),
        [
            (("text", '<p><a href="https://a.example/">x</a></p>'), "https://a.example/"),
            (("callout", {"heading": "H", "text": '<p><a href="https://b.example/">x</a></p>'}), "https://b.example/"),
            (("contact", {"name": "Team", "url": "https://c.example/"}), "https://c.example/"),
            (("law", {"text": "T", "reference": "R", "url": "https://d.example/"}), "https://d.example/"),
        ],
    )
    def test_links_in_blocks(self, block, url):
        body_with(block)

        collecting.collect_all()

        assert url in urls()

    def test_links_deep_in_the_parts_of_a_guide_and_in_its_sources(self):
        text = [("text", '<p><a href="https://deep.example/">x</a></p>')]
        part = {"title": "One", "address": "", "answer": "", "body": text}
        source = ("source", {"label": "Law", "url": "https://law.example/", "as_of": None})
        GuidePageFactory(parts=[("part", part), ("part", part)], sources=[source])

        collecting.collect_all()

        assert {"https://deep.example/", "https://law.example/"} <= urls()

    def test_links_beside_a_picture(self):
        image = ("picture", {"image": picture(), "caption": ""})
        body_with(image, ("text", '<p><a href="https://a.example/">x</a></p>'))

        collecting.collect_all()

        assert urls() == {"https://a.example/"}

    def test_mailboxes_phones_and_places_on_the_page_are_left_out(self):
        links = "".join(f'<a href="{url}">x</a>' for url in ("mailto:a@example.org", "tel:01632960100", "#top"))
        body_with(("text", f"<p>{links}</p>"))

        collecting.collect_all()

        assert urls() == set()

    def test_drafts_are_left_out(self):
        page = body_with(("text", '<p><a href="https://a.example/">x</a></p>'))
        Page.objects.filter(pk=page.pk).update(live=False)

        collecting.collect_all()

        assert urls() == set()

    def test_a_link_to_a_page_of_ours_is_its_address(self):
        target = InformationPageFactory(title="Target")
        body_with(("text", f'<p><a linktype="page" id="{target.pk}">x</a></p>'))

        collecting.collect_all()

        assert urls() == {target.get_url()}

    def test_a_link_to_a_page_or_file_that_was_deleted_keeps_its_mark(self):
        body_with(("text", '<p><a linktype="page" id="99999">x</a><a linktype="document" id="99999">y</a></p>'))

        collecting.collect_all()

        assert urls() == {"page:99999", "document:99999"}


class TestOtherRecords:
    def test_links_of_services_and_providers(self):
        provider = ProviderFactory(sen_report_url="https://school.example/sen")
        ProviderContact.objects.create(provider=provider, website="https://school.example/")
        service = ServiceFactory(
            provider=provider, referral_form_url="https://nhs.example/form", at=[LocationFactory()]
        )
        ServiceLink.objects.create(service=service, label="Film", url="https://film.example/")
        ServiceContact.objects.create(service=service, website="https://team.example/")
        ServiceLocation.objects.update(website="https://place.example/")

        collecting.collect_all()

        assert urls() == {
            "https://school.example/sen",
            "https://school.example/",
            "https://nhs.example/form",
            "https://film.example/",
            "https://team.example/",
            "https://place.example/",
        }

    def test_services_that_families_cannot_see_are_left_out(self):
        ServiceFactory(live=False, referral_form_url="https://draft.example/")
        ServiceFactory(status="closed", referral_form_url="https://closed.example/")

        collecting.collect_all()

        assert urls() == set()

    def test_links_of_the_councils_settings(self, site_tree):
        council = CouncilSettings.for_site(site_tree)
        council.forum_url = "https://forum.example/"
        council.save()
        NeighbouringOffer.objects.create(council=council, name="Essex", url="https://essex.example/")
        NavigationItem.objects.create(council=council, label="Find", address="/find/")

        FooterItem.objects.create(council=council, label="Our rules", address="/rules/")

        collecting.collect_all()

        assert urls() == {"https://forum.example/", "https://essex.example/", "/find/", "/rules/"}


class TestKeepingInStep:
    def test_doing_it_twice_changes_nothing(self):
        body_with(("text", '<p><a href="https://a.example/">x</a><a href="https://a.example/">again</a></p>'))
        collecting.collect_all()
        before = list(LinkUse.objects.values_list("link__url", "object_id", "field"))

        collecting.collect_all()

        assert list(LinkUse.objects.values_list("link__url", "object_id", "field")) == before
        assert len(before) == 1

    def test_what_was_known_of_a_link_stays(self):
        body_with(("text", '<p><a href="https://a.example/">x</a></p>'))
        collecting.collect_all()
        Link.objects.update(status="good", answer=200)

        collecting.collect_all()

        assert Link.objects.get().answer == 200

    def test_publishing_a_page_without_the_link_forgets_it_at_once(self, django_capture_on_commit_callbacks):
        page = body_with(("text", '<p><a href="https://a.example/">x</a></p>'))
        collecting.collect_all()
        page.body = [("text", "<p>No link.</p>")]

        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

        assert urls() == set()

    def test_taking_a_page_off_the_site_forgets_its_links(self, django_capture_on_commit_callbacks):
        page = body_with(("text", '<p><a href="https://a.example/">x</a></p>'))
        collecting.collect_all()

        with django_capture_on_commit_callbacks(execute=True):
            page.unpublish()

        assert urls() == set()

    def test_deleting_a_service_forgets_its_links(self, django_capture_on_commit_callbacks):
        service = ServiceFactory(referral_form_url="https://a.example/")
        collecting.collect_all()

        with django_capture_on_commit_callbacks(execute=True):
            service.delete()

        assert urls() == set()

    def test_queries_do_not_grow_with_the_records(self, django_assert_max_num_queries):
        def count(number):
            for _number in range(number):
                body_with(("text", f'<p><a href="https://a{_number}.example/">x</a></p>'))
            with django_assert_max_num_queries(200) as asked:
                collecting.collect_all()
            return len(asked)

        count(1)  # fills what the process remembers

        assert count(2) == count(12)


def test_an_address_of_any_length_and_letter_is_kept():
    long = "https://a.example/" + "ü" * 1500
    body_with(("text", f'<p><a href="{long}">x</a></p>'))

    collecting.collect_all()

    assert urls() == {long}


def test_every_kind_of_record_has_an_editor():
    for source in link_sources:
        assert source.edit_url(1).startswith("/cms/")
