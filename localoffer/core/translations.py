"""Pages in other languages: which there are, and whether a translation is behind its original.

An alias (Wagtail's word for a page that stands in another language's tree and repeats the English words)
is no translation: it is shown, and says that it is in English still.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page

from .languages import ENGLISH, PageInLanguage, has_languages, in_language, language_of, language_tag


@dataclass(frozen=True)
class Standing:
    """How a page in another language stands to the English one."""

    original: Page
    untranslated: bool
    """The words are English still."""
    changed_on: date | None = None
    """When the English page changed, if that was after the translation."""
    translated_on: date | None = None

    @property
    def original_tag(self) -> str:
        """The language of the original, as HTML writes it."""
        return language_tag(self.original.locale.language_code)


def page_addresses(page: Page) -> dict[str, str]:
    """Address of the page in every language that it was translated into, by code."""
    others = page.get_translations(inclusive=True).live().public().select_related("locale")
    real = [other for other in others if other.alias_of_id is None]
    return {other.locale.language_code: other.get_url() for other in real if other.get_url()}


def other_languages(address: str, page: Page | None) -> list[PageInLanguage]:
    """What stands at an address of ours, in every other language that it exists in.

    What is no page of the CMS differs in its frame and labels only, and the first page leads into every language.
    """
    if not address.startswith("/") or not has_languages(address):
        return []
    if page is None or page.is_site_root():
        addresses = {code: in_language(address, code) for code, _name in settings.LANGUAGES}
    else:
        addresses = page_addresses(page)
    addresses.pop(language_of(address), None)
    return [
        PageInLanguage(code, name, addresses[code], current=False)
        for code, name in settings.LANGUAGES
        if code in addresses
    ]


def standing(page: Page) -> Standing | None:
    """How a translated page stands to its original; None for a page in its own language."""
    if len(settings.LANGUAGES) < 2:
        return None
    if page.locale.language_code == settings.LANGUAGE_CODE:
        # An English page at an address of another language: a site without a home page in it yet.
        return Standing(page, untranslated=True) if (get_language() or ENGLISH) != settings.LANGUAGE_CODE else None
    original = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).live().public().first()
    if original is None:
        return None
    if page.alias_of_id:
        return Standing(original, untranslated=True)
    changed, translated = original.last_published_at, page.last_published_at
    if changed and translated and changed > translated:
        return Standing(original, False, timezone.localdate(changed), timezone.localdate(translated))
    return None
