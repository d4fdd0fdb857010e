"""Languages of the interface: which ones there are, and how addresses carry them.

English addresses have no prefix (`/find/`), others do (`/pl/find/`). Addresses that are no pages (the CMS,
sign-in, files, machine-readable lists) have none in any language.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import get_language

ENGLISH = "en-gb"
# Written from right to left, beyond those that Django knows.
MORE_RIGHT_TO_LEFT = ["dv", "ps", "sd", "yi"]


@dataclass(frozen=True)
class PageInLanguage:
    """A page in one language, for a link that its readers understand."""

    code: str
    name: str
    """The language's own name: Polski."""
    url: str
    current: bool

    @property
    def tag(self) -> str:
        """As HTML writes it: en-GB."""
        return language_tag(self.code)


def interface_languages(wanted: Iterable[str]) -> list[tuple[str, str]]:
    """English and then the wanted languages with their own names, for `LANGUAGES`.

    A language is a code that Django knows (`pl`), or a code and its own name (`so:Soomaali`).
    """
    languages = {ENGLISH: "English"}
    for entry in wanted:
        code, _colon, name = entry.strip().lower().partition(":")
        name = entry.partition(":")[2].strip() or LANG_INFO.get(code, {}).get("name_local", "")
        if code and not name:
            raise ImproperlyConfigured(f"LANGUAGES: give {code} its own name, like so:Soomaali.")
        if code and code not in {"en", ENGLISH}:
            languages[code] = name[:1].upper() + name[1:]
    return list(languages.items())


def language_tag(code: str) -> str:
    """A language as HTML writes it: en-GB, zh-Hans."""
    name, _hyphen, part = code.partition("-")
    if not part:
        return name
    return f"{name}-{part.title() if len(part) == 4 else part.upper()}"


def is_english() -> bool:
    """Whether the page is written in the language that services and lists are written in."""
    return (get_language() or ENGLISH) == settings.LANGUAGE_CODE


def prefix(code: str | None = None) -> str:
    """What addresses begin with: an empty string in English, `/pl` in Polish."""
    code = code or get_language() or settings.LANGUAGE_CODE
    return "" if code == settings.LANGUAGE_CODE else f"/{code}"


def language_of(path: str) -> str:
    """The code of the language that an address carries."""
    for code, _name in settings.LANGUAGES:
        start = prefix(code)
        if start and (path == start or path.startswith(f"{start}/")):
            return code
    return settings.LANGUAGE_CODE


def without_prefix(path: str) -> str:
    """The path as it is in English."""
    return path[len(prefix(language_of(path))) :] or "/"


def has_languages(path: str) -> bool:
    """Whether a page stands at an address that carries its language."""
    return len(settings.LANGUAGES) > 1 and not without_prefix(path).startswith(settings.ONE_LANGUAGE_PREFIXES)


def in_language(address: str, code: str | None = None) -> str:
    """An address on this site in another language, or in the one of this page."""
    if not address.startswith("/") or not has_languages(address):
        return address
    return prefix(code) + without_prefix(address)
