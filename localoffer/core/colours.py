"""Contrast of colours, by the formula of WCAG 2.2 (relative luminance, success criterion 1.4.3)."""

MINIMUM_CONTRAST = 4.5

# The light grounds that the council's own colours stand on, by the names officers see.
# The dark and high contrast themes keep their own brand and link colours.
GROUNDS = {
    "the light page": "#faf9f6",
    "white cards": "#ffffff",
    "sand bands": "#f1ede3",
    "tinted boxes": "#e4f0f2",
    "the cream page": "#fdf3dc",
    "cream cards": "#fff9ea",
    "cream bands": "#f5e6c3",
    "cream tinted boxes": "#e6ecdb",
}


def luminance(colour: str) -> float:
    """Relative luminance of a colour like `#005a70`, 0 (black) to 1 (white)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 (none) to 21 (black on white)."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def worst_contrast(colour: str, grounds: dict[str, str]) -> tuple[float, str]:
    """The lowest contrast of a colour on any of the named grounds, and the name of that ground."""
    return min((contrast(colour, ground), name) for name, ground in grounds.items())


def mix(colour: str, other: str, share: float) -> str:
    """A colour between the two: `share` 0 is the first, 1 the other."""
    channels = (
        round(int(colour[start : start + 2], 16) * (1 - share) + int(other[start : start + 2], 16) * share)
        for start in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)
