"""Inputs of the editing form: choices in groups, days of the week, further providers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser

from ..models import Area, Provider, Vocabulary
from ..models.service_parts import WEEKDAYS

WEEKDAY_LABELS = {
    "MO": _("Monday"),
    "TU": _("Tuesday"),
    "WE": _("Wednesday"),
    "TH": _("Thursday"),
    "FR": _("Friday"),
    "SA": _("Saturday"),
    "SU": _("Sunday"),
}

UNFOLDED = 8


@dataclass
class Choice:
    value: Any
    label: str
    note: str = ""
    depth: int = 0
    checked: bool = False


@dataclass
class Group:
    """Choices under one heading; of a single group at the most one can be chosen."""

    label: str
    note: str = ""
    single: bool = False
    name: str = ""
    choices: list[Choice] = field(default_factory=list)

    @property
    def ticked(self) -> int:
        return sum(choice.checked for choice in self.choices)

    @property
    def folded(self) -> bool:
        """A long list in which nothing is ticked keeps out of the way until somebody opens it."""
        return bool(self.label) and len(self.choices) > UNFOLDED and not self.ticked


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes under headings. Subclasses say how the objects of the field are grouped."""

    template_name = "directory/cms/widgets/grouped.html"

    def groups(self, objects: Iterable[Any]) -> list[Group]:
        raise NotImplementedError

    def get_context(self, name, value, attrs):
        # Not super(): Django would read every choice once more to build a flat list of inputs.
        attrs = self.build_attrs(self.attrs, attrs)
        chosen = {str(key) for key in value or ()}
        groups = self.groups(self.choices.queryset)
        for group in groups:
            group.name = f"{name}-{group.name}" if group.single else name
            for choice in group.choices:
                choice.checked = str(choice.value) in chosen
        return {"widget": {"name": name, "id": attrs.get("id", name), "groups": groups}}

    def value_from_datadict(self, data, files, name):
        if not isinstance(data, MultiValueDict):
            return data.get(name) or []
        singles = [data[key] for key in data if key.startswith(f"{name}-")]
        return [value for value in [*data.getlist(name), *singles] if value]


class TermsInput(GroupedCheckboxes):
    """Hand-picked terms under their vocabularies; one that allows a single term has radio buttons."""

    def groups(self, objects):
        groups: dict[int, Group] = {}
        vocabularies: dict[int, Vocabulary] = {}
        for term in in_tree_order(list(objects.select_related("vocabulary"))):
            vocabulary = vocabularies.setdefault(term.vocabulary_id, term.vocabulary)
            group = groups.setdefault(
                vocabulary.pk,
                Group(vocabulary.label, vocabulary.hint, single=not vocabulary.several, name=vocabulary.slug),
            )
            note = term.definition if term.public else _("Not shown to families. %s") % term.definition
            group.choices.append(Choice(term.pk, term.label, note, depth=1 if term.parent_id else 0))
        order = {pk: (vocabulary.order, vocabulary.label) for pk, vocabulary in vocabularies.items()}
        return [groups[pk] for pk in sorted(groups, key=order.__getitem__)]


class StatutoryInput(GroupedCheckboxes):
    """What the law asks for, with its parts indented."""

    def groups(self, objects):
        choices = [
            Choice(item.pk, item.text, item.public_reference, depth=1 if item.parent_id else 0)
            for item in in_tree_order(list(objects))
        ]
        return [Group("", choices=choices)]


class AreasInput(GroupedCheckboxes):
    """Wards, towns and council areas, each kind under its own heading."""

    def groups(self, objects):
        groups = {kind: Group(str(label), name=kind) for kind, label in Area.Kind.choices}
        for area in objects.defer("outline"):
            groups[area.kind].choices.append(Choice(area.pk, area.name))
        return [group for group in groups.values() if group.choices]


def in_tree_order(rows: list[Any]) -> list[Any]:
    """Each row followed by its children, in the order that the rows came in; orphans come last."""
    children: dict[int | None, list[Any]] = {}
    keys = {row.pk for row in rows}
    for row in sorted(rows, key=lambda row: (row.order, str(row))):
        children.setdefault(row.parent_id if row.parent_id in keys else None, []).append(row)
    return [each for row in children.get(None, ()) for each in (row, *children.get(row.pk, ()))]


class DaysInput(forms.Widget):
    """The days of a session: seven checkboxes, and a box for days of a month like 1SA or -1FR."""

    template_name = "directory/cms/widgets/days.html"

    def get_context(self, name, value, attrs):
        codes = [code.strip().upper() for code in (value or "").split(",") if code.strip()]
        days = [(code, WEEKDAY_LABELS[code], code in codes) for code in WEEKDAYS]
        other = ",".join(code for code in codes if code not in WEEKDAYS)
        return {"widget": {"name": name, "id": (attrs or {}).get("id", name), "days": days, "other": other}}

    def value_from_datadict(self, data, files, name):
        chosen = data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]
        return ",".join(code for code in [*chosen, data.get(f"{name}-other", "").strip()] if code)

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""

    use_fieldset = True


class ProvidersInput(forms.Widget):
    """Further providers: those chosen already as checkboxes, and a chooser for one more.

    There may be thousands of providers, so they are never all listed.
    """

    template_name = "directory/cms/widgets/providers.html"
    use_fieldset = True
    needs_multipart_form = False

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.choices = ()

    @property
    def chooser(self):
        return AdminSnippetChooser(model=Provider)

    @property
    def media(self):
        return self.chooser.media

    def get_context(self, name, value, attrs):
        id_ = (attrs or {}).get("id", name)
        chosen = Provider.objects.filter(pk__in=[key for key in value or () if str(key).isdecimal()])
        chooser = self.chooser.render(f"{name}-add", None, {"id": f"{id_}-add"})
        return {"widget": {"name": name, "id": id_, "chosen": chosen, "chooser": chooser}}

    def value_from_datadict(self, data, files, name):
        chosen = data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or ())
        return [key for key in [*chosen, data.get(f"{name}-add")] if key]

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""
