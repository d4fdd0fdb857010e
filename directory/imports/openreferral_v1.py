"""Open Referral UK 1.0 in the shape of 3.0, so that one reader serves both."""

from collections.abc import Mapping
from typing import Any

from .cleaning import to_weekday

MARKS = ("cost_options", "eligibilitys", "regular_schedules", "service_taxonomys", "fundings", "languages")
V1_ONLY = ("eligibilitys", "regular_schedules", "holiday_schedules", "service_taxonomys", "fundings")


def is_version_1(service: Mapping[str, Any]) -> bool:
    """Whether a service has names that only 1.0 uses."""
    return any(name in service for name in V1_ONLY)


def upgraded(service: Mapping[str, Any]) -> dict[str, Any]:
    """A service of 1.0 with the names of 3.0."""
    result = {name: value for name, value in service.items() if name not in V1_ONLY}
    for item in service.get("eligibilitys") or []:
        for name in ("minimum_age", "maximum_age"):
            if item.get(name) is not None:
                result[name] = item[name]
        if item.get("eligibility"):
            result["eligibility_description"] = item["eligibility"]
    result["schedules"] = [schedule(item) for item in service.get("regular_schedules") or []]
    result["funding"] = service.get("fundings") or []
    result["attributes"] = [attribute(item) for item in service.get("service_taxonomys") or []]
    result["service_at_locations"] = [at_location(item) for item in service.get("service_at_locations") or []]
    return {name: value for name, value in result.items() if value not in (None, "", [])}


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
    term = dict(item.get("taxonomy") or {})
    if "vocabulary" in term:
        term["taxonomy"] = term.pop("vocabulary")
    return {"id": item.get("id"), "taxonomy_term": term}


def at_location(item: Mapping[str, Any]) -> dict[str, Any]:
    """A service at a place."""
    result = {name: value for name, value in item.items() if name not in {"regular_schedule", "location"}}
    result["schedules"] = [schedule(part) for part in item.get("regular_schedule") or []]
    place = dict(item.get("location") or {})
    place["addresses"] = place.pop("physical_addresses", [])
    place["accessibility"] = place.pop("accessibility_for_disabilities", [])
    result["location"] = place
    return result
