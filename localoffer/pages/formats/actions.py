"""Taking in a request for another format."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import FormatRequest

# Without letters and numbers that look or sound alike.
REFERENCE_LETTERS = "BCDFGHJKMNPQRTVWXYZ2346789"


@transaction.atomic
def order_format(*, key: str, answers: dict[str, str], council_email: str) -> FormatRequest:
    """Keep a request and tell the council's team. The same key again means the same request.

    Somebody who goes back and changes an answer changes the request, as long as nobody has done it.
    """
    request, is_new = FormatRequest.objects.get_or_create(
        key=key, defaults={**answers, "reference": get_random_string(6, REFERENCE_LETTERS)}
    )
    if is_new:
        _tell_the_team(request, council_email)
    elif request.done_at is None:
        FormatRequest.objects.filter(pk=request.pk).update(**answers)
        request.refresh_from_db()
    return request


def _tell_the_team(request: FormatRequest, address: str) -> None:
    """Mail without the sender's details, which stay in the CMS."""
    if not address:
        return
    with override(settings.LANGUAGE_CODE):
        send_mail(
            subject=_("A page is wanted in another format: %(reference)s") % {"reference": request.reference},
            message=_(
                "Somebody would like this page in another format.\n\n"
                "Page: %(page)s\nFormat: %(format)s\nReference: %(reference)s\n\n"
                "Where to send it stands in the CMS, where you also mark it as done:\n%(link)s\n"
            )
            % {
                "page": request.page,
                "format": request.wanted,
                "reference": request.reference,
                "link": settings.BASE_URL + edit_address(request),
            },
            from_email=None,
            recipient_list=[address],
        )


def edit_address(request: FormatRequest) -> str:
    """Where officers see a request."""
    return reverse(FormatRequest.snippet_viewset.get_url_name("edit"), args=[request.pk])
