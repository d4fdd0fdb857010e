"""Places and providers of the demonstration."""

from django.utils.text import slugify

from ..models import Area, Location, Provider, ProviderContact, ProviderIdentifier, Term
from .publishing import Writer, is_sample
from .reading import content

SCHEMES = (ProviderIdentifier.Scheme.URN, ProviderIdentifier.Scheme.CHARITY)


def school_slug(row: dict) -> str:
    return slugify(row["name"])


def load_places(writer: Writer) -> int:
    """The places that `places.toml` names, and one for each school."""
    wards = {area.code: area for area in Area.objects.filter(kind=Area.Kind.WARD)}
    access = {term.slug: term for term in Term.objects.filter(vocabulary__slug="access")}
    rows = [*content("places")["places"], *map(place_of_school, content("schools")["schools"])]
    fresh = [row for row in rows if not writer.memory.knows(f"place/{row['slug']}")]
    for row in fresh:
        place = place_from(row, wards)
        place.owner = writer.team("offer")
        place.terms = [access[slug] for slug in row.get("access", []) if slug in access]
        if is_sample(place.name):
            writer.checked(place, 30)
        elif "school" in row:
            writer.from_school_tables(place, content("schools")["dated"])
        else:
            writer.unchecked(place, row)
        writer.publish(f"place/{row['slug']}", place)
    return len(fresh)


def place_from(row: dict, wards: dict[str, Area]) -> Location:
    latitude, longitude = row["at"]
    return Location(
        name=row["name"],
        address_1=row.get("address", [""])[0],
        town=row["town"],
        postcode=row["postcode"],
        latitude=latitude,
        longitude=longitude,
        ward=wards.get(row.get("ward", "")),
        visibility=Location.Visibility.AREA_ONLY if row.get("area_only") else Location.Visibility.PUBLIC,
        access_notes=row.get("notes", ""),
        directions=row.get("directions", ""),
    )


def place_of_school(row: dict) -> dict:
    facts = {name: row[name] for name in ("name", "town", "postcode", "at", "ward") if name in row}
    return facts | {"slug": school_slug(row), "school": True}


def load_providers(writer: Writer) -> int:
    """Organisations first, because schools may belong to one of them."""
    rows = [*content("providers")["providers"], *map(provider_of_school, content("schools")["schools"])]
    fresh = [row for row in rows if not writer.memory.knows(f"provider/{row['slug']}")]
    for row in fresh:
        provider = provider_from(row, writer)
        if is_sample(provider.name):
            writer.checked(provider, 30)
        elif "school" in row:
            writer.from_school_tables(provider, content("schools")["dated"])
        else:
            writer.unchecked(provider, row)
        writer.publish(f"provider/{row['slug']}", provider)
    return len(fresh)


def provider_from(row: dict, writer: Writer) -> Provider:
    provider = Provider(
        name=row["name"],
        slug=row["slug"],
        kind=row["kind"],
        description=row["about"],
        parent=writer.provider(row.get("trust", "")),
        address=writer.place(row.get("address", "")),
        sen_report_url=row.get("sen_report", ""),
        owner=writer.team(row.get("owner", "offer")),
    )
    details = {name: row.get(name, "") for name in ("phone", "email", "website")}
    provider.contacts = [ProviderContact(sort_order=0, **details)] if any(details.values()) else []
    provider.identifiers = [ProviderIdentifier(scheme=scheme, value=row[scheme]) for scheme in SCHEMES if scheme in row]
    return provider


def provider_of_school(row: dict) -> dict:
    facts = {name: row[name] for name in ("name", "urn", "website", "trust") if name in row}
    return facts | {
        "slug": school_slug(row),
        "kind": "school",
        "about": f"A school in {row['town']}.",
        "address": school_slug(row),
        "owner": "learning",
        "school": True,
    }
