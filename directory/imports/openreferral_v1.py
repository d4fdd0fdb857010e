"""Open Referral UK 1.0 in the shape of 3.0, so that one reader serves both."""

from collections.abc import Mapping
from typing import Any

from .cleaning import to_weekday

MARKS = ("cost_options", "eligibilitys", "regular_schedules", "service_taxonomys", "fundings", "languages")
PLACE_NAMES = {"physical_addresses": "addresses", "accessibility_for_disabilities": "accessibility"}
ELIGIBILITY = ("minimum_age", "maximum_age", "eligibility_description")
V1_ONLY = ("eligibilitys", "regular_schedules", "holiday_schedules", "service_taxonomys", "fundings")


def is_version_1(service: Mapping[str, Any]) -> bool:
    """Whether a service has names that only 1.0 uses."""
    return any(name in service for name in V1_ONLY)


def upgraded(service: Mapping[str, Any]) -> dict[str, Any]:
    """A service of 1.0 with the names of 3.0. What is not of the right shape stays where it is.

    A name that is there with nothing in it stays, too: it says that there is nothing.
    """
    result = {name: value for name, value in service.items() if name not in V1_ONLY or not is_objects(value)}
    result |= dict.fromkeys(ELIGIBILITY if "eligibilitys" in service else ())
    for item in objects(service, "eligibilitys"):
        for name in ("minimum_age", "maximum_age"):
            if item.get(name) is not None:
                result[name] = item[name]
        if item.get("eligibility"):
            result["eligibility_description"] = item["eligibility"]
    for old, new, change in RENAMED:
        if old in service:
            result[new] = [change(item) for item in objects(service, old)]
    if is_objects(service.get("service_at_locations")):
        result["service_at_locations"] = [at_location(item) for item in objects(service, "service_at_locations")]
    return result


def objects(item: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list inside an object."""
    value = item.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def is_objects(value: Any) -> bool:
    """Whether it is a list of nothing but objects."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def schedule(item: Mapping[str, Any]) -> dict[str, Any]:
    """A weekly time; 1.0 names the weekday in words or as a number."""
    result = {name: value for name, value in item.items() if name != "weekday"}
    if item.get("weekday") and not item.get("byday"):
        result["byday"] = to_weekday(item["weekday"]) or str(item["weekday"])
    if not item.get("freq") and (item.get("weekday") or item.get("byday")):
        result["freq"] = "WEEKLY"
    return result


def attribute(item: Mapping[str, Any]) -> dict[str, Any]:
    """A term of a service."""
    term = item.get("taxonomy")
    if isinstance(term, dict) and "vocabulary" in term:
        term = {name: value for name, value in term.items() if name != "vocabulary"} | {"taxonomy": term["vocabulary"]}
    return {"id": item.get("id"), "taxonomy_term": term}


def at_location(item: Mapping[str, Any]) -> dict[str, Any]:
    """A service at a place."""
    result = {name: value for name, value in item.items() if name != "regular_schedule" or not is_objects(value)}
    result["schedules"] = [schedule(part) for part in objects(item, "regular_schedule")]
    if isinstance(item.get("location"), dict):
        result["location"] = {PLACE_NAMES.get(name, name): value for name, value in item["location"].items()}
    return result


RENAMED = (
    ("regular_schedules", "schedules", schedule),
    ("fundings", "funding", dict),
    ("service_taxonomys", "attributes", attribute),
)
