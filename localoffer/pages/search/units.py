"""What the search finds: pages, and the pieces of pages that have an address of their own, as words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain

from django.utils.functional import Promise
from wagtail.fields import RichTextField, StreamField

from directory.search.everyday import SOFT, STOP
from directory.search.text import tokens
from localoffer.core.models import OfferPage
from localoffer.core.page_sections import Section
from localoffer.core.page_text import Heading, lines_of_field, word_fields

from .kinds import label_of
from .roots import root

Line = tuple[str, ...]
SEGMENT_END = re.compile(r"[:?]\s+")
LONG = StreamField | RichTextField
TITLE, PART, NAME, SUMMARY, HEADING = 1.0, 0.95, 0.9, 0.6, 0.8
"""What a line that has the words is worth, as far as it says what the unit is about."""


@dataclass(frozen=True)
class Unit:
    """One thing that a search may show, with its words."""

    title: str
    url: str
    summary: str
    kind: str
    label: str | Promise
    """The kind as families read it."""
    page: int
    alone: bool
    """Shown beside other units of its page; otherwise only the best unit of a page is shown."""
    language: str
    only_young: bool
    """Said to young people, and to nobody else."""
    only_professionals: bool
    """Said to professionals, and to no family."""
    shown_from: datetime | None
    shown_until: datetime | None
    name: Sequence[Line]
    brief: Sequence[Line]
    body: Sequence[Line]
    told: Sequence[tuple[Line, float]]
    """Lines that say what the unit is about, each with its worth."""

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The stems of the name, of the brief text and of the body; worked out once for all indexes."""
        return tuple(frozenset(chain.from_iterable(lines)) for lines in (self.name, self.brief, self.body))

    @property
    def key(self) -> tuple[int, str]:
        """What a list of results shows once."""
        return self.page, self.url if self.alone else ""

    subject: frozenset[str] = frozenset()
    """Of a part whose heading does not say what it is about: the words of the title above it."""

    def is_shown(self, now: datetime) -> bool:
        """Whether its time has come and is not over."""
        begun = self.shown_from is None or self.shown_from <= now
        return begun and (self.shown_until is None or now < self.shown_until)


@dataclass(frozen=True)
class PageUnits:
    """A page's units, and what they were made from."""

    units: tuple[Unit, ...]
    words: frozenset[str]
    """Made even, not stemmed: for help with spelling."""
    topics: frozenset[str] = frozenset()
    """Words of titles and headings."""
    successor: int | None = None


def units_of(page: OfferPage) -> PageUnits:
    """Everything that a search may show of a page."""
    words = Words()
    url = page.get_url()
    if not url:
        return PageUnits((), frozenset())
    shown_from, shown_until = page.search_times()
    common = {
        "kind": page.search_kind,
        "label": label_of(page),
        "page": page.pk,
        "language": page.locale.language_code,
        "only_young": page.for_young_people and not page.for_parents and not page.for_professionals,
        "only_professionals": page.for_professionals and not page.for_parents and not page.for_young_people,
        "shown_from": shown_from,
        "shown_until": shown_until,
    }
    kind = words.lines([str(common["label"])])
    units = [_whole(page, url, words, kind, common)]
    units += [_section(section, page, words, kind, common) for section in page.search_sections()]
    return PageUnits(tuple(units), frozenset(words.seen), frozenset(words.topics), page.search_successor())


def _whole(page: OfferPage, url: str, words: "Words", kind: list[Line], common: dict) -> Unit:
    short: list[str] = []
    long: list[str] = []
    for field in word_fields(page):
        if field.name != "title":
            (long if isinstance(field, LONG) else short).extend(lines_of_field(page, field))
    headings, text = _parted(long)
    name, heads = words.lines([page.title], topics=True), words.lines(headings, topics=True)
    brief = words.lines(short)
    told = [
        *_worth(name, TITLE),
        *_worth(words.lines(_segments(page.title, str(common["label"]))), TITLE),
        *_worth(_below_title(name, brief), SUMMARY),
        *_worth(_below_title(name, heads), HEADING),
    ]
    return Unit(
        page.title,
        url,
        page.summary,
        alone=False,
        name=name,
        brief=brief + heads + kind,
        body=words.lines(text),
        told=told,
        **common,
    )


def _section(section: Section, page: OfferPage, words: "Words", kind: list[Line], common: dict) -> Unit:
    headings, text = _parted(section.lines)
    title = section.title if section.alone else f"{page.title}: {section.title}"
    name = words.lines([section.title], topics=True)
    names = words.lines(section.names, topics=True)
    above = words.lines([page.title])
    heads = words.lines(headings, topics=True)
    told = [*_worth(name, TITLE if section.alone else PART), *_worth(names, TITLE)]
    told += _worth(_below_title(name, heads), HEADING)
    if section.alone:
        told += _worth(words.lines([section.summary]), SUMMARY)
    else:
        told += _worth([(*above[0], *name[0])] if above and name else [], NAME)
    return Unit(
        title,
        section.url,
        section.summary or page.summary,
        alone=section.alone,
        name=name + names,
        brief=above + heads + kind,
        body=words.lines(text),
        told=told,
        subject=frozenset() if _says_what_it_is_about(section.title) else frozenset(*above),
        **common,
    )


def _segments(title: str, kind: str) -> list[str]:
    """“Who decides: panels, boards and money” is also called by either half; “Complaints: Easy Read” is not."""
    segments = SEGMENT_END.split(title)
    return segments if len(segments) > 1 and kind not in segments else []


def _says_what_it_is_about(title: str) -> bool:
    """“How long does it take?” does not: only the page above it says what takes so long."""
    return any(word not in STOP and word not in SOFT for word in tokens(title))


def _parted(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Headings, and everything else."""
    headings: list[str] = []
    text: list[str] = []
    for line in lines:
        (headings if isinstance(line, Heading) else text).append(line)
    return headings, text


def _below_title(title: Sequence[Line], lines: Iterable[Line]) -> Iterator[Line]:
    """Lines read together with the title above them: “Home education”, then “your rights and duties”."""
    return ((*chain.from_iterable(title), *line) for line in lines)


def _worth(lines: Iterable[Line], worth: float) -> Iterator[tuple[Line, float]]:
    return ((line, worth) for line in lines)


class Words:
    """Turns lines of text into lines of stems, and remembers the words."""

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.topics: set[str] = set()
        """Words of titles and headings."""

    def lines(self, texts: Iterable[str], *, topics: bool = False) -> list[Line]:
        found = []
        for text in texts:
            words = tokens(text)
            self.seen.update(words)
            if topics:
                self.topics.update(words)
            if words:
                found.append(tuple(map(root, words)))
        return found
