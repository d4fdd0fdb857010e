"""Moving or copying a page asks, like its editor, whether visitors would find it at its new address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from localoffer.core.addresses import taken_address
from localoffer.core.models import OfferPage


def refuse_moves(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Before a page is moved: what the site shows at its new address by itself would hide it."""
    if request.method != "POST" or _has_a_fixed_address(page):
        return None
    address = taken_address(destination, page.slug)
    return _say(request, "wagtailadmin_pages:move", page, address) if address else None


def refuse_copies(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is copied: the same, for the slug and the place that its copy is to have."""
    if request.method != "POST" or _has_a_fixed_address(page):
        return None
    number = request.POST.get("new_parent_page", "")
    chosen = Page.objects.filter(pk=number).first() if number.isdecimal() else None
    address = taken_address(chosen or page.get_parent(), request.POST.get("new_slug", ""))
    return _say(request, "wagtailadmin_pages:copy", page, address) if address else None


def _has_a_fixed_address(page: Page) -> bool:
    specific = page.specific
    return isinstance(specific, OfferPage) and specific.stands_at_a_fixed_address


def _say(request: HttpRequest, form: str, page: Page, address: str) -> HttpResponse:
    words = _("“%(title)s” stays as it is: the site already shows something else at %(address)s. Choose another slug.")
    messages.error(request, words % {"title": page.title, "address": address})
    return redirect(form, page.pk)
