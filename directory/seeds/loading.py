"""Bringing seeds into the database without ever undoing what an officer did."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from ..models import ImportSource, SourceRecord
from .reading import Ref, Seed, read_seeds
from .sources import seed_sources

SOURCE = "seeds"
Names = tuple[str, ...]


@dataclass
class Report:
    """How many rows of each kind were new, brought up to date, or left as officers have them."""

    new: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)

    @property
    def kinds(self) -> list[str]:
        return sorted({*self.new, *self.updated, *self.kept})


@transaction.atomic
def load_seeds(*, now: datetime | None = None) -> Report:
    """Create rows that were never there, update values that nobody has touched since.

    Each value that a seed brought is remembered. A value that differs from the memory is an officer's, and
    a row that is gone was deleted by an officer: both stay as they are.
    """
    seeds = chain(read_seeds(), *(source.read() for source in seed_sources))
    return load(seeds, now=now)


@transaction.atomic
def load(seeds: Iterable[Seed], *, now: datetime | None = None) -> Report:
    """Bring these rows the way `load_seeds` does."""
    loader = Loader(now or timezone.now())
    for seed in seeds:
        loader.load(seed)
    loader.remember()
    return loader.report


class Loader:
    """One run over all seeds: reads each table once, writes only what changed."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.report = Report()
        self.source, _created = ImportSource.objects.get_or_create(
            slug=SOURCE,
            defaults={"name": "Lists that come with the software", "kind": ImportSource.Kind.SEEDS},
        )
        self.records = {record.external_id: record for record in self.source.records.all()}
        self.rows: dict[type[models.Model], dict[Any, models.Model]] = {}
        self.finders: dict[type[models.Model], dict[Names, dict[tuple, models.Model]]] = defaultdict(dict)
        self.loaded: dict[str, models.Model] = {}
        self.new_records: list[SourceRecord] = []
        self.changed_records: list[SourceRecord] = []

    def load(self, seed: Seed) -> None:
        """Create, update or leave one row."""
        if not all(ref.key in self.loaded for ref in references(seed)):
            return  # an officer deleted the parent; its children went with it
        record = self.records.get(seed.key)
        row = self.meet(seed) if record is None else self.bring_up_to_date(seed, record)
        if row is not None:
            self.loaded[seed.key] = row

    def meet(self, seed: Seed) -> models.Model:
        """A seed seen for the first time: a new row, unless an officer was there before."""
        natural, values = self.resolved(seed.natural), self.resolved(seed.values)
        alone = [{name: values[name]} for name in seed.alone]
        row = next(filter(None, (self.find(seed.model, each) for each in (natural, *alone))), None)
        kind = str(seed.model._meta.verbose_name_plural)
        if row is None:
            row = seed.model(**natural, **values)
            row.save()
            self.table(seed.model)[row.pk] = row
            for names, finder in self.finders[seed.model].items():
                finder.setdefault(key_of(row, names), row)
            self.report.new[kind] += 1
        else:
            self.report.kept[kind] += 1
        self.new_records.append(
            SourceRecord(
                source=self.source,
                external_id=seed.key,
                content_type=ContentType.objects.get_for_model(seed.model),
                object_id=row.pk,
                said=said(values),
                last_seen_at=self.now,
            )
        )
        return row

    def bring_up_to_date(self, seed: Seed, record: SourceRecord) -> models.Model | None:
        """A seed seen before: values change only where nobody has touched them."""
        row = self.table(seed.model).get(record.object_id)
        values = self.resolved(seed.values)
        now_said = said(values)
        if row is None or record.said == now_said:
            return row
        kind = str(seed.model._meta.verbose_name_plural)
        new = {name for name, value in now_said.items() if record.said.get(name) != value}
        mine = {name for name in new if untouched(row, name, record.said)}
        for name in mine:
            setattr(row, name, values[name])
        if mine:
            row.save()
            self.finders.pop(seed.model, None)
            self.report.updated[kind] += 1
        if new - mine:
            self.report.kept[kind] += 1
        record.said = now_said
        self.changed_records.append(record)
        return row

    def remember(self) -> None:
        """Write down what the seeds said this time."""
        SourceRecord.objects.bulk_create(self.new_records)
        SourceRecord.objects.bulk_update(self.changed_records, ["said"])
        self.source.records.update(last_seen_at=self.now)

    def table(self, model: type[models.Model]) -> dict[Any, models.Model]:
        if model not in self.rows:
            self.rows[model] = model._default_manager.in_bulk()
        return self.rows[model]

    def find(self, model: type[models.Model], values: dict[str, Any]) -> models.Model | None:
        """The row that has these values."""
        names = tuple(values)
        if names not in self.finders[model]:
            # The first of several that are alike, as a walk through the table would find it.
            rows = reversed(self.table(model).values())
            self.finders[model][names] = {key_of(row, names): row for row in rows}
        return self.finders[model][names].get(tuple(map(plain, values.values())))

    def resolved(self, values: dict[str, Any]) -> dict[str, Any]:
        return {name: self.loaded[value.key] if isinstance(value, Ref) else value for name, value in values.items()}


def references(seed: Seed) -> list[Ref]:
    return [value for value in (*seed.natural.values(), *seed.values.values()) if isinstance(value, Ref)]


def key_of(row: models.Model, names: Names) -> tuple:
    return tuple(current(row, name) for name in names)


def untouched(row: models.Model, name: str, before: dict[str, Any]) -> bool:
    """Nobody has changed the value since; one that the lists did not have before is taken where there is none."""
    value = current(row, name)
    return value == before[name] if name in before else not value


def current(row: models.Model, name: str) -> Any:
    """What the row says now; of a foreign key its number, so that looking does not fetch."""
    value = row.serializable_value(name)
    return value.isoformat() if isinstance(value, date) else value


def said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in values.items()}


def plain(value: Any) -> Any:
    """As it is kept in JSON."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value
