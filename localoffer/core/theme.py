"""The council's two colours as a small style sheet.

It sets the same custom properties as `static/scss/_tokens.scss`, for the light, cream and dark themes; high
contrast stays as it is. Everything in it follows from the two colours in its address, so it needs no
database, may be cached for ever, and two processes never disagree about it.
"""

from collections.abc import Iterable

from django.urls import reverse

from .colours import GROUNDS, MINIMUM_CONTRAST, contrast, mix, worst_contrast

# Raise it when the way of deriving shades changes, so that browsers fetch the sheet anew.
VERSION = 1
OWN_BRAND, OWN_LINK = "#005a70", "#0b5394"
WHITE, BLACK = "#ffffff", "#000000"

# Grounds and words of each theme, as in _tokens.scss; a test compares the two.
SURFACES = {"light": "#ffffff", "cream": "#fff9ea", "dark": "#20252b"}
WORDS = {
    "light": ("#1b1f23", "#4a4f55", "#5b3a8e", "#b3261e", "#0f6a4a"),
    "cream": ("#1b1f23", "#4a4f55", "#5b3a8e", "#a8211a", "#0d5f42"),
    "dark": ("#f1efe9", "#c3c7cc", "#cdb4ff", "#ff9a8f", "#7ddcb0"),
}
DARK_GROUNDS = ("#16191d", "#20252b", "#101316")
DARK_PAGE, DARK_TEXT = "#16191d", "#f1efe9"


def theme_address(brand: str, link: str) -> str:
    """Address of the council's style sheet; empty for the colours that we ship."""
    brand, link = brand.lower(), link.lower()
    if (brand, link) == (OWN_BRAND, OWN_LINK):
        return ""
    return reverse("council-theme", args=[VERSION, brand[1:], link[1:]])


def is_readable(colour: str) -> bool:
    """Whether a colour stands out enough on every light ground of the site."""
    return worst_contrast(colour, GROUNDS)[0] >= MINIMUM_CONTRAST


def style_sheet(brand: str, link: str) -> str:
    """The whole style sheet, one block of custom properties per theme."""
    light, cream, dark = (_block(name, brand, link) for name in ("light", "cream", "dark"))
    # The high contrast theme of the main style sheet wins over all of these: see _tokens.scss.
    return (
        f':root:not([data-theme="contrast"]){{{light}}}\n'
        "@media screen{\n"
        f':root[data-theme="cream"]{{{cream}}}\n'
        f':root[data-theme="dark"]{{{dark}}}\n'
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark}}}}}\n"
        "}\n"
    )


def shades(theme: str, brand: str, link: str) -> dict[str, str]:
    """Custom properties of one theme, by name."""
    return _dark_shades(brand, link) if theme == "dark" else _light_shades(theme, brand, link)


def lighten_until_readable(colour: str, grounds: Iterable[str]) -> str:
    """The colour, mixed with as little white as makes it readable on all these grounds."""
    grounds = tuple(grounds)
    for percent in range(0, 101, 2):
        lighter = mix(colour, WHITE, percent / 100)
        if all(contrast(lighter, ground) >= MINIMUM_CONTRAST for ground in grounds):
            return lighter
    return WHITE


def _block(theme: str, brand: str, link: str) -> str:
    return ";".join(f"--{name}:{value}" for name, value in shades(theme, brand, link).items())


def _light_shades(theme: str, brand: str, link: str) -> dict[str, str]:
    surface = SURFACES[theme]
    return {
        "govuk-brand-colour": brand,
        "govuk-link-colour": link,
        "govuk-link-hover-colour": mix(link, BLACK, 0.35),
        "lo-brand-hover": mix(brand, BLACK, 0.3),
        "lo-tint": _tint(surface, brand, (*WORDS[theme], brand, link)),
        "lo-tint-line": mix(surface, brand, 0.3),
        "lo-hero": brand,
        "lo-hero-line": mix(brand, WHITE, 0.35),
        "lo-hero-soft": _soft(WHITE, brand),
    }


def _dark_shades(brand: str, link: str) -> dict[str, str]:
    surface = SURFACES["dark"]
    bright = lighten_until_readable(brand, (*DARK_GROUNDS, mix(surface, brand, 0.12)))
    bright_link = lighten_until_readable(link, (*DARK_GROUNDS, mix(surface, brand, 0.12)))
    hero = mix(DARK_PAGE, brand, 0.3)
    return {
        "govuk-brand-colour": bright,
        "govuk-link-colour": bright_link,
        "govuk-link-hover-colour": mix(bright_link, WHITE, 0.5),
        "lo-brand-hover": mix(bright, WHITE, 0.45),
        "lo-tint": _tint(surface, brand, (*WORDS["dark"], bright, bright_link)),
        "lo-tint-line": mix(surface, bright, 0.35),
        "lo-hero": hero,
        "lo-hero-line": mix(hero, bright, 0.5),
        "lo-hero-soft": _soft(DARK_TEXT, hero),
    }


def _tint(surface: str, brand: str, words: Iterable[str]) -> str:
    """The surface with a breath of the brand, so little that all words stay readable on it."""
    words = tuple(words)
    for percent in range(12, 0, -1):
        tint = mix(surface, brand, percent / 100)
        if all(contrast(word, tint) >= MINIMUM_CONTRAST for word in words):
            return tint
    return surface


def _soft(text: str, ground: str) -> str:
    """Text a little softer than the heading on the same ground."""
    for percent in range(15, 0, -1):
        softer = mix(text, ground, percent / 100)
        if contrast(softer, ground) >= MINIMUM_CONTRAST:
            return softer
    return text
