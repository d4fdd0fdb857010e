"""Whether services hardly answer to the words of a search, so that pages about them come first."""

from .everyday import STOP, is_usual
from .grammar import GRAMMAR
from .parsing import split
from .spelling import Lexicon

MOST_USED = 0.5
"""Where no more of the words than this tell services apart, the sense of the search lies in the others."""


def is_soft(words: str, named: int, lexicon: Lexicon) -> bool:
    """No service has all of it in its name or brief text, or most of what was typed says nothing about services.

    “Council said no” finds whatever has to do with a council.
    """
    said = [word.even for word in split(words) if word.even not in GRAMMAR]
    if not said:
        return False
    used = sum(word not in STOP and (lexicon.knows(word) or not is_usual(word)) for word in said)
    return not named or used <= MOST_USED * len(said)
