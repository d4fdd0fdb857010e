"""Some pages are never published by the person who wrote them: the law, and what young people wrote.

A page type says so with `second_person_for_all` (for itself and everything below it) or adds a reason in
`second_person_reason`. The setting SECOND_PERSON switches the rule off for a council with a single officer.

No machine reads whether a sentence is about the law. A page tells the law where it has a block of law, where one of
its sources or links is legislation, or where it says the same as a page that does.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField
from wagtail.models import Page, Revision, WorkflowState

from .roles import YOUNG_EDITORS

LAW = "law"
"""The block that says what the law is, wherever it stands."""
ADDRESS = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
TITLE_OF_A_LAW = re.compile(r"\b(?:Act|Measure|Order|Regulations|Rules) (?:19|20)\d\d\b")
"""How laws of the United Kingdom are cited, like “Children and Families Act 2014”."""


class SecondPersonNeeded(PublishPagePermissionError):
    """The last line: whatever way to publish forgot to ask is refused."""


def reason(draft: Page) -> str:
    """Why somebody else must publish this draft, as a sentence; empty where nobody must."""
    if not settings.SECOND_PERSON or not hasattr(draft, "second_person_reason"):
        return ""
    return draft.second_person_reason()


def stands_in_such_a_section(page: Page) -> bool:
    """Whether the page's type, or that of a page above it, asks for a second person for all."""
    above = Page.objects.ancestor_of(page, inclusive=True).values_list("content_type", flat=True)
    kinds = [ContentType.objects.get_for_id(pk).model_class() for pk in set(above)]
    return any(getattr(kind, "second_person_for_all", False) for kind in [type(page), *kinds])


def says_the_law(draft: Page) -> bool:
    """Whether the draft tells what the law is, or takes away what the live page tells about it."""
    if tells_law(draft):
        return True
    live = type(draft).objects.filter(pk=draft.pk, live=True).first()
    return live is not None and tells_law(live)


def tells_law(page: Page) -> bool:
    """Whether this version of a page names the law itself, or says the same as a page that does."""
    if getattr(page, "only_leads_on", False):
        return False
    other = getattr(page, "says_the_same_as", None)
    return names_a_law(page) or (other is not None and names_a_law(other.specific))


def names_a_law(page: Page) -> bool:
    """Whether a block of law, a source or a link that is legislation stands anywhere in a page."""
    return any(map(holds_law, [*streams(page), *rich_texts(page)])) or cites_a_law(page)


def streams(page: Page) -> Iterator[list]:
    """The stored form of every stream of blocks."""
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname, None)
        if isinstance(value, StreamValue):
            yield list(value.raw_data)


def rich_texts(page: Page) -> Iterator[str]:
    """The stored form of every text with links that stands outside the streams."""
    for field in page._meta.concrete_fields:
        if isinstance(field, RichTextField):
            yield field.value_from_object(page) or ""


def holds_law(stored) -> bool:
    """Whether a block of law or an address of legislation stands in what is stored, however deep."""
    if isinstance(stored, str):
        return any(is_legislation(address) for address in ADDRESS.findall(stored))
    if isinstance(stored, dict):
        return stored.get("type") == LAW or holds_law(list(stored.values()))
    return isinstance(stored, list) and any(map(holds_law, stored))


def is_legislation(address: str) -> bool:
    """Whether this address leads to where laws are published (`LAW_HOSTS`)."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # no address at all, like “https://[”
        return False
    return any(host == law or host.endswith(f".{law}") for law in settings.LAW_HOSTS)


def cites_a_law(page: Page) -> bool:
    """Whether a source is called like a law: its address may be missing, or be that of a commentary."""
    return any(TITLE_OF_A_LAW.search(source.value["label"] or "") for source in getattr(page, "sources", ()))


def a_young_editor_wrote(page: Page) -> bool:
    """Whether the latest draft is a young editor's."""
    latest = page.get_latest_revision()
    return latest is not None and latest.user_id is not None and _is_young_editor(latest)


def _is_young_editor(revision: Revision) -> bool:
    return revision.user.groups.filter(name=YOUNG_EDITORS).exists()


def wrote(page: Page, user) -> bool:
    """Whether this person made the latest draft: saved it last, or sent it for a check as it is now."""
    latest = page.get_latest_revision()
    if latest is None:
        return False
    check = WorkflowState.objects.for_instance(page).filter(created_at__gte=latest.created_at).order_by("-created_at")
    return user.pk in (latest.user_id, *check.values_list("requested_by", flat=True)[:1])


def refusal(draft: Page, user) -> str:
    """What to tell somebody who may not publish this draft because it is theirs; empty where they may."""
    why = reason(draft)
    if not why or not wrote(draft, user):
        return ""
    return _("“%(title)s” was not published. %(why)s The last changes are yours, so somebody else publishes it.") % {
        "title": draft.title,
        "why": why,
    }


def refuse_the_writer(revision: Revision, user) -> None:
    """Raise `SecondPersonNeeded` if this person may not publish this revision.

    Without a person it is its writer who publishes it, as wagtail-localize does.
    """
    publisher = user or revision.user
    if publisher is not None and (problem := refusal(revision.as_object(), publisher)):
        raise SecondPersonNeeded(problem)
