"""Questions about the pages of all types at once."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Now, TruncDate
from django.utils import timezone
from wagtail.models import Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from localoffer.core.models import OfferPage

FIELDS = ("pk", "title", "review_due", "owner_team_id", "last_confirmed_at")
DEPTH_OF_HOME = 2


@cache
def offer_page_models() -> tuple[type[OfferPage], ...]:
    """Every type of public page, of this app and of others."""
    return tuple(model for model in get_page_models() if issubclass(model, OfferPage))


def types_with_live_pages() -> Sequence[type[OfferPage]]:
    """Types of which there is a live page; the home page's where there is none at all, so that one can be asked."""
    found = set(Page.objects.live().order_by().values_list("content_type_id", flat=True).distinct())
    types = ContentType.objects.get_for_models(*offer_page_models())
    return [model for model, kind in types.items() if kind.pk in found] or offer_page_models()[:1]


def rows_of_all_types(condition: Q, *, among: QuerySet[Page] | None = None) -> QuerySet[Any]:
    """Rows (`FIELDS`, `type_name` and `since`) of live pages that meet a condition, in one query over all types.

    Another query first says of which types there are pages: most of the time would go into asking the others.
    """
    parts = []
    for model in types_with_live_pages():
        rows = model.objects.live().filter(condition).order_by()
        if among is not None:
            rows = rows.filter(pk__in=among.values("pk"))
        name = Value(str(model._meta.verbose_name), output_field=CharField())
        # A page that was never given a day waits since it was published.
        since = Coalesce("review_due", TruncDate(Coalesce("last_published_at", "latest_revision_created_at", Now())))
        parts.append(rows.values(*FIELDS, type_name=name, since=since))
    return parts[0].union(*parts[1:], all=True)


def to_check(until: date, *, among: QuerySet[Page] | None = None) -> QuerySet[Any]:
    """Live pages whose check is due on this day or before, or that have no day; the longest overdue first."""
    rows = rows_of_all_types(Q(review_due=None) | Q(review_due__lte=until), among=among)
    return rows.order_by("since", "title", "pk")


def _is_overdue() -> Q:
    return Q(review_due=None) | Q(review_due__lt=timezone.localdate())


def _had_better_go() -> Q:
    """As `OfferPage.had_better_go`: a site without its home page would be no site."""
    longest = timedelta(days=settings.PAGE_TAKE_DOWN_AFTER_DAYS)
    return Q(depth__gt=DEPTH_OF_HOME, review_due__lt=timezone.localdate() - longest)


def overdue(*, among: QuerySet[Page] | None = None) -> QuerySet[Any]:
    """Live pages whose check was due before today, as with listings."""
    return rows_of_all_types(_is_overdue(), among=among).order_by("since", "title", "pk")


def only_to_check(*, among: QuerySet[Page] | None = None) -> QuerySet[Any]:
    """Those of the overdue pages that nobody is asked to take down yet."""
    return rows_of_all_types(_is_overdue() & ~_had_better_go(), among=among).order_by("since", "title", "pk")


def to_take_down(*, among: QuerySet[Page] | None = None) -> QuerySet[Any]:
    """Those of the overdue pages whose check is so late that they had better go."""
    return rows_of_all_types(_had_better_go(), among=among).order_by("since", "title", "pk")


def pages_that_may(user, *actions: str) -> QuerySet[Page] | None:
    """The pages with which somebody may do one of these things; None for all pages."""
    if user.is_active and user.is_superuser:
        return None
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, set(actions))


def next_day() -> date | None:
    """The next day on which the check of a live page is due."""
    rows = rows_of_all_types(Q(review_due__gte=timezone.localdate()))
    first = rows.order_by("since")[:1]
    return first[0]["review_due"] if first else None
