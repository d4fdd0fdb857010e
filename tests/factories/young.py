"""The young people's own section, for tests of who may do what in it."""

from datetime import timedelta

from django.utils import timezone

from localoffer.pages.models import YoungHomePage, YoungPage
from tests.factories.core import TeamFactory
from tests.factories.pages import body, site_home


def young_section() -> YoungHomePage:
    """The section, published."""
    section = YoungHomePage(title="Young people", slug="young", intro="Hello.", **_record())
    return site_home().add_child(instance=section)


def young_page(section: YoungHomePage) -> YoungPage:
    """A page in it, published."""
    part = ("part", {"title": "What it is", "address": "", "answer": "", "body": body("Yours.")})
    return section.add_child(instance=YoungPage(title="Your plan", slug="plan", parts=[part], **_record()))


def _record() -> dict:
    return {
        "summary": "Yours.",
        "owner_team": TeamFactory(),
        "review_due": timezone.localdate() + timedelta(days=90),
    }
