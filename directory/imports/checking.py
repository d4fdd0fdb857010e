"""Every value of a record is held against our own model before anything is stored."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .catalogue import FIELDS
from .cleaning import plain
from .fields import Field, Pair
from .part_fields import Answers, Codes, Parts, default_of
from .planning import label_of
from .records import Record, Value
from .world import MODELS


class Check:
    """Cleans one record in place. `problems` are for the officer, `lost` are our fields that stay empty."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.kind = record.kind
        self.problems: list[str] = []
        self.lost: list[str] = []

    def run(self) -> bool:
        """Whether the record can be used at all: it needs a name."""
        for name, value in list(self.record.fields.items()):
            spec = FIELDS[self.kind][name]
            if value is None or value == "" or value == []:
                continue
            self.record.fields[name] = self.cleaned(spec, value)
        self.put_ages_in_order()
        if not self.record.closed and not self.record.fields.get("name"):
            self.problems.append(_("It has no name."))
            return False
        return True

    def cleaned(self, spec: Field, value: Value) -> Value:
        if isinstance(spec, Codes | Answers):
            return self.cleaned_texts(spec, value)
        if isinstance(spec, Parts):
            return [part for part in (self.cleaned_part(spec, part) for part in value) if part]
        if isinstance(spec, Pair):
            return list(value)
        if type(spec) is Field:
            model_field = MODELS[self.kind]._meta.get_field(spec.name)
            assert isinstance(model_field, models.Field)
            return self.cleaned_single(spec, model_field, value, spec.empty)
        return value

    def cleaned_texts(self, spec: Field, value: Value) -> Value:
        if isinstance(value, dict):
            return {plain(question)[:300]: plain(answer) for question, answer in value.items() if plain(answer)}
        return sorted({plain(code) for code in value if len(plain(code).partition(":")[2]) <= 60})

    def cleaned_part(self, spec: Parts, part: dict[str, Value]) -> dict[str, Value]:
        """The part without values that say nothing, so that it compares with what the database gives back."""
        relation = spec.relation_of(MODELS[self.kind])
        result: dict[str, Value] = {}
        for name in spec.attributes:
            model_field: Any = relation.related_model._meta.get_field(name)
            value = part.get(name)
            if value in (None, "") or value == default_of(model_field):
                continue
            clean = value if model_field.is_relation else self.cleaned_single(spec, model_field, value, "")
            if clean not in (None, ""):
                result[name] = clean
        return result

    def cleaned_single(self, spec: Field, model_field: models.Field, value: Value, empty: Value) -> Value:
        """The value if our field can hold it, else nothing, with the reason on the list of problems."""
        if isinstance(value, str):
            value = plain(value)
        try:
            model_field.clean(value, None)
        except ValidationError as error:
            label = label_of(self.kind, spec)
            self.problems.append(f"{label}: {' '.join(error.messages)} ({str(value)[:60]})")
            self.lost.append(f"{self.kind}.{spec.name}")
            return empty
        return value

    def put_ages_in_order(self) -> None:
        ages = self.record.fields.get("ages")
        if ages and None not in ages and ages[0] > ages[1]:
            self.problems.append(
                _("ages: the lowest age %(low)s is above the highest age %(high)s.") % {"low": ages[0], "high": ages[1]}
            )
            self.lost.append(f"{self.kind}.ages")
            self.record.fields["ages"] = None
