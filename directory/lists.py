"""My list: services a visitor has put aside, as short codes in a cookie and in shared links.

Nothing about it is kept on the server.
"""

import re
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

MOST = 50
KEEP_SECONDS = 180 * 24 * 60 * 60
SEPARATOR = "."
LONGEST_TEXT = 2_000
CODE = re.compile(r"\b[0-9A-Z]{4,8}\b")


class ListIsFull(Exception):
    """There is no room for another service on this list."""


def parse_codes(*texts: str) -> list[str]:
    """The short codes in texts that a visitor or a cookie sent, each once, in order, at most 50."""
    found = (code for text in texts for code in CODE.findall(text[:LONGEST_TEXT].upper()))
    return list(dict.fromkeys(found))[:MOST]


def join_codes(codes: Iterable[str]) -> str:
    """Codes as they stand in the cookie and in a shared link: K7M2P.QW3RT."""
    return SEPARATOR.join(codes)


def listed_codes(request: HttpRequest) -> list[str]:
    """What the visitor's own list holds."""
    return parse_codes(request.COOKIES.get(settings.LIST_COOKIE, ""))


def with_codes(codes: list[str], new: Iterable[str]) -> list[str]:
    """The list with services added at its end; one that is there already stays where it is.

    Raises ListIsFull, and adds nothing, if there are more than 50 then.
    """
    longer = list(dict.fromkeys([*codes, *new]))
    if len(longer) > MOST:
        raise ListIsFull
    return longer


def without_codes(codes: list[str], gone: Iterable[str]) -> list[str]:
    """The list without these services."""
    taken_off = set(gone)
    return [code for code in codes if code not in taken_off]


def moved(codes: list[str], code: str, place: int) -> list[str]:
    """The list with one service at another place, counted from 0; doing it twice is the same as once."""
    if code not in codes:
        return codes
    rest = without_codes(codes, [code])
    place = max(0, min(place, len(rest)))
    return [*rest[:place], code, *rest[place:]]


def remember(response: HttpResponse, codes: list[str]) -> None:
    """Set the one cookie of the list, or remove it when the list is empty."""
    if not codes:
        response.delete_cookie(settings.LIST_COOKIE, path="/", samesite="Lax")
        return
    response.set_cookie(
        settings.LIST_COOKIE,
        join_codes(codes),
        max_age=KEEP_SECONDS,
        path="/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
