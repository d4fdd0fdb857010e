"""Guides: part by part, whole, and addresses that stay."""

import re

import pytest

from localoffer.pages.models import GuidePage
from tests.factories.directory import ServiceFactory
from tests.factories.pages import GuidePageFactory, body
from tests.pages.every_block import every_block
from tests.pages.reading import headings_of, main_of, skips

pytestmark = pytest.mark.django_db


def part(title, address="", answer="", blocks=None):
    return ("part", {"title": title, "address": address, "answer": answer, "body": blocks or body(f"About {title}.")})


def addresses(guide):
    return [block.value["address"] for block in guide.parts]


@pytest.fixture
def guide(site_tree):
    return GuidePageFactory(
        title="EHC plans",
        slug="plans",
        answer="You can ask.",
        parts=[part("What it is"), part("How to ask", answer="Write to us."), part("After that")],
    )


class TestParts:
    def test_the_first_part_stands_at_the_address_of_the_guide(self, client, guide):
        response = client.get(guide.get_url())

        assert headings_of(response)[0] == (1, "What it is")
        assert "EHC plans: a guide" in main_of(response)
        assert "You can ask." in main_of(response)

    def test_every_other_part_has_an_address_of_its_own(self, client, guide):
        main = main_of(client.get(f"{guide.get_url()}how-to-ask/"))

        assert ">How to ask</h1>" in main
        assert "About How to ask." in main
        assert "Write to us." in main
        assert "About What it is." not in main

    def test_the_list_of_contents_marks_where_the_reader_is(self, client, guide):
        main = main_of(client.get(f"{guide.get_url()}how-to-ask/"))

        assert '<li aria-current="page">How to ask</li>' in main
        assert f'<a href="{guide.get_url()}after-that/">After that</a>' in main

    def test_the_ways_to_the_previous_and_the_next_part(self, client, guide):
        url = guide.get_url()

        first, middle, last = (main_of(client.get(url + path)) for path in ("", "how-to-ask/", "after-that/"))

        assert 'rel="prev"' not in first
        assert f'href="{url}how-to-ask/" rel="next"' in first
        assert f'href="{url}" rel="prev"' in middle
        assert f'href="{url}after-that/" rel="next"' in middle
        assert 'rel="next"' not in last

    def test_the_first_part_s_own_address_leads_to_the_guide(self, client, guide):
        response = client.get(f"{guide.get_url()}what-it-is/")

        assert (response.status_code, response["Location"]) == (301, guide.get_url())

    @pytest.mark.parametrize("address", ["gone", "x" * 300])
    def test_an_unknown_part_says_so_and_leads_to_the_guide(self, client, guide, address):
        response = client.get(f"{guide.get_url()}{address}/")

        assert response.status_code == 404
        assert f'<a href="{guide.get_url()}">Read the guide: EHC plans</a>' in response.content.decode()

    @pytest.mark.parametrize("address", ["%00", "a b", "%F0%9F%98%80", "..", "how-to-ask%2F"])
    def test_odd_addresses_are_not_found(self, client, guide, address):
        assert client.get(f"{guide.get_url()}{address}/").status_code == 404

    def test_nothing_stands_below_a_part(self, client, guide):
        assert client.get(f"{guide.get_url()}how-to-ask/more/").status_code == 404

    def test_search_engines_are_told_one_address_for_each_view(self, client, guide, settings):
        settings.BASE_URL = "https://offer.example"
        url = guide.get_url()

        canonical = [
            re.search(r'rel="canonical" href="([^"]+)"', client.get(url + path).content.decode())[1]
            for path in ("?print=page", "how-to-ask/?x=1", "whole/")
        ]

        assert canonical == [
            f"https://offer.example{url}",
            f"https://offer.example{url}how-to-ask/",
            f"https://offer.example{url}",
        ]


class TestWholeGuide:
    def test_all_parts_stand_on_one_page_in_order(self, client, guide):
        response = client.get(f"{guide.get_url()}whole/")

        titles = [words for level, words in headings_of(response) if level <= 2]
        assert titles == [
            "EHC plans",
            "Short answer",
            "In this guide",
            "What it is",
            "How to ask",
            "After that",
            "Other ways to read",
        ]

    def test_its_contents_lead_to_the_parts_on_the_page(self, client, guide):
        main = main_of(client.get(f"{guide.get_url()}whole/"))

        assert 'href="#how-to-ask"' in main
        assert 'id="how-to-ask"' in main

    def test_printing_any_part_offers_the_whole_guide(self, client, guide):
        main = main_of(client.get(f"{guide.get_url()}how-to-ask/"))

        assert f'href="{guide.get_url()}whole/?print=page"' in main


