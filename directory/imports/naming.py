"""Web addresses and short codes for many new listings at once."""

from collections.abc import Sequence

from django.utils.text import slugify

from ..models import Service, SlugHistory
from ..short_codes import new_short_code
from .records import Kind
from .world import MODELS

LONGEST = 100
TRIES = 9


def fresh_slugs(kind: Kind, names: Sequence[str]) -> list[str]:
    """A free web address for each name, in one query; former addresses of others stay theirs."""
    bases = [slugify(name)[:LONGEST].strip("-") or kind.value for name in names]
    wanted = {numbered(base, number) for base in bases for number in range(1, TRIES + 1)}
    model = MODELS[kind]
    taken = set(model._default_manager.filter(slug__in=wanted).values_list("slug", flat=True))
    taken |= set(SlugHistory.objects.filter(kind=kind.value, slug__in=wanted).values_list("slug", flat=True))
    result = []
    for base in bases:
        slug = next((s for n in range(1, TRIES + 1) if (s := numbered(base, n)) not in taken), None)
        slug = slug or f"{base}-{new_short_code()}{new_short_code()}".lower()
        taken.add(slug)
        result.append(slug)
    return result


def numbered(base: str, number: int) -> str:
    """The base itself, then base-2, base-3."""
    return base if number == 1 else f"{base}-{number}"


def fresh_codes(number: int) -> list[str]:
    """Short codes that no service has. At 300,000 services one in twenty random codes is taken already."""
    codes: set[str] = set()
    while len(codes) < number:
        drawn = {new_short_code() for _ in range(number - len(codes))} - codes
        codes |= drawn - set(Service.objects.filter(short_code__in=drawn).values_list("short_code", flat=True))
    return list(codes)
