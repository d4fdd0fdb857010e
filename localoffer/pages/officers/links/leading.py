"""Links that lead to a page of ours, however their address is written, and looking at them when the page goes."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from ..models import Link
from . import internal
from .actions import check_one

IN_TROUBLE = (Link.Status.FAILING, Link.Status.BROKEN)


@dataclass(frozen=True)
class Place:
    """Where a page stands, or stood, and where those directly below it stand, which have links of their own."""

    path: str
    below: tuple[str, ...] = ()


def place_of(page: Page) -> Place | None:
    """The place of a page; None where it has no address."""
    path = internal.own_path(page.get_url() or "", internal.own_hosts())
    if not path:
        return None
    return Place(path, tuple(f"{path}{slug}/" for slug in page.get_children().values_list("slug", flat=True)))


def links_to(place: Place) -> list[Link]:
    """Links to a page or to a part of it, with or without the name of the site, a query or the last stroke."""
    hosts = internal.own_hosts()
    bare = place.path.rstrip("/")
    written = Q(url__startswith=bare)
    for start in internal.own_starts(hosts):
        written |= Q(url__startswith=start, url__contains=bare)
    return [link for link in Link.objects.filter(written) if _leads(link.url, place, hosts)]


def _leads(url: str, place: Place, hosts: frozenset[str]) -> bool:
    found = internal.own_path(url, hosts)
    path = f"{(found or '').partition('?')[0].rstrip('/')}/"
    return found is not None and path.startswith(place.path) and not path.startswith(place.below)


# Looking at them


class Waiting(threading.local):
    """Places whose links are looked at when the transaction of this thread is committed."""

    def __init__(self) -> None:
        self.places: dict[str, tuple[Place, bool]] = {}
        """By path: what happened to a place last is what counts."""


_waiting = Waiting()


def look_after_commit(page: Page, *, is_back: bool = False) -> None:
    """Look at the links to a page that went, or, where it is back, at those of them that are in trouble."""
    if place := place_of(page):
        _waiting.places[place.path] = (place, is_back)
        # Robust: whatever goes wrong then does not undo the change.
        transaction.on_commit(look_at_waiting, robust=True)


def forget_places() -> None:
    """Look at nothing that was noted so far."""
    _waiting.places = {}


def look_at_waiting() -> None:
    """Look at the links of every place that was noted since the last time. No other site is asked."""
    places, _waiting.places = _waiting.places, {}
    for link in {link.pk: link for link in _to_look_at(places.values())}.values():
        check_one(link)


def _to_look_at(places: Iterable[tuple[Place, bool]]) -> Iterator[Link]:
    for place, is_back in places:
        yield from (link for link in links_to(place) if not is_back or link.status in IN_TROUBLE)
