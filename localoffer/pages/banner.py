"""The alert above every page. It costs no query, and it begins and ends on the second.

Each process keeps the alerts that are not over together with the frame; which one shows is decided by the
clock of each request.
"""

from datetime import datetime

from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from localoffer.core.frame_cache import count_change, frame_cache
from localoffer.core.registries import FrameSlot, frame_slots

from .models import Alert

KEPT = "pages.alerts"
MOST_KEPT = 50


def alerts_to_come(request: HttpRequest) -> tuple[Alert, ...]:
    """Alerts that are not over, as this process remembers them."""
    kept = frame_cache.get(request).kept
    if KEPT not in kept:
        kept[KEPT] = tuple(Alert.objects.not_over(timezone.now())[:MOST_KEPT])
    return kept[KEPT]


def alert_now(request: HttpRequest, now: datetime | None = None) -> Alert | None:
    """The one alert to show: of those that hold now the most important, of these the newest."""
    now = now or timezone.now()
    holding = [alert for alert in alerts_to_come(request) if alert.starts <= now < alert.ends]
    return max(holding, key=lambda alert: (alert.is_important, alert.starts, alert.pk), default=None)


def render_alert(request: HttpRequest) -> str:
    """The banner, or nothing."""
    alert = alert_now(request)
    return render_to_string("pages/_alert.html", {"alert": alert}) if alert else ""


def alert_state(request: HttpRequest) -> int | None:
    """What pages that are kept whole depend on: which alert they show."""
    alert = alert_now(request)
    return alert.pk if alert else None


def register() -> None:
    """Put the banner into the frame, and tell the frame when alerts change."""
    frame_slots.register(FrameSlot("alert", "alert", render_alert, alert_state))
    for signal in (post_save, post_delete):
        signal.connect(count_change, sender=Alert, dispatch_uid="pages.banner.count_change")
