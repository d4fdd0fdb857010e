"""Postcodes as people type them."""

import re

FULL = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")
SECTOR = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?) +([0-9])$")
OUTWARD = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?$")


def normalise_postcode(text: str) -> str:
    """`ss26er` becomes `SS2 6ER`, `ss9 1` stays a sector, `ss9` an outward code; else an empty string."""
    text = re.sub(r"[^A-Z0-9 ]", "", text.upper()).strip()
    if match := FULL.match(text.replace(" ", "")):
        return f"{match[1]} {match[2]}"
    if match := SECTOR.match(text):
        return f"{match[1]} {match[2]}"
    return text if OUTWARD.match(text) else ""


def outward_code(postcode: str) -> str:
    """The first half of a normalised postcode: as much as may stand in a shared link."""
    return postcode.split(" ")[0]
