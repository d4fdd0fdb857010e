"""How often one household may do something, counted in the shared cache."""

from django.core.cache import cache
from django.http import HttpRequest

from .clients import client_network


def is_over_limit(request: HttpRequest, name: str, *, most: int, minutes: int) -> bool:
    """Count this try, and say whether there were too many from the same place in so many minutes."""
    key = f"limit:{name}:{client_network(request)}"
    cache.add(key, 0, minutes * 60)
    try:
        return cache.incr(key) > most
    except ValueError:  # it expired between the two lines
        return False
