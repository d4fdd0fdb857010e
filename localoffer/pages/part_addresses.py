"""Addresses of the parts of a guide: made from their titles once, then kept, because families have the links."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

WHOLE = "whole"
# Addresses below a guide that are no part.
TAKEN = frozenset({WHOLE, "print-pack"})
LONGEST = 60


def part_addresses(parts: Iterable, known: Mapping[str, str] | None = None) -> list[str]:
    """The address of each part: its own, else the one it had before (`known`, by id), else from its title.

    Never twice the same and never one that is taken, also in a draft that nobody has checked yet.
    """
    parts = list(parts)
    wanted = [slugify(part.value.get("address") or "")[:LONGEST] or (known or {}).get(part.id, "") for part in parts]
    used = {address for address in wanted if address} | TAKEN
    given: set[str] = set()
    addresses = []
    for number, (part, address) in enumerate(zip(parts, wanted, strict=True), start=1):
        if not address or address in given or address in TAKEN:
            base = slugify(part.value.get("title") or "")[: LONGEST - 4].strip("-") or f"part-{number}"
            address = _free(base, used)
        used.add(address)
        given.add(address)
        addresses.append(address)
    return addresses


def _free(base: str, used: set[str]) -> str:
    if base not in used:
        return base
    return next(f"{base}-{number}" for number in range(2, 100) if f"{base}-{number}" not in used)


def check_addresses(parts: Iterable) -> None:
    """ValidationError where two parts were given the same address, or one that a guide needs itself."""
    written = [slugify(part.value.get("address") or "") for part in parts]
    for address, times in Counter(filter(None, written)).items():
        if address in TAKEN:
            raise ValidationError(
                _("The address “%(address)s” is taken. Give this part another one.") % {"address": address}
            )
        if times > 1:
            raise ValidationError(
                _("Two parts have the address “%(address)s”. Give each part one of its own.") % {"address": address}
            )
