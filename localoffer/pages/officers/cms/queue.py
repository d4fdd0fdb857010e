"""What pages, links and previews bring to the officers' Today list."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from localoffer.core.registries import QueueItem, QueueSource

from .. import page_rows
from ..links.actions import broken_links
from ..previews import comments_for
from .link_words import problem_words, short_url, use_address


def short_date(day: date) -> str:
    return date_format(day, "j M Y")


# Checks of pages


SHOWN = {"due": page_rows.only_to_check, "late": page_rows.to_take_down}


def due_pages(user, show: str = ""):
    """Rows of live pages whose check is due and that this person may confirm: all, or only those of `SHOWN`."""
    rows = SHOWN.get(show, page_rows.overdue)
    return rows(among=page_rows.pages_that_may(user, "publish"))


def _checks(show: str) -> str:
    return f"{reverse('officers:checks')}?show={show}"


def _due(request: HttpRequest, limit: int) -> list[QueueItem]:
    return [
        QueueItem(
            what=row["title"],
            why=_("Check was due on %(date)s") % {"date": short_date(row["review_due"])}
            if row["review_due"]
            else _("Has no date for its next check"),
            since=row["since"],
            url=reverse("officers:confirm", args=[row["pk"]]),
            action=_("Check it"),
        )
        for row in due_pages(request.user, "due")[:limit]
    ]


PAGES_DUE = QueueSource(
    name="pages-due",
    label=gettext_lazy("Checks of pages"),
    url=lambda: _checks("due"),
    count=lambda request: due_pages(request.user, "due").count(),
    items=_due,
    next_due=lambda request: page_rows.next_day(),  # no secret: it stands on the page
)


def _late(request: HttpRequest, limit: int) -> list[QueueItem]:
    return [
        QueueItem(
            what=row["title"],
            why=_("Not checked since %(date)s, when a check was due") % {"date": short_date(row["review_due"])},
            since=row["since"],
            url=reverse("officers:confirm", args=[row["pk"]]),
            action=_("Check it or take it down"),
        )
        for row in due_pages(request.user, "late")[:limit]
    ]


PAGES_TO_TAKE_DOWN = QueueSource(
    name="pages-to-take-down",
    label=gettext_lazy("Pages to check or take down"),
    url=lambda: _checks("late"),
    count=lambda request: due_pages(request.user, "late").count(),
    items=_late,
)


# Broken links


def links_to_mend(user):
    """Broken links, for those who may mend them."""
    links = broken_links()
    return links if user.has_perm("officers.change_link") else links.none()


def _links(request: HttpRequest, limit: int) -> list[QueueItem]:
    items = []
    for link in links_to_mend(request.user).prefetch_related("uses")[:limit]:
        use, *others = link.uses.all()
        what = _("%(page)s: link to %(url)s") % {"page": use.title, "url": short_url(link.url)}
        if others:
            more = ngettext("and on %(n)d more", "and on %(n)d more", len(others)) % {"n": len(others)}
            what = f"{what} ({more})"
        items.append(
            QueueItem(
                what=what,
                why=problem_words(link),
                since=timezone.localtime(link.failing_since),
                url=use_address(use),
                action=_("Mend it"),
            )
        )
    return items


BROKEN_LINKS = QueueSource(
    name="broken-links",
    label=gettext_lazy("Broken links"),
    url=lambda: reverse("officers:links"),
    count=lambda request: links_to_mend(request.user).count(),
    items=_links,
)


# Comments on drafts


def _comments(request: HttpRequest, limit: int) -> list[QueueItem]:
    waiting = comments_for(request.user).waiting().select_related("link")
    return [
        QueueItem(
            what=comment.link.title,
            why=_("Somebody commented on the draft"),
            since=timezone.localtime(comment.created_at),
            url=f"{reverse('officers:comments')}#comment-{comment.pk}",
            action=_("Read it"),
        )
        for comment in waiting[:limit]
    ]


COMMENTS = QueueSource(
    name="preview-comments",
    label=gettext_lazy("Comments on drafts"),
    url=lambda: reverse("officers:comments"),
    count=lambda request: comments_for(request.user).waiting().count(),
    items=_comments,
    somebody_waits=True,
)

SOURCES = [PAGES_DUE, PAGES_TO_TAKE_DOWN, BROKEN_LINKS, COMMENTS]
