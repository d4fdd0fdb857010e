"""What waits for officers: drafts, a comment, an order, a broken link, an alert, searches that found nothing.

Made without sending mail, and without asking another site for anything.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from directory.demonstration.memory import Memory, forget
from directory.models import SearchCount

from ..models import Alert, FormatRequest
from ..officers import previews
from ..officers.links.collecting import collect_waiting
from ..officers.models import Link, PreviewLink
from .fields import moment
from .reading import table

Raw = Mapping[str, Any]
PREFIX = "officers/"
PREVIEW_DAYS = 30
MODELS = (WorkflowState, PreviewLink, FormatRequest, Link, Alert, SearchCount)


class Waiting:
    """One run: makes each row once, and never again one that somebody dealt with or deleted."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = timezone.localdate(now)
        self.memory = Memory()
        self.pages = self.memory.rows(Page, "page/")

    def load(self) -> int:
        """Make what was never made; how many rows are new."""
        makers: dict[str, Callable[[Raw], Model | None]] = {
            "draft": self._draft,
            "comment": self._comment,
            "format": self._format,
            "broken": self._broken,
            "alert": self._alert,
            "search": self._search,
        }
        return sum(self._make(kind, raw, make) for kind, make in makers.items() for raw in table("officers")[kind])

    def _make(self, kind: str, raw: Raw, make: Callable[[Raw], Model | None]) -> bool:
        named = next(raw[name] for name in ("url", "heading", "page", "words") if name in raw)
        key = f"{PREFIX}{kind}/{named}"[:200]
        if self.memory.knows(key) or (row := make(raw)) is None:
            return False
        self.memory.add(key, row)
        return True

    def _page(self, address: str) -> Any:
        """The newest version of a page of the demonstration, or None once somebody deleted it."""
        page = self.pages.get(f"page{address.rstrip('/')}")
        return page.specific.get_latest_revision_as_object() if page else None

    def _person(self, name: str) -> AbstractBaseUser | None:
        """One of the demonstration's accounts. A production site has none, whoever is called the same there."""
        return None if settings.PRODUCTION else get_user_model().objects.filter(username=name).first()

    def _days_ago(self, raw: Raw) -> datetime:
        return self.now - timedelta(days=raw["days_ago"])

    def _draft(self, raw: Raw) -> WorkflowState | None:
        """A draft that waits for somebody's eyes, or that came back with words.

        Its rows are written one by one: Wagtail's own way would send mail about them.
        """
        page, writer = self._page(raw["page"]), self._person(raw["by"])
        workflow = page.get_workflow() if page and writer else None
        if workflow is None:
            return None
        for name, value in raw["change"].items():
            setattr(page, name, value)
        page.full_clean()
        revision = page.save_revision(user=writer)
        back = raw.get("sent_back_by")
        state = WorkflowState.objects.create(
            content_type=page.get_content_type(),
            base_content_type=page.get_base_content_type(),
            object_id=str(page.pk),
            workflow=workflow,
            status=WorkflowState.STATUS_NEEDS_CHANGES if back else WorkflowState.STATUS_IN_PROGRESS,
            requested_by=writer,
        )
        state.current_task_state = TaskState.objects.create(
            workflow_state=state,
            revision=revision,
            task=workflow.tasks.first(),
            status=TaskState.STATUS_REJECTED if back else TaskState.STATUS_IN_PROGRESS,
            finished_at=self.now if back else None,
            finished_by=self._person(back) if back else None,
            comment=raw.get("words", ""),
        )
        state.save()
        return state

    def _comment(self, raw: Raw) -> PreviewLink | None:
        """A comment under a private link to a draft. Nobody has its address."""
        page = self._page(raw["page"])
        if page is None:
            return None
        user = self._person(raw["by"])
        link, _token = previews.make_link(
            draft=page, user=user, days=PREVIEW_DAYS, made_for=raw["made_for"], now=self.now
        )
        previews.add_comment(link=link, key="demonstration", name="", text=raw["words"])
        return link

    def _format(self, raw: Raw) -> FormatRequest:
        asked = {name: raw[name] for name in ("page", "format", "way", "contact", "notes")}
        return FormatRequest.objects.create(
            key="demonstration", reference="SAMPLE", created_at=self._days_ago(raw), **asked
        )

    def _broken(self, raw: Raw) -> Link | None:
        """The link that a page has, as if it had been looked at and had not been there."""
        collect_waiting()
        link = Link.objects.filter(key=Link.key_of(raw["url"])).first()
        if link is not None:
            link.status, link.answer, link.problem = Link.Status.BROKEN, raw["answer"], ""
            link.failing_since, link.checked_at = self._days_ago(raw), self.now
            link.save()
        return link

    def _alert(self, raw: Raw) -> Alert:
        """Planned, so that no banner stands above the site on the day on which it is tried out first."""
        day = self.today + timedelta(days=raw["starts_in_days"])
        alert = Alert(
            heading=raw["heading"],
            text=raw["text"],
            starts=moment(day, raw["from"]),
            ends=moment(day, raw["until"]),
        )
        alert.full_clean()
        alert.save()
        return alert

    def _search(self, raw: Raw) -> SearchCount:
        count, _created = SearchCount.objects.get_or_create(
            day=self.today - timedelta(days=raw["days_ago"]),
            words=raw["words"],
            results=0,
            defaults={"searches": raw["searches"]},
        )
        return count


def load_waiting(now: datetime) -> int:
    """Make what waits for officers; how many rows are new."""
    return Waiting(now).load()


def forget_waiting() -> int:
    """Take away what is left of it. Drafts go with their pages."""
    return sum(map(forget, MODELS))
