"""Atom feed of new and changed services, for professionals and other sites that follow along."""

import re
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_safe

from localoffer.core.frame_cache import frame_cache

from .models import Service

MOST_ENTRIES = 50
KEEP_SECONDS = 300
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _state(request: HttpRequest) -> str:
    """A fingerprint of the entries. A date of change would not do: a service that closes takes its date with it."""
    entries = Service.objects.recently_changed().values_list("pk", "updated_at")[:MOST_ENTRIES]
    text = ";".join(f"{pk} {changed.isoformat()}" for pk, changed in entries)
    return f'"{sha256(text.encode()).hexdigest()[:32]}"'


@require_safe
@condition(etag_func=_state)
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The 50 services that changed last, the newest change first."""
    council = frame_cache.get(request).council
    feed = Atom1Feed(
        title=_("New and changed services – %(product)s, %(place)s")
        % {"product": council.product_name, "place": council.place_name},
        link=_absolute(reverse("directory:find")),
        feed_url=_absolute(reverse("directory:changes-feed")),
        description=_("The services that changed last"),
        language=get_language(),
        author_name=council.council_name,
    )
    for service in Service.objects.recently_changed().select_related("provider")[:MOST_ENTRIES]:
        _add(feed, service)
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    patch_cache_control(response, public=True, max_age=KEEP_SECONDS)
    return response


def _add(feed: Atom1Feed, service: Service) -> None:
    feed.add_item(
        title=_clean(service.name),
        link=_absolute(service.get_absolute_url()),
        # Atom1Feed calls this HTML, so the plain words are written as HTML.
        description=escape(_clean(service.summary)),
        author_name=_clean(service.public_provider_name) or None,
        # The name and the address of a service may change, its short code never does.
        unique_id=_absolute(reverse("directory:service-short", args=[service.short_code])),
        pubdate=service.first_published_at,
        updateddate=service.updated_at,
    )


def _absolute(path: str) -> str:
    """Never made from the request's own host name, which anybody can write."""
    return settings.BASE_URL + path


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)
