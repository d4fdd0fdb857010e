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
    records = SourceRecord.objects.filter(source__slug=SLUG, content_type=kind)
    try:
        return _forget_rows(model, records)
    except models.ProtectedError:
        numbers = list(records.values_list("pk", flat=True))
        return sum(_forget_unless_needed(model, records.filter(pk=number)) for number in numbers)


@transaction.atomic
def _forget_rows(model: type[models.Model], records: models.QuerySet[SourceRecord]) -> int:
    """All of these at once, or none."""
    rows = model._base_manager.filter(pk__in=list(records.values_list("object_id", flat=True)))
    found = rows.count()
    rows.delete()
    records.delete()
    return found


def _forget_unless_needed(model: type[models.Model], record: models.QuerySet[SourceRecord]) -> int:
    try:
        return _forget_rows(model, record)
    except models.ProtectedError:
        return 0
