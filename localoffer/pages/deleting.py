"""What may not be deleted: what families can read, and documents, because the law looks back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from localoffer.core.way_back import way_back

from .models import DocumentPage


def refuse_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before a page is deleted with all that stands below it: the way to do without is said instead."""
    if (kept := _what_stays(page)) is None:
        return None
    found, why = kept
    messages.error(request, why)
    return redirect("wagtailadmin_pages:edit", found.pk)


def refuse_deleting_many(request: HttpRequest, action_type: str, pages: list, action) -> HttpResponse | None:
    """Before pages are deleted in bulk: all of them, or none and the reasons."""
    if action_type != "delete" or Page not in action.models:
        return None
    refused = [kept for page in pages if (kept := _what_stays(page))]
    for _found, why in refused:
        messages.error(request, why)
    return HttpResponseRedirect(way_back(request, reverse("wagtailadmin_explore_root"))) if refused else None


def _what_stays(page: Page) -> tuple[Page, str] | None:
    """The first page that would be lost and must not be, and why."""
    documents = DocumentPage.objects.descendant_of(page, inclusive=True).exclude(first_published_at=None)
    if document := documents.first():
        words = _("“%(title)s” was published, so it stays. Choose its newer version in the form, or unpublish it.")
        return document, words % {"title": document.title}
    if shown := _shown(page):
        words = _("“%(title)s” is on the site. Unpublish it first: that keeps its words. Then it can be deleted.")
        return shown, words % {"title": shown.title}
    return None


def _shown(page: Page) -> Page | None:
    """A page that families can read among this one, what stands below it, and translations that were made from it.

    Those would go on without an original that says when they are behind and when to check them.
    """
    below = Page.objects.live().descendant_of(page, inclusive=True).first()
    if below or page.locale_id != Locale.get_default().pk:
        return below
    return page.get_translations().live().first()
