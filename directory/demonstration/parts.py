"""What `manage.py demo` loads, in this order, and takes away in the other."""

from datetime import datetime

from localoffer.core.registries import DemoPart, demo_parts

from ..models import Location, Provider, Service
from ..seeds import load_seeds
from .council import forget_council, load_council
from .geography import load_geography
from .listings import load_places, load_providers
from .memory import forget
from .provision import load_services
from .publishing import Writer


def register() -> None:
    """Make the directory's parts known to the command."""
    demo_parts.register(DemoPart("lists", "Lists that every council starts with", lists))
    demo_parts.register(DemoPart("geography", "Postcodes, areas and school terms", load_geography))
    demo_parts.register(DemoPart("council", "Council settings, teams and local words", load_council, forget_council))
    demo_parts.register(DemoPart("places", "Places", places, lambda: forget(Location)))
    demo_parts.register(DemoPart("providers", "Providers", providers, lambda: forget(Provider)))
    demo_parts.register(DemoPart("services", "Services", provision, lambda: forget(Service)))


def lists(now: datetime) -> int:
    return load_seeds(now=now).new.total()


def places(now: datetime) -> int:
    return load_places(Writer(now))


def providers(now: datetime) -> int:
    return load_providers(Writer(now))


def provision(now: datetime) -> int:
    return load_services(Writer(now))
