"""Addresses of the parts of a guide: made from their titles once, then kept, because families have the links."""

from collections.abc import Iterable, Mapping

from django.utils.text import slugify

WHOLE = "whole"
LONGEST = 60


def part_addresses(parts: Iterable, known: Mapping[str, str] | None = None) -> list[str]:
    """The address of each part: its own, else the one it had before (`known`, by id), else from its title.

    No two are the same and none is “whole”, whatever was typed. Where two parts want one address, the part
    that families know by it has it, else the first.
    """
    parts, known = list(parts), known or {}
    wanted = [slugify(part.value.get("address") or "")[:LONGEST] or known.get(part.id, "") for part in parts]
    holders: dict[str, int] = {}
    for number, (part, address) in enumerate(zip(parts, wanted, strict=True)):
        if address not in ("", WHOLE) and (address not in holders or known.get(part.id) == address):
            holders[address] = number
    used = {*holders, WHOLE}
    addresses = []
    for number, (part, address) in enumerate(zip(parts, wanted, strict=True)):
        if holders.get(address) != number:
            address = _free(_base(part, number), used)
            used.add(address)
        addresses.append(address)
    return addresses


def _base(part, number: int) -> str:
    return slugify(part.value.get("title") or "")[: LONGEST - 4].strip("-") or f"part-{number + 1}"


def _free(base: str, used: set[str]) -> str:
    if base not in used:
        return base
    return next(f"{base}-{number}" for number in range(2, 100) if f"{base}-{number}" not in used)
