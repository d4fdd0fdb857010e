"""From the address of a listing to the listing, or to where it is now."""

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.urls import reverse

from ..models import Provider, Service, SlugHistory


class MovedTo(Exception):
    """This address has been given up for another one."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


def find_listing(queryset, kind: str, slug: str) -> Service | Provider:
    """The listing at this address, live or not.

    A former address raises MovedTo, even if a listing that is no longer live still bears it: the one it was
    merged into is of more use. One that never was public is as unknown as one that does not exist (404).
    """
    listing = queryset.filter(slug=slug).first()
    if listing is not None and listing.live:
        return listing
    former = SlugHistory.objects.filter(kind=kind, slug=slug).first()
    if former is not None:
        now_at = queryset.model.objects.filter(pk=former.object_id).values_list("slug", flat=True).first()
        if now_at and now_at != slug:
            raise MovedTo(now_at)
    if listing is None or not was_public(listing):
        raise Http404
    return listing


def was_public(listing: Service | Provider) -> bool:
    """Whether families have ever been able to see it."""
    return listing.live or listing.first_published_at is not None


def moved_permanently(request: HttpRequest, name: str, slug: str) -> HttpResponsePermanentRedirect:
    """On to the same page at the new address, with the question it was asked."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(reverse(name, args=[slug]) + (f"?{query}" if query else ""))
