"""Undoing the publishing of a service, provider or place: the page and the ways there are core's."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import DraftStateMixin

from localoffer.core import undo_views

from ..models.listings import Listing
from .companions import say_what_is_hidden
from .views import MODELS, edit_address, get_listing


def undo_listing(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The question, for whoever may publish listings of this kind."""
    listing = get_listing(request, kind, pk)
    response = undo_views.ask(request, listing, edit_address(listing))
    if request.method == "POST":
        say_what_is_hidden(request, listing)
    return response


def address_of(listing: Listing) -> str:
    kind = next(kind for kind, model in MODELS.items() if isinstance(listing, model))
    return reverse("directory_cms:undo-publishing", args=[kind, listing.pk])


def offer_for_listing(request: HttpRequest, record: DraftStateMixin) -> None:
    """Hook after a snippet was published."""
    if isinstance(record, Listing):
        undo_views.offer(request, record, address_of(record))


def say_approved(request: HttpRequest, listing: Listing) -> None:
    """After a listing was approved."""
    undo_views.say_approved(request, listing, address_of(listing))
