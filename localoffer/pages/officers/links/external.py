"""Links to other sites: asked for safely (`core/fetching.py`), first for the head alone."""

import logging
import time

from localoffer.core.fetching import FetchFailure, Manners, follow

from .outcomes import Outcome, Verdict, of_status

logger = logging.getLogger(__name__)

AGENT = "LocalOffer/1.0 (link checker; looks at each link about once a week)"
HEAD = Manners(agent=AGENT, method="HEAD", accept="text/html, */*")
GET = Manners(agent=AGENT, accept="text/html, */*", most_bytes=64 * 1024)
SECONDS_BETWEEN = 1.0
CERTAIN = frozenset({FetchFailure.NOT_WEB})


def look(url: str) -> Outcome:
    """Whether the address answers. Many servers refuse HEAD, so what it refuses is asked for once more."""
    outcome = _ask(url, HEAD)
    if outcome.verdict == Verdict.GOOD or outcome.problem not in ("", FetchFailure.NO_ANSWER):
        return outcome
    time.sleep(SECONDS_BETWEEN)
    return _ask(url, GET)


def look_at_all(urls: list[str]) -> list[tuple[str, Outcome]]:
    """One address of a site after the other, with a pause between them."""
    outcomes = []
    for number, url in enumerate(urls):
        if number:
            time.sleep(SECONDS_BETWEEN)
        outcomes.append((url, look(url)))
    return outcomes


def _ask(url: str, manners: Manners) -> Outcome:
    try:
        return of_status(follow(url, manners).status)
    except FetchFailure as failure:
        verdict = Verdict.GONE if failure.reason in CERTAIN else Verdict.FAILED
        return Outcome(verdict, problem=failure.reason)
    except Exception:  # a site that nobody thought of must not end the run for all others
        logger.exception("A link could not be looked at.", extra={"event": "check_links"})
        return Outcome(Verdict.FAILED, problem=FetchFailure.NO_ANSWER)
