"""Records that the source brings for the first time, but that we know from elsewhere."""

from collections import defaultdict
from collections.abc import Sequence

from ..models import Location, ProviderIdentifier, Service, SourceRecord
from .records import Kind, Record
from .world import World, content_type

# A property number says where, not who: several organisations share a building.
SAYS_WHO = {"urn", "ukprn", "laestab", "ods", "cqc", "ofsted", "charity", "company"}


def match_existing(kind: Kind, records: Sequence[Record], world: World) -> dict[str, int]:
    """Primary keys of rows that these new records describe, so that no duplicate is made."""
    if not records:
        return {}
    matchers = {Kind.LOCATION: match_locations, Kind.PROVIDER: match_providers, Kind.SERVICE: match_services}
    found = without_claimed(kind, matchers[kind](records, world), world)
    for key, pk in found.items():
        world.learn(kind, key, pk)
    return found


def without_claimed(kind: Kind, found: dict[str, int], world: World) -> dict[str, int]:
    """Leave out rows that another record of this source already is, and rows claimed twice."""
    if not found:
        return {}
    claimed = set(
        SourceRecord.objects.filter(
            source=world.source, content_type=content_type(kind), object_id__in=set(found.values())
        ).values_list("object_id", flat=True)
    )
    result: dict[str, int] = {}
    for key, pk in found.items():
        if pk not in claimed:
            claimed.add(pk)
            result[key] = pk
    return result


def match_providers(records: Sequence[Record], world: World) -> dict[str, int]:
    """Providers with the same number in the same register (URN, charity number, ODS code)."""
    wanted: dict[str, str] = {}
    for record in records:
        for code in record.fields.get("identifiers") or ():
            if code.partition(":")[0] in SAYS_WHO:
                wanted[code] = record.external_id
    owners: dict[str, set[int]] = defaultdict(set)
    values = {code.partition(":")[2] for code in wanted}
    for scheme, value, pk in ProviderIdentifier.objects.filter(value__in=values).values_list(
        "scheme", "value", "provider_id"
    ):
        owners[f"{scheme}:{value}"].add(pk)
    found: dict[str, int] = {}
    for code, key in wanted.items():
        if len(owners[code]) == 1 and key not in found:
            found[key] = next(iter(owners[code]))
    return found


def match_locations(records: Sequence[Record], world: World) -> dict[str, int]:
    """Places with the same name at the same postcode. A hidden address is never matched."""
    wanted = {
        (record.fields["postcode"], record.fields["name"].casefold()): record.external_id
        for record in records
        if record.fields.get("postcode") and record.fields.get("visibility") != Location.Visibility.AREA_ONLY
    }
    places = Location.objects.filter(
        postcode__in={postcode for postcode, _name in wanted}, visibility=Location.Visibility.PUBLIC
    ).values_list("postcode", "name", "pk")
    return {
        wanted[postcode, name.casefold()]: pk for postcode, name, pk in places if (postcode, name.casefold()) in wanted
    }


def match_services(records: Sequence[Record], world: World) -> dict[str, int]:
    """Services with the same name at the same provider.

    A school is a provider and one service: the service that bears its provider's name is matched with the
    record that has its provider's id, though the source may spell the name in another way.
    """
    world.learn_keys(Kind.PROVIDER, {record.fields.get("provider") or "" for record in records})
    wanted: dict[tuple[int, str], str] = {}
    main: dict[int, str] = {}
    for record in records:
        key = record.fields.get("provider") or ""
        if provider := world.pk(Kind.PROVIDER, key):
            wanted[provider, record.fields["name"].casefold()] = record.external_id
            if key == record.external_id:
                main[provider] = key
    found: dict[str, int] = {}
    services = Service.objects.filter(provider__in={provider for provider, _name in wanted})
    for pk, provider, name, provider_name in services.values_list("pk", "provider_id", "name", "provider__name"):
        record_key = wanted.get((provider, name.casefold()))
        if not record_key and name.casefold() == provider_name.casefold():
            record_key = main.get(provider)
        if record_key:
            found.setdefault(record_key, pk)
    return found
