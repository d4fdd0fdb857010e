"""The young people's section: cards with pictures, the first film, a search for their own age."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ..part_addresses import part_addresses
from .films import film_of

MOST_CARDS = 6
YOUNGEST, OLDEST, USUAL_AGE = 14, 25, 16
SIGN = "star"


@dataclass(frozen=True)
class Part:
    """A part of a page, all parts being on one page."""

    title: str
    answer: str
    body: Any
    address: str


def home_context(home) -> dict[str, Any]:
    """What the first page of the section shows besides its own words."""
    children = [] if home.pk is None else list(home.get_children().live().public().defer_streamfields().specific())
    pages = [page for page in children if type(page).__name__ == "YoungPage"]
    film = next((page for page in children if type(page).__name__ == "VideoPage" and film_of(page)), None)
    return {
        "cards": [with_sign(page) for page in pages[:MOST_CARDS]],
        "more": pages[MOST_CARDS:],
        "film_page": film,
        "film": film_of(film) if film else None,
        "others": [page for page in children if page not in pages and page != film],
        "ages": range(YOUNGEST, OLDEST + 1),
        "age": preset_age(home.search),
        "questions_subject": _("A question from a young person"),
    }


def page_context(page) -> dict[str, Any]:
    """What a page of the section shows: its parts, and the way to the other pages."""
    parts = [
        Part(block.value["title"], block.value["answer"], block.value["body"], address)
        for block, address in zip(page.parts, part_addresses(page.parts), strict=True)
    ]
    entries = [{"label": part.title, "url": f"#{part.address}", "current": False} for part in parts]
    return {
        "parts": parts,
        "entries": entries if len(parts) > 1 else [],
        "siblings": _siblings(page),
        "questions_subject": _("A question about “%(page)s”") % {"page": page.title},
    }


def _siblings(page) -> list:
    if page.pk is None:
        return []
    others = page.get_siblings(inclusive=False).live().public().type(type(page)).defer_streamfields().specific()
    return [with_sign(other) for other in others[:MOST_CARDS]]


def with_sign(page):
    """The page with the sign of its card."""
    page.sign = page.icon or SIGN
    return page


def preset_age(search: str) -> int:
    """The age that a search for young people begins with."""
    age = QueryDict(search).get("age", "")
    return int(age) if age.isdecimal() and YOUNGEST <= int(age) <= OLDEST else USUAL_AGE
