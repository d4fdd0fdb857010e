"""Pictures of people whose consent has ended: in the officers' Today list, and not for pages that begin to use them."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import ForeignKey
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .models import PictureConsent
from .registries import Finding, PublishCheck, QueueItem, QueueSource, publish_checks, queue_sources
from .templatetags.lo_tags import lo_date


def pictures_of(page: Page) -> dict[int, str]:
    """Ids of the pictures in a page's own words, each with the field in which it stands."""
    return {pk: field.name for field in page._meta.concrete_fields for pk in _pictures_in(page, field)}


def _pictures_in(page: Page, field) -> Iterator[int]:
    value = field.value_from_object(page)
    if isinstance(field, ForeignKey):
        if value and field.related_model is get_image_model():
            yield value
    elif value and hasattr(field, "extract_references"):
        for model, pk, *_path in field.extract_references(value):
            if model is get_image_model():
                yield int(pk)


def newly_used(page: Page) -> Iterator[Finding]:
    """Pictures that the page as families see it does not show yet, and to which consent has ended."""
    fields = pictures_of(page)
    ended = PictureConsent.objects.ended(timezone.localdate()).filter(image__in=fields).select_related("image")
    if not fields or not (rows := list(ended)):
        return
    live = type(page)._default_manager.filter(pk=page.pk, live=True).first()
    shown = pictures_of(live) if live else {}
    for consent in rows:
        if consent.image_id not in shown:
            yield Finding(
                _("The consent to the picture “%(title)s” ended on %(day)s. Ask again, or choose another one.")
                % {"title": consent.image.title, "day": lo_date(consent.agreed_until)},
                blocks=True,
                field=fields[consent.image_id],
            )


def _of(request: HttpRequest):
    """Consents to the pictures that this person may change."""
    policy = policy_registry.get_by_type(get_image_model())
    pictures = policy.instances_user_has_permission_for(request.user, "change")
    return PictureConsent.objects.filter(image__in=pictures).select_related("image")


def _next_end(request: HttpRequest) -> date | None:
    ends = _of(request).filter(agreed_until__gte=timezone.localdate()).order_by("agreed_until")
    last = ends.values_list("agreed_until", flat=True).first()
    return last + timedelta(days=1) if last else None


def _item(consent: PictureConsent) -> QueueItem:
    return QueueItem(
        what=consent.image.title,
        why=_("The people in this picture agreed until %(day)s") % {"day": lo_date(consent.agreed_until)},
        since=consent.agreed_until + timedelta(days=1),
        url=reverse("wagtailimages:edit", args=[consent.image_id]),
        action=_("Ask them again, or take it off the site"),
    )


def register() -> None:
    """Make the list known to the officers' home page, and the question to every page."""
    publish_checks.register(PublishCheck("picture-consent", newly_used))
    queue_sources.register(
        QueueSource(
            name="picture-consent",
            label=gettext_lazy("Pictures whose consent has ended"),
            count=lambda request: _of(request).ended(timezone.localdate()).count(),
            items=lambda request, most: [_item(row) for row in _of(request).ended(timezone.localdate())[:most]],
            next_due=_next_end,
        )
    )
