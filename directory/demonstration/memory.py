"""Remembers which rows the demonstration made, so that it makes each of them once and can take them away."""

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from ..models import ImportSource, SourceRecord

SLUG = "demonstration"


class Memory:
    """What has been made so far. A row that somebody deleted is not made again."""

    def __init__(self) -> None:
        self.source, _created = ImportSource.objects.get_or_create(
            slug=SLUG, defaults={"name": "Demonstration", "kind": ImportSource.Kind.SEEDS}
        )
        self.made = dict(self.source.records.values_list("external_id", "object_id"))

    def knows(self, key: str) -> bool:
        """Whether this row was made before, even if it is gone now."""
        return key in self.made

    def add(self, key: str, row: models.Model) -> None:
        """Remember a new row."""
        SourceRecord.objects.create(
            source=self.source,
            external_id=key,
            content_type=ContentType.objects.get_for_model(row),
            object_id=row.pk,
            last_seen_at=timezone.now(),
        )
        self.made[key] = row.pk

    def rows(self, model: type[models.Model], prefix: str) -> dict[str, models.Model]:
        """The rows of a kind that are still there, by key."""
        numbers = {key: pk for key, pk in self.made.items() if key.startswith(prefix)}
        found = model._base_manager.in_bulk(list(numbers.values()))
        return {key: found[pk] for key, pk in numbers.items() if pk in found}


def forget(model: type[models.Model]) -> int:
    """Delete the demonstration's rows of a kind. A row that somebody else's work needs stays."""
    kind = ContentType.objects.get_for_model(model)
    deleted = 0
    for record in SourceRecord.objects.filter(source__slug=SLUG, content_type=kind):
        row = model._base_manager.filter(pk=record.object_id).first()
        try:
            with transaction.atomic():
                if row is not None:
                    row.delete()
                    deleted += 1
                record.delete()
        except models.ProtectedError:
            continue
    return deleted
