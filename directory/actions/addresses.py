"""Web addresses of services and providers: free ones, changed ones, and the memory of former ones."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..models import Provider, Service, SlugHistory
from .affected import write_row_and_draft

KINDS = {Service: SlugHistory.Kind.SERVICE, Provider: SlugHistory.Kind.PROVIDER}
LONGEST_SLUG = 120


def free_slug(listing: Service | Provider, text: str = "") -> str:
    """A web address made from the text (or the name) that no other record uses or has used."""
    base = slugify(text or listing.name)[: LONGEST_SLUG - 8].strip("-") or KINDS[type(listing)].value
    slug, number = base, 1
    while is_taken(listing, slug):
        number += 1
        slug = f"{base}-{number}"
    return slug


def is_taken(listing: Service | Provider, slug: str) -> bool:
    """Whether another record has this address, or had it and still answers there with a redirect."""
    model = type(listing)
    return (
        model._base_manager.filter(slug=slug).exclude(pk=listing.pk).exists()
        or SlugHistory.objects.filter(kind=KINDS[model], slug=slug).exclude(object_id=listing.pk or 0).exists()
    )


@transaction.atomic
def rename_slug(*, listing: Service | Provider, slug: str, user: AbstractBaseUser | None) -> None:
    """Give a listing a new web address; the old one leads to it from now on."""
    if is_taken(listing, slug):
        raise ValidationError({"slug": _("Another record uses this web address. Choose a different one.")})
    before = listing.slug
    if before == slug:
        return
    listing.slug = slug
    remember_former_slug(listing)
    write_row_and_draft(listing, slug=slug)
    log(instance=listing, action="directory.address", user=user, data={"old": before, "new": slug})


def remember_former_slug(listing: Service | Provider) -> None:
    """Note the address that the stored row has if the listing is about to be stored with another one.

    Called before every save. An address that was never public is not worth remembering.
    """
    model = type(listing)
    stored = model._base_manager.filter(pk=listing.pk).values("slug", "live", "first_published_at").first()
    if stored is None or stored["slug"] == listing.slug:
        return
    SlugHistory.objects.filter(kind=KINDS[model], slug=listing.slug, object_id=listing.pk).delete()
    if stored["live"] or stored["first_published_at"]:
        SlugHistory.objects.update_or_create(kind=KINDS[model], slug=stored["slug"], defaults={"object_id": listing.pk})
