"""Fields whose values are parts of a row: lists of contacts or times, sets of terms, answers to questions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations

from ..models import Area, ProviderIdentifier, Term
from .fields import Field, Row, from_json, to_json
from .records import Kind, Value
from .world import World

Part = dict[str, Value]


@dataclass(frozen=True)
class Several(Field):
    """A field whose values are rows of another table, not columns of its own."""

    empty: Value = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return ()

    @property
    def relation(self) -> str:
        return self.name


@dataclass(frozen=True)
class Parts(Several):
    """A list of parts, replaced as a whole: contacts, links, times, places."""

    attributes: tuple[str, ...] = ()

    def read(self, row: Row, world: World) -> Value:
        return [self.read_part(part, world) for part in getattr(row, self.name).all()]

    def read_part(self, part: Any, world: World) -> Part:
        values: Part = {}
        for name in self.attributes:
            field = part._meta.get_field(name)
            if field.is_relation:
                value = world.key(Kind.LOCATION, getattr(part, f"{name}_id"))
            else:
                value = to_json(getattr(part, name))
            if value not in (None, "") and value != to_json(default_of(field)):
                values[name] = value
        return values

    def write(self, row: Row, value: Value, world: World) -> None:
        getattr(row, self.name).set(self.rows(row, value, world))

    def relation_of(self, model: type[models.Model]) -> Any:
        """The relation that holds the parts."""
        return next(r for r in get_all_child_relations(model) if r.get_accessor_name() == self.name)

    def rows(self, row: Row, value: Value, world: World) -> list[models.Model]:
        """Unsaved parts of the row, in order."""
        relation = self.relation_of(type(row))
        made: list[models.Model] = []
        for position, part in enumerate(value or ()):
            made.append(self.make(relation, row, part, position, world))
        return made

    def make(self, relation: Any, row: Row, part: Part, position: int, world: World) -> models.Model:
        values: dict[str, Any] = {}
        for name, single in part.items():
            field = relation.related_model._meta.get_field(name)
            if field.is_relation:
                values[f"{name}_id"] = world.pk(Kind.LOCATION, single)
            else:
                values[name] = from_json(field, single)
        return relation.related_model(**{relation.field.name: row}, sort_order=position, **values)

    def merge(self, last: Value, current: Value, new: Value) -> tuple[Value, bool]:
        last, current, new = list(last or ()), list(current or ()), list(new or ())
        if not last and current and adds_only(current, new):
            return new, False
        return super().merge(last, current, new)

    def words(self, value: Value, world: World) -> str:
        return "; ".join(", ".join(self.part_words(part, world)) for part in value or ())

    def part_words(self, part: Part, world: World) -> list[str]:
        return [world.title(Kind.LOCATION, value) if name == "location" else str(value) for name, value in part.items()]


def adds_only(current: list[Part], new: list[Part]) -> bool:
    """Whether a source that speaks for the first time contradicts nothing: it says all that we have, and more."""
    return all(any(part.items() <= fuller.items() for fuller in new) for part in current)


def default_of(field: models.Field) -> Value:
    """The value of a part about which nobody has said anything."""
    return field.get_default() if field.has_default() else None


@dataclass(frozen=True)
class Codes(Parts):
    """Registrations as `scheme:number`. The source's additions and removals are applied one by one."""

    def read(self, row: Row, world: World) -> Value:
        return sorted(f"{part.scheme}:{part.value}" for part in getattr(row, self.name).all())

    def make(self, relation: Any, row: Row, part: Any, position: int, world: World) -> models.Model:
        scheme, _, value = part.partition(":")
        return relation.related_model(**{relation.field.name: row}, sort_order=position, scheme=scheme, value=value)

    def merge(self, last: Value, current: Value, new: Value) -> tuple[Value, bool]:
        return merge_sets(last, current, new), False

    def words(self, value: Value, world: World) -> str:
        return ", ".join(self.code_words(*code.split(":", 1)) for code in value or ())

    def code_words(self, scheme: str, number: str) -> str:
        """A registration as officers know it: “Registered charity 1234567”."""
        return f"{dict(ProviderIdentifier.Scheme.choices).get(scheme, scheme)} {number}"


@dataclass(frozen=True)
class Answers(Parts):
    """Answers by question. Each question is merged on its own."""

    empty: Value = None

    def read(self, row: Row, world: World) -> Value:
        texts = {pk: text for text, pk in world.questions.items()}
        return {
            texts[part.question_id]: part.answer for part in getattr(row, self.name).all() if part.question_id in texts
        }

    def make(self, relation: Any, row: Row, part: Any, position: int, world: World) -> models.Model:
        question, answer = part
        return relation.related_model(
            **{relation.field.name: row}, sort_order=position, question_id=world.question(question), answer=answer
        )

    def rows(self, row: Row, value: Value, world: World) -> list[models.Model]:
        return super().rows(row, list((value or {}).items()), world)

    def merge(self, last: Value, current: Value, new: Value) -> tuple[Value, bool]:
        last, current, new = last or {}, current or {}, new or {}
        result, disagree = {}, False
        for question in {**current, **new}:
            answer, differs = Field.merge(self, last.get(question), current.get(question), new.get(question))
            disagree = disagree or differs
            if answer:
                result[question] = answer
        return result, disagree

    def words(self, value: Value, world: World) -> str:
        return "; ".join(f"{question} {answer}" for question, answer in (value or {}).items())


@dataclass(frozen=True)
class Choices(Several):
    """A set of rows of one of our own lists: terms, wards. Additions and removals are applied one by one."""

    model: type[Term] | type[Area] = Term

    def keys(self, world: World) -> dict[int, str]:
        return world.term_keys if self.model is Term else world.area_codes

    def pks(self, value: Value, world: World) -> list[int]:
        """Primary keys of the chosen rows."""
        known = world.terms if self.model is Term else world.areas
        return [known[key] for key in value or () if key in known]

    def read(self, row: Row, world: World) -> Value:
        keys = self.keys(world)
        return sorted(keys[chosen.pk] for chosen in getattr(row, self.name).all() if chosen.pk in keys)

    def write(self, row: Row, value: Value, world: World) -> None:
        getattr(row, self.name).set(list(self.model._default_manager.filter(pk__in=self.pks(value, world))))

    def merge(self, last: Value, current: Value, new: Value) -> tuple[Value, bool]:
        return merge_sets(last, current, new), False

    def words(self, value: Value, world: World) -> str:
        label: Callable[[str], str] = (lambda key: world.term_labels.get(key, key)) if self.model is Term else str
        return ", ".join(label(key) for key in value or ())


def merge_sets(last: Value, current: Value, new: Value) -> list[str]:
    """What the source added is added, what it took away is taken away, what an officer did stays."""
    before, now, after = set(last or ()), set(current or ()), set(new or ())
    return sorted((now | (after - before)) - (before - after))
