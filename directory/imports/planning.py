"""What an import would change, without changing it: the difference between source, memory and our rows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..models import ImportRow, SourceRecord
from .catalogue import FIELDS
from .fields import Field, Reference, Row
from .loading import load
from .matching import match_existing
from .part_fields import Parts
from .records import Kind, Record, Value
from .remembering import remembered, renamed
from .world import MODELS, World

Outcome = ImportRow.Outcome


@dataclass
class Change:
    """One field that differs. `kept` means that ours stays, because an officer changed it."""

    field: str
    label: str
    old: str
    new: str
    kept: bool = False
    draft: bool = False

    def as_json(self) -> dict[str, Value]:
        return {**self.__dict__}


@dataclass
class Plan:
    """What is to be done about one record."""

    record: Record
    outcome: str
    memory: SourceRecord | None = None
    row: Row = None
    writes: dict[str, Value] = field(default_factory=dict)
    said: dict[str, Value] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    source_changes: dict[str, Value] = field(default_factory=dict)
    """Fields about which the source says something else than last time: drafts have to take them up."""
    lost: list[str] = field(default_factory=list)
    """Our fields that could not be filled, because what they point at does not exist."""

    @property
    def last_said(self) -> dict[str, Value]:
        """What the source said last time. Read before the memory is written anew."""
        return self.memory.said if self.memory else {}

    @property
    def has_moved(self) -> bool:
        """Whether the listing has a new id at the source."""
        return self.memory is not None and self.memory.external_id != self.record.external_id

    @property
    def remembers(self) -> bool:
        """Whether the memory of what the source said has to be written."""
        if self.memory is None or self.has_moved:
            return True
        return self.said != self.memory.said or self.memory.vanished_at is not None


def plan_batch(
    kind: Kind, records: Sequence[Record], world: World, coming: set[tuple[Kind, str]], lock: bool = False
) -> list[Plan]:
    """A plan for each record, in a fixed number of queries. `coming` are records that this run will create."""
    memories = remembered(kind, records, world)
    if kind is Kind.PROVIDER:
        memories |= renamed(records, memories, world)
    unknown = [record for record in records if record.external_id not in memories]
    matched = match_existing(kind, unknown, world)
    pks = {memory.object_id for memory in memories.values()} | set(matched.values())
    rows = load(kind, pks, world, lock=lock)
    learn_pointed(kind, records, world)
    if kind is Kind.SERVICE:
        world.learn_hidden({record.fields.get("provider") or "" for record in records})
    plans = []
    for record in records:
        memory = memories.get(record.external_id)
        pk = memory.object_id if memory else matched.get(record.external_id)
        plans.append(plan_one(kind, record, memory, rows.get(pk) if pk else None, world, coming))
    return plans


def learn_pointed(kind: Kind, records: Iterable[Record], world: World) -> None:
    """Look up everything that the records point at."""
    keys: dict[Kind, set[str]] = defaultdict(set)
    for record in records:
        for pointed_kind, key in pointers(kind, record):
            keys[pointed_kind].add(key)
    for pointed_kind, found in keys.items():
        world.learn_keys(pointed_kind, found)


def pointers(kind: Kind, record: Record) -> Iterable[tuple[Kind, str]]:
    """What a record points at."""
    for name, value in record.fields.items():
        spec = FIELDS[kind][name]
        if isinstance(spec, Reference) and value:
            yield spec.kind, value
        elif isinstance(spec, Parts) and "location" in spec.attributes:
            yield from ((Kind.LOCATION, part["location"]) for part in value or () if part.get("location"))


def plan_one(
    kind: Kind,
    record: Record,
    memory: SourceRecord | None,
    row: Row | None,
    world: World,
    coming: set[tuple[Kind, str]],
) -> Plan:
    """Compare one record with the row it belongs to, if any."""
    plan = Plan(record, Outcome.UNCHANGED, memory=memory, row=row)
    if record.closed:
        plan.outcome = Outcome.CLOSED if row is not None else Outcome.LEFT_OUT
        plan.problems += [record.closed] if row is not None else []
        plan.said = dict(memory.said) if memory else {}
        return plan
    if memory is not None and row is None:
        plan.outcome = Outcome.LEFT_OUT
        plan.problems.append(_("An officer has deleted it here."))
        plan.said = dict(memory.said)
        return plan
    values = without_known_parts(resolvable(kind, record, plan, world, coming), plan)
    if kind is Kind.SERVICE and not values.get("provider"):
        plan.outcome = Outcome.ERROR
        plan.problems.append(_("Its provider is not known."))
        return plan
    unmentioned = {name: value for name, value in plan.last_said.items() if name not in values}
    plan.said = unmentioned | {name: value for name, value in values.items() if value not in (None, "", [], {})}
    if row is None:
        plan.outcome = Outcome.NEW
        plan.writes = values
        return plan
    if kind is Kind.SERVICE and leads_out_of_sight(plan, values["provider"], world):
        keep_provider(plan, values, world)
    compare(kind, plan, values, world)
    compare_drafts(kind, plan, world)
    return plan


def leads_out_of_sight(plan: Plan, provider: str, world: World) -> bool:
    """Whether a service that families can find would go to a provider that they cannot see."""
    pk = world.pk(Kind.PROVIDER, provider)
    is_hidden = pk in world.hidden_providers if pk else not world.source.arrives_live
    return plan.row.live and is_hidden and pk != plan.row.provider_id


def keep_provider(plan: Plan, values: dict[str, Value], world: World) -> None:
    """Leave a service with its provider until the new one is published; the source has not been heard until then."""
    new = world.title(Kind.PROVIDER, values.pop("provider"))
    plan.said.pop("provider", None)
    if "provider" in plan.last_said:
        plan.said["provider"] = plan.last_said["provider"]
    plan.problems.append(
        _("Its provider stays: families cannot see %(provider)s yet. Publish that one, and import again.")
        % {"provider": f"“{new}”"}
    )


def resolvable(kind: Kind, record: Record, plan: Plan, world: World, coming: set[tuple[Kind, str]]) -> dict[str, Value]:
    """The record's values, without pointers to records that exist nowhere."""

    def known(pointed_kind: Kind, key: str) -> bool:
        return (pointed_kind, key) in coming or world.pk(pointed_kind, key) is not None

    values = dict(record.fields)
    for name, value in record.fields.items():
        spec = FIELDS[kind][name]
        if isinstance(spec, Reference) and value and not known(spec.kind, value):
            values[name] = ""
            plan.lost.append(f"{kind}.{name}")
            plan.problems.append(
                _("%(field)s: %(id)s is not in this source.") % {"field": label_of(kind, spec), "id": value}
            )
        elif isinstance(spec, Parts) and "location" in spec.attributes:
            values[name] = [
                part for part in value or () if not part.get("location") or known(Kind.LOCATION, part["location"])
            ]
    return values


