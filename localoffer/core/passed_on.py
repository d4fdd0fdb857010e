"""Addresses of our pages as they may be passed on: printed, shared, drawn as a QR code.

A whole postcode is a handful of homes, so only its first half leaves with the address.
"""

import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode, urlsplit

# However people part its halves. A slash or a comma parts two things, not one postcode.
POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)[\s+.-]*[0-9][A-Z]{2}\b", re.IGNORECASE)
# Short codes of services, as directory/lists.py writes them: some of them look like a postcode.
CODES = "ids"


def shortened(text: str) -> str:
    """The text with the outward code in place of every whole postcode."""
    return POSTCODE.sub(lambda found: found[1].upper(), text)


def shortened_query(query: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The values of a query without a whole postcode.

    One among the words of a search becomes the place that is searched, as the search itself reads it: half a
    postcode would be searched for as a word.
    """
    named = {name: [*values] for name, values in query.items()}
    words = " ".join(named.get("q", ()))
    if not any(named.get("postcode", ())) and (typed := POSTCODE.search(words)):
        named["q"] = [" ".join(f"{words[: typed.start()]} {words[typed.end() :]}".split())]
        named["postcode"] = [typed[0]]
    return {name: values if name == CODES else [*map(shortened, values)] for name, values in named.items()}


def passed_on(address: str) -> str:
    """A path, with or without a query, as it may be passed on."""
    parts = urlsplit(address)
    query = parse_qs(parts.query, keep_blank_values=True)
    short = shortened_query(query)
    return address if short == query else parts._replace(query=urlencode(short, doseq=True)).geturl()
