"""What asking an address can come to."""

from dataclasses import dataclass
from enum import StrEnum

GONE = frozenset({404, 410})
# Sites that keep programs out answer people all the same: no reason to trouble an officer.
FOR_PEOPLE_ONLY = frozenset({401, 403, 405, 406, 429, 451, 999})


class Verdict(StrEnum):
    GOOD = "good"
    UNSURE = "unsure"
    FAILED = "failed"
    """It may be better tomorrow."""
    GONE = "gone"
    """It will not come back by itself."""


@dataclass(frozen=True)
class Outcome:
    verdict: Verdict
    answer: int | None = None
    problem: str = ""
    """A code of `FetchFailure`, or one of our own for links inside the site."""


def of_status(status: int) -> Outcome:
    """What an HTTP status says about a link."""
    if status < 400:
        return Outcome(Verdict.GOOD, status)
    if status in GONE:
        return Outcome(Verdict.GONE, status)
    return Outcome(Verdict.UNSURE if status in FOR_PEOPLE_ONLY else Verdict.FAILED, status)
