"""What may not be deleted: documents stay, because people have their addresses and the law looks back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .models import DocumentPage


def keep_documents(request, page):
    """Hook before deleting: a document that was ever published is superseded or unpublished instead."""
    documents = DocumentPage.objects.descendant_of(page, inclusive=True).exclude(first_published_at=None)
    found = documents.first()
    if found is None:
        return None
    messages.error(
        request,
        _("“%(title)s” was published, so it stays. Choose its newer version in the form, or unpublish it.")
        % {"title": found.title},
    )
    return redirect("wagtailadmin_pages:edit", found.pk)
