"""Where a visitor is: a postcode, a part of one, a town or a ward, as they typed it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from localoffer.core.models import NeighbouringOffer

from ..models import Area, Postcode
from ..postcodes import normalise_postcode, outward_code
from .index import Index
from .query import Point
from .text import tokens

MOST_REMEMBERED = 500
PREFERRED = (Area.Kind.TOWN, Area.Kind.WARD, Area.Kind.AUTHORITY)


@dataclass(frozen=True)
class ResolvedPlace:
    """A point with what the page says about it."""

    label: str
    """Never more of a postcode than its first half."""
    outward: str
    """Outward code, or an empty string for a town or ward."""
    point: Point
    ward: str = ""
    authority: str = ""
    outside: bool = False
    """It lies in another council's area."""
    neighbour: NeighbouringOffer | None = None
    rough: bool = False
    """We know only the part of the postcode, not the postcode itself."""


class UnknownPlace(ValueError):
    """Nothing is known about the place; the message is for the visitor."""


def resolve(text: str, index: Index) -> ResolvedPlace:
    """The place that was typed. Raises UnknownPlace.

    A full postcode that we do not have falls back on its sector, then on its outward code.
    """
    memory: dict[str, ResolvedPlace] = index.remembered.setdefault("asked places", {})
    key = text.casefold()
    if key not in memory:
        if len(memory) >= MOST_REMEMBERED:
            memory.clear()
        place = _from_postcode(text, index) or _from_area(text, index)
        if place is None:
            raise UnknownPlace(message_for(text))
        memory[key] = place
        return place
    return memory[key]


def is_outward(code: str, index: Index) -> bool:
    """We have postcodes that begin with it. Costs a query, but for codes that were found before."""
    memory: set[str] = index.remembered.setdefault("outward codes", set())
    if code not in memory and Postcode.objects.filter(code=code).exists():
        memory.add(code)
    return code in memory


def message_for(text: str) -> str:
    """What to do next, in words."""
    if normalise_postcode(text):
        return _("We do not know the postcode %(text)s. Check it, or enter a town.") % {"text": text}
    return _("We do not know the place “%(text)s”. Enter a postcode, like SS2 6ER, or a town.") % {"text": text}


def _from_postcode(text: str, index: Index) -> ResolvedPlace | None:
    code = normalise_postcode(text)
    if not code:
        return None
    wanted = list(
        dict.fromkeys([code, code[:-2] if len(code) > len(outward_code(code)) + 2 else code, outward_code(code)])
    )
    found = Postcode.objects.in_bulk(wanted)
    row = next((found[each] for each in wanted if each in found), None)
    if row is None:
        return None
    outward = outward_code(code)
    point = (row.latitude, row.longitude)
    return _placed(index, outward, outward, point, row.ward_code, row.authority_code, rough=row.code != code)


def _from_area(text: str, index: Index) -> ResolvedPlace | None:
    words = tokens(text)
    if not words or len(words[0]) < 3:
        return None
    rows = Area.objects.filter(Q(name__istartswith=text[:4]) | Q(name__istartswith=words[0]))
    rows = rows.filter(latitude__isnull=False).select_related("authority").order_by("name", "pk")
    areas = sorted(rows, key=lambda area: PREFERRED.index(Area.Kind(area.kind)))
    names = [(area, tokens(area.name)) for area in areas]
    exact = [area for area, name in names if name == words]
    begun = [area for area, name in names if name[: len(words)] == words]
    if not exact and len({area.name for area in begun}) != 1:
        return None
    area = (exact or begun)[0]
    authority = area.code if area.kind == Area.Kind.AUTHORITY else area.authority.code if area.authority else ""
    ward = area.code if area.kind == Area.Kind.WARD else ""
    point = (area.latitude or 0.0, area.longitude or 0.0)  # never empty: asked for above
    return _placed(index, area.name, "", point, ward, authority)


def _placed(
    index: Index, label: str, outward: str, point: Point, ward: str, authority: str, *, rough: bool = False
) -> ResolvedPlace:
    home = index.catalogue.authority
    outside = bool(home and authority and home != authority)
    neighbour = _neighbour(authority) if outside else None
    return ResolvedPlace(label, outward, point, ward, authority, outside, neighbour, rough)


def _neighbour(authority: str) -> NeighbouringOffer | None:
    """The Local Offer of this council. Where there are two, the county's: it answers for education and care."""
    county = Area.objects.filter(code=authority, authority__isnull=False).values_list("authority__code", flat=True)
    return NeighbouringOffer.objects.filter(authority_code__in=[authority, *county]).first()
