"""What the pages bring to `manage.py demo`."""

from datetime import datetime

from directory.seeds import load
from localoffer.core.registries import DemoPart, demo_parts

from ..seeds import glossary_seeds
from .loading import forget_pages, load_pages
from .reading import table
from .waiting import forget_waiting, load_waiting


def register() -> None:
    """Make the pages known to the command. Their links need the directory, which is loaded before."""
    demo_parts.register(DemoPart("pages", "Pages", load_pages, forget_pages, order=50))
    demo_parts.register(DemoPart("local-words", "Words of this council in the glossary", load_local_words, order=50))
    demo_parts.register(DemoPart("officers", "Work for officers to try out", load_waiting, forget_waiting, order=60))


def load_local_words(now: datetime) -> int:
    """Words that stand beside those that every council has."""
    return load(glossary_seeds(table("local-words")["term"]), now=now).new.total()
