"""Walks over the list that the issue promises, counted in pages and buttons; ticking a box loads nothing."""

import re

import pytest
from playwright.sync_api import expect

from directory.models import Term, Vocabulary
from tests.browser.small_directory import put_directory
from tests.factories.directory import ServiceFactory
from tests.made_once import made_once

PHONE = (360, 740)
SCHOOLS = [f"Sea View Special School {number}" for number in range(1, 5)]


def make_schools():
    put_directory()
    types = Vocabulary.objects.get(slug="type")
    kind, _made = Term.objects.get_or_create(vocabulary=types, slug="special-school", label="Special schools")
    for name in SCHOOLS:
        ServiceFactory(name=name, summary="A special school.", min_age=4, max_age=19, terms=[kind])


pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=made_once(make_schools))]


def tick(page, names):
    for name in names:
        page.get_by_label(f"Choose {name}", exact=True).check()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
class TestWalks:
    def test_pc11_compare_special_schools_and_print_three(self, visits, javascript):
        page = visits.open("/", javascript=javascript)

        # 1: find them
        page.get_by_label("What do you need help with?").fill("special school")
        page.get_by_role("button", name="Search").click()
        # 2: compare three
        tick(page, SCHOOLS[:3])
        page.get_by_role("button", name="Compare").click()
        expect(page.get_by_role("columnheader")).to_have_count(4)
        # 3: print them
        page.get_by_role("link", name="Print these").click()

        expect(page.locator(".lo-sheet--page")).to_have_count(3)

    def test_sc5_send_a_parent_a_list_of_five_without_an_account(self, visits, javascript):
        page = visits.open("/", size=PHONE, javascript=javascript)

        # 1: find
        page.get_by_label("What do you need help with?").fill("sample group")
        page.get_by_role("button", name="Search").click()
        # 2: choose five and share
        tick(page, [f"Sample group {number:02d}" for number in range(5)])
        page.get_by_role("button", name="Share").click()
        # 3: send
        mail = page.get_by_role("link", name="Send by e-mail")
        expect(mail).to_have_attribute("href", re.compile(r"^mailto:\?subject="))
        link = page.locator(".lo-share__address a").inner_text()

        # The parent opens it on another device.
        parents = visits.open(re.sub(r"^https?://[^/]+", "", link), javascript=javascript)
        expect(parents.locator(".lo-entry")).to_have_count(5)
        assert not parents.context.cookies()

    def test_adding_from_the_results_stays_at_the_card(self, visits, javascript):
        page = visits.open("/find/?q=special+school", size=PHONE, javascript=javascript)

        page.get_by_role("button", name=re.compile(rf"^Add to my list\s*: {SCHOOLS[1]}")).click()

        expect(page).to_have_url(re.compile(r"/find/\?q=special\+school#result-"))
        listed = page.get_by_role("button", name=re.compile(rf"^On my list: take it off\s*: {SCHOOLS[1]}"))
        expect(listed).to_be_visible()
