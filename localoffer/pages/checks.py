"""What is asked of every page before it is published.

Only what could harm a child blocks, and a prompt that was left; the rest is advice.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.fields import RichTextField, StreamField

from localoffer.core.models import OfferPage
from localoffer.core.personal_patterns import personal_words
from localoffer.core.readability import measure, sentences_of, words_of
from localoffer.core.registries import Finding, PublishCheck, publish_checks

from .blocks import LinkBlock
from .glossary import unexplained_acronyms
from .models import AccessibilityPage
from .starters.prompts import left_prompts

LONG_SENTENCE = 25
MOST_SHOWN = 3
OLDEST_READER = 11
"""Pages are written for readers of 9 to 11 years."""
OLDEST_READER_OF_LAW = 14
VAGUE = re.compile(
    r"(?:click |press |see |read )?(?:here|this|this page|this link|link|more|read more|find out more|details)", re.I
)


def personal_data(page: OfferPage) -> Iterator[Finding]:
    """Words that look like a child or a family block, until an editor says why they are all right."""
    if page.privacy_reason:
        return
    for looks_like, words in list(personal_words(page.readable_text()))[:MOST_SHOWN]:
        yield Finding(
            _("“%(words)s” looks like %(looks_like)s. Take it out, or say why it is all right.")
            % {"words": words, "looks_like": looks_like},
            blocks=True,
            field="privacy_reason",
        )


def long_sentences(page: OfferPage) -> Iterator[Finding]:
    """Sentences that a tired reader loses the thread of, the longest first."""
    found = [(len(words_of(sentence)), sentence) for sentence in sentences_of(page.readable_text())]
    for words, sentence in sorted((pair for pair in found if pair[0] > LONG_SENTENCE), reverse=True)[:MOST_SHOWN]:
        yield Finding(
            ngettext(
                "This sentence has %(number)d word; make two of it: “%(words)s …”",
                "This sentence has %(number)d words; make two of it: “%(words)s …”",
                words,
            )
            % {"number": words, "words": " ".join(sentence.split()[:8])}
        )


def reading_age(page: OfferPage) -> Iterator[Finding]:
    """How old most readers must be, where there are words enough to tell; pages for professionals may be harder."""
    figures = measure(page.readable_text())
    age = figures.reading_age if figures.is_long_enough else None
    most = OLDEST_READER if page.for_parents or page.for_young_people else OLDEST_READER_OF_LAW
    if age is not None and age > most:
        yield Finding(
            _("The reading age is %(age)d; %(most)d or less is right here. Shorter words and sentences help.")
            % {"age": age, "most": most}
        )


def acronyms(page: OfferPage) -> Iterator[Finding]:
    """Short forms that neither the page nor the glossary explains."""
    for short in unexplained_acronyms(page.readable_text())[:MOST_SHOWN]:
        yield Finding(
            _("“%(short)s” is not explained. Write it out where it first stands, or add it to the glossary.")
            % {"short": short}
        )


def link_words(page: OfferPage) -> Iterator[Finding]:
    """Links that say nothing to somebody who hears only them."""
    for words in [*_words_of_links(page), *_words_of_link_blocks(page)]:
        if VAGUE.fullmatch(words.strip(" .:!")):
            yield Finding(_("The link “%(words)s” does not say where it leads.") % {"words": words})


def _words_of_links(page: OfferPage) -> Iterator[str]:
    for soup in _rich_texts(page):
        for link in soup.find_all("a"):
            yield " ".join(link.get_text().split())


def _words_of_link_blocks(page: OfferPage) -> Iterator[str]:
    """Ways on, top tasks and the like."""
    for stream in _streams(page):
        for block in _blocks(stream):
            if isinstance(block.block, LinkBlock):
                yield " ".join(block.value["label"].split())


def heading_order(page: OfferPage) -> Iterator[Finding]:
    """A small heading without a larger one above it."""
    for soup in _rich_texts(page):
        first = soup.find(["h2", "h3", "h4"])
        if first is not None and first.name != "h2":
            yield Finding(
                _("“%(words)s” is a small heading with no larger one above it.") % {"words": first.get_text()}
            )


def document_links(page: OfferPage) -> Iterator[Finding]:
    """A file as the only copy of words shuts out many readers."""
    for soup in _rich_texts(page):
        for link in soup.find_all("a", attrs={"linktype": "document"}):
            yield Finding(
                _("“%(words)s” is a file. Put its words on a page too; a file is hard to read on a phone.")
                % {"words": link.get_text()}
            )


def callouts(page: OfferPage) -> Iterator[Finding]:
    """Where everything is a call-out, nothing is."""
    number = sum(block.block_type == "callout" for stream in _streams(page) for block in _blocks(stream))
    if number > 1:
        yield Finding(
            _("There are %(number)d call-outs. Keep the one that families must not miss.") % {"number": number}
        )


def law(page: OfferPage) -> Iterator[Finding]:
    """A page that answers nothing of what the law asks for may still be right; its editor should have thought of it."""
    if page.pk and not page.statutory_items.count():
        yield Finding(_("Nothing is ticked. Is this page evidence for something in the law?"), field="statutory_items")


def last_test(page: OfferPage) -> Iterator[Finding]:
    """The law asks an accessibility statement to say when the site was tested, and by whom."""
    if not isinstance(page, AccessibilityPage):
        return
    if not page.tested_on:
        yield Finding(_("Say when the website was last tested. The law asks for it."), field="tested_on")
    if not page.tested_by:
        yield Finding(_("Say who tested the website. The law asks for it."), field="tested_by")


def _streams(page: OfferPage):
    return (getattr(page, field.name) for field in page._meta.concrete_fields if isinstance(field, StreamField))


def _blocks(stream) -> Iterator:
    """Every block of a stream, with those inside the parts of a guide."""
    for block in stream:
        yield block
        if block.block_type == "part":
            yield from block.value["body"]


def _rich_texts(page: OfferPage) -> Iterator[BeautifulSoup]:
    """Every piece of rich text, parsed."""
    for field in page._meta.concrete_fields:
        if isinstance(field, RichTextField):
            yield BeautifulSoup(field.value_from_object(page) or "", "html.parser")
    for stream in _streams(page):
        for block in _blocks(stream):
            for source in _sources(block.value):
                yield BeautifulSoup(source, "html.parser")


def _sources(value) -> Iterator[str]:
    """The HTML of rich text in a block's value, however deep."""
    if hasattr(value, "source"):
        yield value.source
    elif hasattr(value, "items"):
        for inner in value.values():
            yield from _sources(inner)


CHECKS = (
    left_prompts,
    personal_data,
    long_sentences,
    reading_age,
    acronyms,
    link_words,
    heading_order,
    document_links,
    callouts,
    law,
    last_test,
)


def register() -> None:
    """Put these questions to every page."""
    for check in CHECKS:
        publish_checks.register(PublishCheck(check.__name__, check))
