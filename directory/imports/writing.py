"""Plans become rows: many at once, in a fixed number of statements for each batch."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from localoffer.core.indexing import index_records
from localoffer.core.review_dates import add_months

from ..models import ImportRun, ImportSource, Service, ServiceLocation, SlugHistory, SourceRecord
from .catalogue import FIELDS
from .drafts import carry_over
from .fields import Row
from .naming import fresh_codes, fresh_slugs
from .part_fields import Choices, Parts
from .planning import Outcome, Plan
from .records import Kind
from .world import MODELS, World, content_type


@dataclass
class Writing:
    """One batch being written: who, when, from which source."""

    run: ImportRun
    world: World
    now: datetime
    today: date
    user: User | None = None

    @property
    def source(self) -> ImportSource:
        return self.run.source

    def apply(self, kind: Kind, plans: Sequence[Plan]) -> set[int]:
        """Write a batch of plans; primary keys of the services that families now see otherwise."""
        created = [plan for plan in plans if plan.outcome == Outcome.NEW]
        changed = [plan for plan in plans if plan.row is not None and not plan.record.closed]
        self.create(kind, created)
        touched = self.update(kind, changed)
        self.remember(kind, plans)
        self.mark_closed(plans)
        written = [plan.row.pk for plan in created] + touched
        index_records(MODELS[kind], written)
        return touched_services(kind, written)

    # New rows

    def create(self, kind: Kind, plans: list[Plan]) -> None:
        """Insert new rows with their parts."""
        if not plans:
            return
        rows = [self.new_row(kind, plan) for plan in plans]
        if kind is not Kind.LOCATION:
            slugs = fresh_slugs(kind, [row.name for row in rows])
            for row, slug in zip(rows, slugs, strict=True):
                row.slug = slug
        if kind is Kind.SERVICE:
            for row, code in zip(rows, fresh_codes(len(rows)), strict=True):
                row.short_code = code
        MODELS[kind]._default_manager.bulk_create(rows, batch_size=200)
        for plan, row in zip(plans, rows, strict=True):
            plan.row = row
            self.world.learn(kind, plan.record.external_id, row.pk)
        self.write_parts(kind, plans)

    def new_row(self, kind: Kind, plan: Plan) -> Row:
        live = self.source.arrives_live
        row = MODELS[kind](
            source=self.source,
            external_id=plan.record.external_id,
            source_dated=plan.record.dated or self.run.dated,
            owner_id=self.source.owner_id,
            review_due=add_months(self.today, self.source.review_months),
            live=live,
            has_unpublished_changes=not live,
            first_published_at=self.now if live else None,
            last_published_at=self.now if live else None,
        )
        for name, value in plan.writes.items():
            spec = FIELDS[kind][name]
            if not spec.relation:
                spec.write(row, value, self.world)
        return row

    # Rows that are there

    def update(self, kind: Kind, plans: list[Plan]) -> list[int]:
        """Change rows, their parts and their drafts; primary keys of the rows that changed."""
        moved = [plan for plan in plans if plan.has_moved]
        for plan in moved:
            self.move(kind, plan)
        self.date_unchanged(kind, plans)
        changed = [plan for plan in plans if plan.writes or plan in moved]
        columns = {"updated_at", "source_dated", "external_id", "slug"} - ({"slug"} if kind is Kind.LOCATION else set())
        for plan in changed:
            plan.row.updated_at = self.now
            for name, value in plan.writes.items():
                spec = FIELDS[kind][name]
                columns.update(spec.columns)
                if not spec.relation:
                    spec.write(plan.row, value, self.world)
        if changed:
            names = sorted(column.removesuffix("_id") if column != "external_id" else column for column in columns)
            MODELS[kind]._default_manager.bulk_update([plan.row for plan in changed], names, batch_size=100)
            self.write_parts(kind, changed, replace=True)
        for plan in plans:
            carry_over(kind, plan, self.world, user=self.user)
        return [plan.row.pk for plan in changed]

    def date_unchanged(self, kind: Kind, plans: list[Plan]) -> None:
        """A newer file that says the same is newer all the same: only its date is written."""
        by_date: dict[date, list[int]] = defaultdict(list)
        for plan in plans:
            dated = plan.record.dated or self.run.dated
            if plan.row.source_id == self.source.pk and plan.row.source_dated != dated:
                plan.row.source_dated = dated
                by_date[dated].append(plan.row.pk)
        for dated, pks in by_date.items():
            MODELS[kind]._default_manager.filter(pk__in=pks).update(source_dated=dated)

    def move(self, kind: Kind, plan: Plan) -> None:
        """A listing that has a new number at the source keeps its row; its old web address leads on."""
        row = plan.row
        row.external_id = plan.record.external_id
        self.world.learn(kind, plan.record.external_id, row.pk)
        if kind is Kind.LOCATION or plan.writes.get("name", row.name) == row.name:
            return
        SlugHistory.objects.get_or_create(kind=kind.value, slug=row.slug, defaults={"object_id": row.pk})
        row.slug = fresh_slugs(kind, [plan.writes["name"]])[0]

    # Parts

    def write_parts(self, kind: Kind, plans: list[Plan], replace: bool = False) -> None:
        """Insert the parts of rows, after taking out those they replace."""
        for name, spec in FIELDS[kind].items():
            writing = [plan for plan in plans if name in plan.writes]
            if not writing:
                continue
            if isinstance(spec, Choices):
                self.write_choices(kind, spec, writing, replace)
            elif isinstance(spec, Parts):
                self.write_rows(kind, spec, writing, replace)

    def write_rows(self, kind: Kind, spec: Parts, plans: list[Plan], replace: bool) -> None:
        parts: list[models.Model] = []
        relation = spec.relation_of(MODELS[kind])
        if replace:
            relation.related_model._default_manager.filter(
                **{f"{relation.field.name}__in": [plan.row.pk for plan in plans]}
            ).delete()
        for plan in plans:
            parts += spec.rows(plan.row, plan.writes[spec.name], self.world)
        relation.related_model._default_manager.bulk_create(parts, batch_size=300)

    def write_choices(self, kind: Kind, spec: Choices, plans: list[Plan], replace: bool) -> None:
        field: Any = MODELS[kind]._meta.get_field(spec.name)
        through = field.remote_field.through
        ours, theirs = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        if replace:
            through._default_manager.filter(**{f"{ours}__in": [plan.row.pk for plan in plans]}).delete()
        chosen = [
            through(**{ours: plan.row.pk, theirs: pk})
            for plan in plans
            for pk in spec.pks(plan.writes[spec.name], self.world)
        ]
        through._default_manager.bulk_create(chosen, batch_size=500)

    # Memory

    def remember(self, kind: Kind, plans: Sequence[Plan]) -> None:
        """Write down what the source said, so that the next import can tell its changes from an officer's."""
        self.note_seen([plan.memory.pk for plan in plans if plan.memory and not plan.record.closed])
        written = [plan for plan in plans if plan.row is not None and plan.remembers]
        known = [plan for plan in written if plan.memory and plan.outcome != Outcome.CLOSED]
        for plan in known:
            assert plan.memory
            plan.memory.said = plan.said
            plan.memory.external_id = plan.record.external_id
            plan.memory.vanished_at = None
            plan.memory.last_seen_at = self.now
        SourceRecord.objects.bulk_update(
            [plan.memory for plan in known if plan.memory],
            ["said", "external_id", "vanished_at", "last_seen_at"],
            batch_size=100,
        )
        SourceRecord.objects.bulk_create(
            [
                SourceRecord(
                    source=self.source,
                    external_id=plan.record.external_id,
                    content_type=content_type(kind),
                    object_id=plan.row.pk,
                    said=plan.said,
                    last_seen_at=self.now,
                )
                for plan in written
                if plan.memory is None
            ],
            batch_size=300,
        )

    def note_seen(self, memories: list[int]) -> None:
        """The source still has these records."""
        SourceRecord.objects.filter(pk__in=memories).update(last_seen_at=self.now)

    def mark_closed(self, plans: Sequence[Plan]) -> None:
        """Listings that the source calls closed are proposed for closing; an officer decides."""
        closed = [plan.memory.pk for plan in plans if plan.outcome == Outcome.CLOSED and plan.memory]
        if closed:
            SourceRecord.objects.filter(pk__in=closed, vanished_at=None).update(vanished_at=self.now)


def touched_services(kind: Kind, pks: list[int]) -> set[int]:
    """Services whose pages or search entries show these rows."""
    if kind is Kind.SERVICE or not pks:
        return set(pks)
    if kind is Kind.PROVIDER:
        return set(Service.objects.filter(provider__in=pks).values_list("pk", flat=True))
    return set(ServiceLocation.objects.filter(location__in=pks).values_list("service_id", flat=True))
