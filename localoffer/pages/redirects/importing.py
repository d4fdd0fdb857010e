"""Writing the rows of a checked table. Doing it twice changes nothing."""

import logging
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Site

from .checking import Outcome, Row

logger = logging.getLogger("localoffer.pages")


@transaction.atomic
def write_redirects(rows: Iterable[Row], *, site: Site, user=None) -> Counter[Outcome]:
    """Make and change redirects, all or none; how many rows had which outcome."""
    counts = Counter()
    for row in rows:
        counts[row.outcome] += 1
        if row.outcome in {Outcome.NEW, Outcome.CHANGED}:
            _write(row, site, user)
    logger.info("Imported redirects.", extra={"event": "import", "count": counts[Outcome.NEW]})
    return counts


def count_rows(rows: Iterable[Row]) -> Counter[Outcome]:
    """How many rows would have which outcome."""
    return Counter(row.outcome for row in rows)


def _write(row: Row, site: Site, user) -> None:
    redirect = Redirect.get_for_site(site).filter(old_path=row.old_path).first() or Redirect(
        old_path=row.old_path, site=site
    )
    is_new = redirect.pk is None
    redirect.redirect_page = row.page
    redirect.redirect_link = row.link
    redirect.redirect_page_route_path = ""
    redirect.save()
    log(instance=redirect, action="wagtail.create" if is_new else "wagtail.edit", user=user)
