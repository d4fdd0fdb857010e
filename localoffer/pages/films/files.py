"""Films and captions that officers upload: judged by what is in them, never by their name alone."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import slugify
from django.utils.translation import gettext as _

FOLDER = "films"
TYPES = {".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt; charset=utf-8"}
HEAD = 4096
LONGEST_CAPTIONS = 1_000_000
LONGEST_NAME = 40
# Kinds of MP4 that browsers play; `qt  ` is a QuickTime film, which most do not.
MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"}
CLOCK = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
TIMING = re.compile(rf"^({CLOCK})[ \t]+-->[ \t]+({CLOCK})(?:[ \t]|$)")


def film_path(_page, filename: str) -> str:
    """A name that nobody guesses: the film of a draft lies in the same folder."""
    path = PurePath(filename)
    base = slugify(path.stem)[:LONGEST_NAME] or "film"
    return f"{FOLDER}/{base}-{token_hex(6)}{path.suffix.lower()}"


def check_film(file: File) -> None:
    """ValidationError unless it is an MP4 or WebM film that is not too large."""
    most = settings.FILM_MAX_MB
    if file.size > most * 1024 * 1024:
        raise ValidationError(_("The film is too large: at most %(most)d MB.") % {"most": most})
    if _kind(_head(file)) != PurePath(file.name).suffix.lower():
        raise ValidationError(_("This is not an MP4 or WebM film. Save it as MP4 (H.264) and try again."))


def _kind(head: bytes) -> str:
    if head[4:8] == b"ftyp" and head[8:12] in MP4_BRANDS:
        return ".mp4"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64]:
        return ".webm"
    return ""


def _head(file: File) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def check_captions(file: File) -> None:
    """ValidationError unless it is a WebVTT file with captions in the order of time."""
    if PurePath(file.name).suffix.lower() != ".vtt" or file.size > LONGEST_CAPTIONS:
        raise ValidationError(_("Captions come as a WebVTT file, with a name that ends in .vtt."))
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ValidationError(_("The captions are not written in UTF-8. Save them again as UTF-8.")) from None
    if not lines or not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise ValidationError(_("A WebVTT file begins with a line that says WEBVTT."))
    times = list(_times(lines))
    if not times:
        raise ValidationError(_("There are no captions in this file."))


def _times(lines: list[str]) -> Iterator[tuple[float, float]]:
    """From when to when each caption stands; ValidationError with the line of the first mistake."""
    before = 0.0
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        found = TIMING.match(line.strip())
        first, last = (_seconds(found[1]), _seconds(found[2])) if found else (0.0, 0.0)
        if not found or last <= first or first < before:
            raise ValidationError(
                _("Line %(number)d of the captions has no right time: %(line)s")
                % {"number": number, "line": line.strip()[:80]}
            )
        before = first
        yield first, last


def _seconds(clock: str) -> float:
    *hours, minutes, seconds = clock.split(":")
    return (int(hours[0]) * 60 if hours else 0) * 60 + int(minutes) * 60 + float(seconds)


def check_host(address: str) -> None:
    """ValidationError unless the address is at a media host that the settings allow."""
    host = urlsplit(address).hostname or ""
    if not address.startswith("https://") or host not in settings.MEDIA_HOSTS:
        allowed = ", ".join(settings.MEDIA_HOSTS) or _("none yet")
        raise ValidationError(
            _("The film must be at a media host of the council. Allowed: %(hosts)s.") % {"hosts": allowed}
        )