def without_known_parts(values: dict[str, Value], plan: Plan) -> dict[str, Value]:
    """The values without fields that are told in part only, where that part has been said before."""

    def is_known(name: str) -> bool:
        return name in plan.record.in_part and set_of(values[name]) <= set_of(plan.last_said.get(name))

    return {name: value for name, value in values.items() if not is_known(name)}


def set_of(value: Value) -> set[str]:
    """The paragraphs of a text and what stands between its semicolons, or the parts of a list."""
    return set(re.split("\n\n|; ", value)) if isinstance(value, str) else {repr(part) for part in value or ()}


def compare(kind: Kind, plan: Plan, values: dict[str, Value], world: World) -> None:
    """Fill in what differs, field by field."""
    for name, new in values.items():
        spec = FIELDS[kind][name]
        current = spec.read(plan.row, world)
        last = plan.last_said.get(name, spec.empty)
        if not same(new, last):
            plan.source_changes[name] = new
        result, disagree = spec.merge(last, current, new if new is not None else spec.empty)
        if same(result, current) and not disagree:
            continue
        plan.changes.append(
            Change(name, label_of(kind, spec), spec.words(current, world), spec.words(new, world), kept=disagree)
        )
        if not same(result, current):
            plan.writes[name] = result
    settle(plan)


def compare_drafts(kind: Kind, plan: Plan, world: World) -> None:
    """List the fields that a pending draft has changed and that the source changes too."""
    if not plan.source_changes or not plan.row.latest_revision_id or not plan.row.has_unpublished_changes:
        return
    draft = plan.row.latest_revision.as_object()
    for name, new in plan.source_changes.items():
        spec = FIELDS[kind][name]
        current = spec.read(draft, world)
        _result, disagree = spec.merge(plan.last_said.get(name, spec.empty), current, new)
        if disagree:
            plan.changes.append(
                Change(name, label_of(kind, spec), spec.words(current, world), spec.words(new, world), True, draft=True)
            )
    settle(plan)


def settle(plan: Plan) -> None:
    """Say in one word what the differences mean."""
    if any(change.kept for change in plan.changes):
        plan.outcome = Outcome.CONFLICT
    elif plan.changes or plan.memory is None or plan.has_moved:
        plan.outcome = Outcome.CHANGED


def same(one: Value, other: Value) -> bool:
    """Equal, where nothing is nothing in whatever form."""
    return one == other or (not one and not other and not isinstance(one, bool))


def label_of(kind: Kind, spec: Field) -> str:
    """The name of a field as officers know it."""
    names = {
        "point": _("coordinates"),
        "ages": _("ages"),
        "waiting": _("how long it takes"),
        "places_free": _("places free"),
        "contacts": _("contacts"),
        "identifiers": _("registrations"),
        "inspections": _("inspection results"),
        "links": _("links"),
        "steps": _("steps"),
        "answers": _("Local Offer answers"),
        "schedules": _("times"),
        "service_locations": _("places"),
    }
    if spec.name in names:
        return str(names[spec.name])
    return str(MODELS[kind]._meta.get_field(spec.name).verbose_name)
