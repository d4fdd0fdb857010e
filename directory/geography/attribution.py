"""The notices that postcodes and outlines ask for."""

from django.utils.translation import gettext_lazy as _

from ..models import Area, ImportSource, Postcode
from ..models.sources import AREAS, POSTCODES

NAMES = {
    POSTCODES: "Postcodes of Ordnance Survey and the Office for National Statistics",
    AREAS: "Wards and council areas of the Office for National Statistics",
}
NOTICES = {
    POSTCODES: _(
        "Contains OS data © Crown copyright and database right%(year)s, "
        "Royal Mail data © Royal Mail copyright and database right%(year)s and "
        "National Statistics data © Crown copyright and database right%(year)s."
    ),
    AREAS: _(
        "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
        "Contains OS data © Crown copyright and database right%(year)s."
    ),
}


def note_origin(part: str, year: int) -> None:
    """Remember from which year loaded postcodes or areas are, for the notice that they ask for."""
    values = {"name": NAMES[part], "kind": ImportSource.Kind.SEEDS, "licence": notice(part, year)}
    ImportSource.objects.update_or_create(slug=part, defaults=values)


def notice(part: str, year: int | None = None) -> str:
    """The words that the licence asks for, with the year of the data where it is known."""
    return NOTICES[part] % {"year": f" {year}" if year else ""}


def geography_notices() -> list[str]:
    """The notices for the postcodes and outlines that are loaded; without a year where nobody noted it."""
    noted = dict(ImportSource.objects.filter(slug__in=NOTICES).values_list("slug", "licence"))
    loaded = {POSTCODES: Postcode.objects.exists(), AREAS: Area.objects.exclude(outline=[]).exists()}
    return [noted.get(part) or notice(part) for part in NOTICES if loaded[part]]
