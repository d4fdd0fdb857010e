import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Revision

UNDONE = "core.undo_publishing"
"""The name of undoing in the log."""
A_MOMENT = timedelta(microseconds=1)
NO_WORDS = {
    "pk",
    "numchild",
    "draft_title",
    "live",
    "expired",
    "has_unpublished_changes",
    "first_published_at",
    "last_published_at",
    "live_revision",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "locked_at",
    "locked_by",
    "wagtail_admin_comments",
}
"""What a version holds besides what families read."""


class LastPublishingQuerySet(models.QuerySet):
    def of(self, record: DraftStateMixin) -> "LastPublishingQuerySet":
        """The publishings of a page or listing that are remembered."""
        return self.filter(content_type=record.get_base_content_type(), object_id=record.pk)

    def to_undo(self, record: DraftStateMixin) -> "LastPublishing | None":
        """The last publishing, if it was a short time ago and families still read what it brought them.

        A version that was written over since was never read as it is now, so it is not brought back.
        """
        since = timezone.now() - timedelta(hours=settings.UNDO_PUBLISHING_HOURS)
        rows = type(record)._base_manager.filter(pk=record.pk, live=True, live_revision=OuterRef("revision"))
        recent = self.of(record).filter(Exists(rows), at__gt=since)
        untouched = models.Q(before=None) | models.Q(before__created_at__lte=F("at"))
        return recent.filter(untouched).select_related("before").order_by("-pk").first()

    def note(self, record: DraftStateMixin) -> None:
        """Called before every save of a page or listing: where it publishes, keep what families read until now."""
        if not (record.pk and record.live and record.live_revision_id and settings.UNDO_PUBLISHING_HOURS):
            return
        row = type(record)._base_manager.filter(pk=record.pk).select_related("live_revision").first()
        if row is None or row.live_revision_id == record.live_revision_id:
            return
        self.of(record).delete()
        self.create(
            content_type=record.get_base_content_type(),
            object_id=record.pk,
            revision=record.live_revision,
            before=_version_of(row, record.live_revision) if row.live else None,
            before_since=row.last_published_at if row.live else None,
        )


class LastPublishing(models.Model):
    """What families read before a page or listing was last published, so that publishing can be undone."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    before = models.ForeignKey(Revision, null=True, on_delete=models.CASCADE, related_name="+")
    before_since = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    objects = LastPublishingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = _("last publishing")
        verbose_name_plural = _("last publishings")
        indexes = [models.Index(fields=["content_type", "object_id"], name="last_publishing_of")]

    def __str__(self):
        return f"{self.content_type_id}/{self.object_id}, {self.at:%Y-%m-%d %H:%M}"

    @property
    def until(self):
        """Until when it can be undone."""
        return self.at + timedelta(hours=settings.UNDO_PUBLISHING_HOURS)


def _version_of(row: Any, published: Revision) -> Revision:
    """What stands in a live row, as a version: its own where that still says the same, else one made of the row.

    Imports and seeds write rows without making a version.
    """
    live, words = row.live_revision, row.serializable_data()
    if live is not None and _read(row, live.content) == _read(row, words):
        return live
    return Revision.objects.create(
        content_object=row,
        base_content_type=row.get_base_content_type(),
        content=words,
        object_str=str(row),
        # Beside the version that it stands for: a later one would be taken for the newest draft.
        created_at=live.created_at + A_MOMENT if live else published.created_at - A_MOMENT,
    )


def _read(row: Any, words: dict) -> Any:
    """What families read of stored words, in the form in which versions are stored."""
    return _without(NO_WORDS.union(row.OPERATIONAL_FIELDS), json.loads(json.dumps(words, cls=DjangoJSONEncoder)))


def _without(names: set[str], stored: Any) -> Any:
    if isinstance(stored, dict):
        return {name: _without(names, value) for name, value in stored.items() if name not in names}
    if isinstance(stored, list):
        return [_without(names, each) for each in stored]
    return _blocks(stored) if isinstance(stored, str) and stored.startswith("[{") else stored


def _blocks(stored: str) -> Any:
    """A stream of blocks is stored as text, in which PostgreSQL changes the order of what a block holds."""
    try:
        return json.loads(stored)
    except ValueError:
        return stored