class TestHeadings:
    @pytest.fixture
    def full(self, site_tree):
        ServiceFactory(name="Youth club")
        return GuidePageFactory(parts=[part("One", blocks=every_block()), part("Two", blocks=every_block())])

    @pytest.mark.parametrize("path", ["", "two/", "whole/"])
    def test_no_level_is_left_out(self, client, full, path):
        headings = headings_of(client.get(full.get_url() + path))

        assert skips(headings) == []
        assert len(headings) > 8

    def test_in_a_part_blocks_begin_under_the_h1(self, client, full):
        headings = headings_of(client.get(f"{full.get_url()}two/"))

        assert (2, "Who decides") in headings
        assert (3, "By when") in headings
        assert (2, "The plan team") in headings

    def test_in_the_whole_guide_they_begin_under_the_name_of_their_part(self, client, full):
        headings = headings_of(client.get(f"{full.get_url()}whole/"))

        assert headings.count((3, "Who decides")) == 2
        assert headings.count((4, "By when")) == 2
        assert headings.count((3, "Clubs near you")) == 2
        assert headings.count((4, "You ask")) == 2


class TestAddresses:
    def test_they_are_made_from_the_titles(self, guide):
        assert addresses(guide) == ["what-it-is", "how-to-ask", "after-that"]

    def test_a_new_title_keeps_the_address_that_families_have(self, guide):
        guide.parts[1].value["title"] = "Ask us for a plan"
        guide.save()

        assert addresses(GuidePage.objects.get(pk=guide.pk))[1] == "how-to-ask"

    def test_also_where_the_form_sends_the_address_empty(self, guide):
        guide.parts[1].value["title"] = "Ask us for a plan"
        guide.parts[1].value["address"] = ""
        guide.full_clean()

        assert addresses(guide)[1] == "how-to-ask"

    def test_equal_titles_get_different_addresses(self, site_tree):
        guide = GuidePageFactory(parts=[part("Ask"), part("Ask"), part("Ask")])

        assert addresses(guide) == ["ask", "ask-2", "ask-3"]

    def test_titles_without_letters_that_an_address_may_have(self, site_tree):
        guide = GuidePageFactory(parts=[part("???"), part("مساعدة")])

        assert addresses(guide) == ["part-1", "part-2"]

    def test_a_part_called_whole_does_not_hide_the_whole_guide(self, client, site_tree):
        guide = GuidePageFactory(title="The guide", parts=[part("One"), part("Whole")])

        assert addresses(guide) == ["one", "whole-2"]
        assert "The guide</h1>" in main_of(client.get(f"{guide.get_url()}whole/"))

    def test_of_two_parts_with_one_address_the_one_that_families_know_keeps_it(self, guide):
        guide.parts[1].value["address"] = "after-that"
        guide.save()

        assert addresses(guide) == ["what-it-is", "how-to-ask", "after-that"]

    def test_of_two_new_parts_with_one_address_the_first_keeps_it(self, site_tree):
        guide = GuidePageFactory(parts=[part("One", "here"), part("Two", "here")])

        assert addresses(guide) == ["here", "two"]

    def test_no_part_takes_the_address_of_the_whole_guide(self, site_tree):
        guide = GuidePageFactory(parts=[part("One"), part("Two", "whole")])

        assert addresses(guide) == ["one", "two"]

    def test_what_officers_type_becomes_an_address(self, site_tree):
        guide = GuidePageFactory(parts=[part("One"), part("Two", address="How to ASK!")])

        assert addresses(guide) == ["one", "how-to-ask"]


class TestSitemap:
    def test_it_names_every_part_once_and_not_the_whole(self, client, guide, settings):
        settings.BASE_URL = "https://offer.example"
        url = f"https://offer.example{guide.get_url()}"

        found = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap-pages.xml").content.decode())

        assert [address for address in found if address.startswith(url)] == [
            url,
            f"{url}how-to-ask/",
            f"{url}after-that/",
        ]

    def test_drafts_are_not_in_it(self, client, guide):
        GuidePageFactory(slug="secret", live=False)

        assert "secret" not in client.get("/sitemap-pages.xml").content.decode()
