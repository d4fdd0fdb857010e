"""Where to report a security fault: /.well-known/security.txt (RFC 9116)."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .frame_cache import frame_cache

# RFC 9116, section 2.5.5: less than a year. A site that is switched off stops saying that somebody listens.
HOLDS = timedelta(days=180)


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Contact, for how long it holds, language, address, and policy. Not there while nobody is named.

    The language is the one in which the council's staff read reports, whatever languages the pages have.
    """
    contact = settings.SECURITY_CONTACT or frame_cache.get(request).council.email
    if not contact:
        raise Http404
    if not contact.startswith(("https://", "mailto:", "tel:")):
        contact = f"mailto:{contact}"
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    lines = [
        f"Contact: {contact}",
        f"Expires: {(midnight + HOLDS).isoformat()}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE.partition('-')[0]}",
        f"Canonical: {settings.BASE_URL}{reverse('security-txt')}",
    ]
    if settings.SECURITY_POLICY_URL:
        lines.append(f"Policy: {settings.SECURITY_POLICY_URL}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
