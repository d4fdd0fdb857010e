"""What alerts and the accessibility statement bring to the officers' Today list."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from localoffer.core.days import end_of
from localoffer.core.registries import QueueItem, QueueSource, queue_sources
from localoffer.core.templatetags.lo_tags import lo_date, lo_time

from ..models import AccessibilityPage, Alert, KnownIssue


def ending_today(request: HttpRequest):
    """Alerts that go away by themselves before midnight, for whoever may make them stay."""
    now = timezone.now()
    if not request.user.has_perm("pages.change_alert"):
        return Alert.objects.none()
    midnight = end_of(timezone.localdate(now))
    return Alert.objects.holding(now).filter(ends__lte=midnight).order_by("ends")


def late_issues(request: HttpRequest):
    """Known issues that should have been mended by now, for whoever keeps the register."""
    if not request.user.has_perm("pages.change_knownissue"):
        return KnownIssue.objects.none()
    return KnownIssue.objects.late(timezone.localdate())


def statements_due(request: HttpRequest) -> list[AccessibilityPage]:
    """The published statement, where nobody has gone through it for as long as it promises."""
    today = timezone.localdate()
    pages = AccessibilityPage.objects.live()
    due = [page for page in pages if page.review_due_on is None or page.review_due_on < today]
    return [page for page in due if page.permissions_for_user(request.user).can_edit()]


def _edit(model, row) -> str:
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[row.pk])


def _alert(alert: Alert) -> QueueItem:
    return QueueItem(
        what=alert.heading,
        why=_("The alert ends today at %(time)s") % {"time": lo_time(alert.ends)},
        since=alert.starts,
        url=_edit(Alert, alert),
        action=_("Let it end, or give it longer"),
    )


def _issue(issue: KnownIssue) -> QueueItem:
    return QueueItem(
        what=str(issue),
        why=_("The accessibility statement says that it is mended by %(day)s") % {"day": lo_date(issue.fix_by)},
        since=issue.fix_by or issue.found_on,
        url=_edit(KnownIssue, issue),
        action=_("Say that it is mended, or by when"),
    )


def _statement(page: AccessibilityPage) -> QueueItem:
    if page.reviewed_on:
        why = _("Last reviewed on %(day)s, which is too long ago") % {"day": lo_date(page.reviewed_on)}
    else:
        why = _("It does not say when it was last reviewed")
    return QueueItem(
        what=page.title,
        why=why,
        since=page.review_due_on or timezone.localdate(page.first_published_at or timezone.now()),
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        action=_("Review it"),
    )


def register() -> None:
    """Make the three lists known to the officers' home page."""
    queue_sources.register(
        QueueSource(
            name="alerts-ending",
            label=gettext_lazy("Alerts that end today"),
            count=lambda request: ending_today(request).count(),
            items=lambda request, most: [_alert(alert) for alert in ending_today(request)[:most]],
        )
    )
    queue_sources.register(
        QueueSource(
            name="accessibility-issues",
            label=gettext_lazy("Accessibility issues that are late"),
            count=lambda request: late_issues(request).count(),
            items=lambda request, most: [_issue(issue) for issue in late_issues(request)[:most]],
        )
    )
    queue_sources.register(
        QueueSource(
            name="accessibility-statement",
            label=gettext_lazy("Accessibility statement to review"),
            count=lambda request: len(statements_due(request)),
            items=lambda request, most: [_statement(page) for page in statements_due(request)[:most]],
        )
    )
