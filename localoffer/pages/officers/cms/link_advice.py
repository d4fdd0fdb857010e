"""Before a page is published: links that lead nowhere any more, as far as the link checker knows."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from localoffer.core.models import OfferPage
from localoffer.core.registries import Finding, PublishCheck

from ..links.internal import LOST, NO_RECORD
from ..links.reading import links_in_record
from ..links.sources import with_addresses
from ..models import Link
from .link_words import problem_words, short_url


def dead_links(page: OfferPage) -> Iterator[Finding]:
    """Advice on each broken link of the draft. Nothing is fetched: it says what the last look found."""
    [record] = with_addresses([(page, list(links_in_record(page)))])
    by_key = {Link.key_of(found.url): found for found in record.links}
    broken = {link.key: link for link in Link.objects.broken().filter(key__in=by_key)}
    for key, found in by_key.items():
        link = broken.get(key) or (Link(url=found.url, problem=NO_RECORD) if found.url.startswith(LOST) else None)
        if link:
            yield Finding(
                _("The link “%(words)s” does not work. %(problem)s.")
                % {"words": found.text or short_url(found.url), "problem": problem_words(link)}
            )


DEAD_LINKS = PublishCheck("dead_links", dead_links)
