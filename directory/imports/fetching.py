"""The body of a page of a feed, by the safe way of `localoffer/core/fetching.py`."""

from django.utils.translation import gettext as _

from localoffer.core.fetching import MOST_BYTES, FetchFailure, Manners, follow

from .records import ImportFailure

USER_AGENT = "LocalOffer/1.0 (import of service listings)"


def fetch(url: str, *, allow_private: bool = False, most_bytes: int = MOST_BYTES) -> bytes:
    """The body of a page; raises ImportFailure when there is none or when it may not be fetched."""
    manners = Manners(agent=USER_AGENT, accept="application/json", most_bytes=most_bytes, allow_private=allow_private)
    try:
        answer = follow(url, manners)
    except FetchFailure as failure:
        raise ImportFailure(str(failure)) from failure
    if answer.status != 200:
        raise ImportFailure(_("%(url)s answered %(status)s.") % {"url": url, "status": answer.status})
    if answer.cut:
        raise ImportFailure(_("%(url)s is larger than 1 MB.") % {"url": url})
    return answer.body
