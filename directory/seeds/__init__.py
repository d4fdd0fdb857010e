"""Lists that every council starts with: vocabularies, synonyms, statutory items, questions.

The lists are TOML files beside this module. `load_seeds` brings them into the database and brings later
versions of them, but leaves alone whatever an officer has changed or deleted.
"""

from .loading import Report, load, load_seeds

__all__ = ["Report", "load", "load_seeds"]
