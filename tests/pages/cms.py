"""Sending the editing form of a page as the CMS does, and hearing what it says."""

from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def posted_page(client, page, action="", **changes):
    """Sends the form of a five-minute guide as it stands in `page`, to save a draft or to publish it."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "owner_team": page.owner_team_id,
        "review_due": page.review_due.isoformat(),
        "for_parents": "on",
        **{name: rich_text(getattr(page, name)) for name in page.QUESTIONS},
        "links": streamfield([]),
        "sources": streamfield([]),
        "comments": inline_formset([]),
        "seo_title": "",
        "search_description": "",
    }
    data = nested_form_data(fields | changes)
    if action:
        data[action] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def said(response) -> str:
    """What the CMS says: here, or after a redirect on the next page, which takes long to draw and is not needed."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
