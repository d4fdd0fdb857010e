"""What the pages bring to `manage.py demo`."""

from localoffer.core.registries import DemoPart, demo_parts

from .loading import forget_pages, load_pages


def register() -> None:
    """Make the pages known to the command. Their links need the directory, which is loaded before."""
    demo_parts.register(DemoPart("pages", "Pages", load_pages, forget_pages, order=50))
