"""Walks of families from the first page of the demonstration as it really is, counted in presses that lead on."""

import re

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from directory.demonstration.council import load_council
from directory.seeds.loading import load
from directory.seeds.reading import read_seeds
from localoffer.core.models import StatutoryItem
from localoffer.pages.demonstration.loading import load_pages
from localoffer.pages.officers.links import collecting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = (360, 740)
# What somebody asks: the presses, the page on which they end, and the words there that answer.
WALKS = {
    "what do I do first": (
        ["I'm worried about my child"],
        "I'm worried about my child",
        "First, write down what you see and talk to one person who knows your child.",
    ),
    "can I ask for a plan, and how": (
        ["Education, health and care (EHC) plans", "how to ask"],
        "Who can ask, and when?",
        "A parent, a young person, or a school or college can ask the council. Write an e-mail or a letter",
    ),
    "the council said no": (
        ["Education, health and care (EHC) plans", "what to do after a no"],
        "Which decisions can you challenge?",
        "You have 2 months from the date on the letter",
    ),
    "the council said no, by topic": (
        ["Education and EHC plans", "Do something about a no"],
        "Which decisions can you challenge?",
        "You have 2 months from the date on the letter",
    ),
    "support while we wait": (
        ["While you wait", "What should school do now?"],
        "What should school do now?",
        "School does not need a diagnosis to help.",
    ),
    "we move here with a plan": (
        ["Education and EHC plans", "Moving here with an EHC plan"],
        "What should you do before you move?",
        "The plan comes with you.",
    ),
    "what my own plan is": (
        ["For young people", "My plan"],
        "My plan",
        "You can ask to read your plan.",
    ),
    "a leaflet of a topic": (
        ["Health", "Print this topic"],
        "Health",
        "01632 960100",
    ),
}  # fmt: skip
MOST = {"what do I do first": 1}
USUALLY = 2


@pytest.fixture
def demonstration(site_tree, settings, monkeypatch):
    """All its pages and the council; without what officers alone see, because that takes most of the time."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(collecting, "link_sources", ())
    now = timezone.now()
    with transaction.atomic():
        load(seed for seed in read_seeds() if seed.model is StatutoryItem)
        load_council(now)
        load_pages(now)


def walk(page, presses):
    """From the first page, always pressing what stands in the page itself."""
    page.goto("/")
    for words in presses:
        page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def choose_dark_and_bigger(page):
    page.goto("/")
    page.get_by_role("link", name=re.compile("^Ways to read")).click()  # the one step; saving leads back
    page.get_by_label("Dark", exact=True).check()
    page.get_by_label("150%").check()
    page.get_by_role("button", name="Save and go back").click()


def test_families_find_their_answer_in_two_steps_with_and_without_scripts(visits, demonstration, subtests):
    """All walks in one test, because loading the demonstration takes longer than walking through it."""
    for javascript in (True, False):
        page = visits.open("/", size=PHONE, javascript=javascript)
        for question, (presses, heading, answer) in WALKS.items():
            with subtests.test(question, javascript=javascript):
                assert len(presses) <= MOST.get(question, USUALLY)
                walk(page, presses)
                expect(page.get_by_role("heading", level=1)).to_have_text(heading)
                expect(page.locator("main").get_by_text(answer).first).to_be_visible()
                assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        with subtests.test("topics can be told apart by their signs", javascript=javascript):
            page.goto("/")
            signs = page.locator("[aria-labelledby=topics] use").evaluate_all("all => all.map(e => e.href.baseVal)")
            assert len(set(signs)) == len(signs) > 5
        with subtests.test("dark and bigger text", javascript=javascript):
            choose_dark_and_bigger(page)
            expect(page.get_by_label("What do you need help with?")).to_be_visible()
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 25, 29)"
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
