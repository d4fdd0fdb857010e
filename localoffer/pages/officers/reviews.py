"""Checks of pages: found still right, by whom, and when to look again."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from wagtail.log_actions import log

from localoffer.core.models import OfferPage
from localoffer.core.review_dates import next_check

from .page_rows import offer_page_models


@transaction.atomic
def confirm_pages(*, ids: Iterable[int], user, now: datetime) -> int:
    """Record that somebody looked at these live pages and found them still right; returns how many.

    The next check is set by the months of each owner team. The words stay as they are, and a waiting draft
    keeps waiting.
    """
    confirmed = [page for model in offer_page_models() for page in _locked(model, list(ids))]
    for page in confirmed:
        type(page).objects.filter(pk=page.pk).update(
            last_confirmed_at=now, last_confirmed_by=user, review_due=next_check(page.owner_team, now)
        )
        log(instance=page, action="officers.confirm", user=user)
    return len(confirmed)


def _locked(model: type[OfferPage], ids: list[int]) -> Iterable[OfferPage]:
    return model.objects.live().select_for_update(of=("self",)).select_related("owner_team").filter(pk__in=ids)
