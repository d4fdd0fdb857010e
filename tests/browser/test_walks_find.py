"""Walks of real people, counted in presses: what the issue promises them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.small_directory import put_directory

pytestmark = [pytest.mark.browser, pytest.mark.begins_with(put=put_directory)]

PHONE = (360, 740)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
class TestParentCarers:
    def test_pc1_help_for_speech_near_me_for_my_child_of_3_without_a_diagnosis(self, visits, javascript):
        page = visits.open("/", size=PHONE, javascript=javascript)

        # 1: say what and where
        page.get_by_label("What do you need help with?").fill("speech")
        page.get_by_label("Postcode or town").fill("SS9")
        page.get_by_role("button", name="Search").click()

        # 2: say for whom
        page.locator("a[href='#filters']").click()
        page.get_by_label("Age in years, 0 to 25").fill("3")
        page.get_by_label(re.compile("^No diagnosis or plan needed")).check()
        page.get_by_role("button", name=re.compile(r"^Show \d+ result")).click()
        expect(page.locator("#sentence")).to_have_text("1 service near SS9 for “speech”, age 3")

        # 3: open it
        page.get_by_role("link", name="Little Steps talking drop-in").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Little Steps talking drop-in")

    def test_pc9_saturday_clubs_for_a_wheelchair_user_for_less_than_5_pounds(self, visits, javascript):
        page = visits.open("/", javascript=javascript)

        # 1
        page.get_by_label("What do you need help with?").fill("club")
        page.get_by_role("button", name="Search").click()

        # 2
        page.get_by_label(re.compile("^Step-free way in")).check()
        page.get_by_label(re.compile("^Saturday")).check()
        page.get_by_label("Up to how many pounds").fill("5")
        page.get_by_role("button", name="Apply filters").click()
        expect(page.locator("#sentence")).to_have_text("1 service for “club”")

        # 3
        page.get_by_role("link", name="Saturday wheels club").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Saturday wheels club")


class TestHealthVisitor:
    def test_hv1_referral_criteria_from_a_search(self, visits):
        page = visits.open("/find/?q=speech+therapy")

        page.get_by_role("link", name="Speech and language therapy clinic").click()
        page.get_by_role("link", name="Refer someone").click()

        expect(page.get_by_text("The child has fewer than 50 words at the age of 2.")).to_be_visible()
