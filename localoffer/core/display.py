"""“Ways to read this page”: what a visitor may choose, and the one cookie that keeps it.

The cookie holds allowed values only and says nothing about who chose them. Each choice that differs from
the usual stands as a data attribute on <html>, where the style sheet picks it up.
"""

from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ONE_YEAR = 365 * 24 * 60 * 60

# Allowed values by choice, the usual one first.
ALLOWED = {
    "theme": ("auto", "light", "cream", "dark", "contrast"),
    "size": ("100", "125", "150", "200"),
    "font": ("standard", "hyperlegible", "wide"),
    "spacing": ("normal", "more"),
    "motion": ("normal", "less"),
    "layout": ("normal", "simple"),
}
LONGEST_COOKIE = 200


@dataclass(frozen=True)
class DisplayChoices:
    """How one visitor reads the site. Without arguments: as everybody does."""

    theme: str = "auto"
    size: str = "100"
    font: str = "standard"
    spacing: str = "normal"
    motion: str = "normal"
    layout: str = "normal"

    @classmethod
    def from_values(cls, values: dict[str, str]) -> "DisplayChoices":
        """Choices from anything that looks like a dictionary; what is not allowed is ignored."""
        return cls(**{name: values[name] for name in ALLOWED if values.get(name) in ALLOWED[name]})

    @classmethod
    def from_request(cls, request: HttpRequest) -> "DisplayChoices":
        """Choices from the visitor's cookie; a cookie with odd values is ignored as far as it is odd."""
        return _read_cookie(request.COOKIES.get(settings.DISPLAY_COOKIE, "")[:LONGEST_COOKIE])

    @cached_property
    def changed(self) -> dict[str, str]:
        """What differs from the usual."""
        return {name: value for name, value in asdict(self).items() if value != ALLOWED[name][0]}

    @property
    def colour_scheme(self) -> str:
        """What the browser itself should draw dark or light: form controls, scroll bars."""
        return {"auto": "light dark", "dark": "dark", "contrast": "dark"}.get(self.theme, "light")


@lru_cache(maxsize=512)
def _read_cookie(value: str) -> DisplayChoices:
    pairs = (part.partition(":") for part in value.split("|") if ":" in part)
    return DisplayChoices.from_values({name: chosen for name, _colon, chosen in pairs})


def remember(response: HttpResponse, choices: DisplayChoices) -> None:
    """Keep the choices on the visitor's device for a year; forget them when all are the usual ones."""
    if not choices.changed:
        forget(response)
        return
    response.set_cookie(
        settings.DISPLAY_COOKIE,
        "|".join(f"{name}:{value}" for name, value in choices.changed.items()),
        max_age=ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Take the cookie off the visitor's device."""
    response.delete_cookie(settings.DISPLAY_COOKIE, samesite="Lax")
