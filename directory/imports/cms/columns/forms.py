"""The forms of the two steps in which an officer says what the columns of a table are."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...column_maps import Column, read_column
from ...destinations import GROUPS, TAKES_SEVERAL, WORDS, guess, guess_id, holds_urns
from ...records import ImportFailure
from ...sampling import SampleColumn
from ...terms import TermFinder

AS_BEFORE, BOTH = "as before", "both names"
ONLY_ID = "only the id"
LEAVE_OUT = {
    "not needed": _("Leave it out: not needed"),
    "about a private person": _("Leave it out: private"),
    ONLY_ID: _("Leave it out: only an id"),
}
SEPARATORS = {
    "": _("one value"),
    ";": _("several, with ; between them"),
    ",": _("several, with , between them"),
    "|": _("several, with | between them"),
    "/": _("several, with / between them"),
}
NAMES = ("service.name", "provider.name")
TERMS = ("service.terms", "location.terms")
URN = "provider.identifiers.urn"


class SampleForm(forms.Form):
    """A table like those that will be imported."""

    file = forms.FileField(
        label=_("A table"),
        help_text=_("CSV or XLSX, with the names of the columns in the first row. Nothing is imported yet."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )


class ColumnsForm(forms.Form):
    """Which column holds the ids, and where each column goes."""

    id = forms.ChoiceField(
        label=_("Which column tells the rows apart?"),
        help_text=_(
            "It says the same for the same service next time, like a number. So the next import finds it again."
        ),
    )
    provider_id = forms.ChoiceField(
        label=_("Which column tells the providers apart?"),
        required=False,
        help_text=_(
            "Leave it empty if there is none: a number of a register, like a URN, tells them apart then, or the name."
        ),
    )

    def __init__(self, *args: Any, columns: Sequence[SampleColumn], before: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.before = before
        names = [column.name for column in columns]
        choices = [("", "–"), *((name, name) for name in names)]
        for name, first in (("id", before.get("id") or guess_id(names)), ("provider_id", before.get("provider_id"))):
            field: Any = self.fields[name]
            field.choices = choices
            field.initial = first if first in names else ""
        for number, column in enumerate(columns):
            self.add_column(number, column)

    def add_column(self, number: int, column: SampleColumn) -> None:
        """The two questions about one column."""
        known = self.known(column.name)
        first = initial_of(column, known, is_id=column.name == self.fields["id"].initial)
        self.fields[f"to_{number}"] = forms.ChoiceField(
            label=_("Goes to"), choices=choices_of(known), required=False, initial=first
        )
        self.fields[f"separator_{number}"] = forms.ChoiceField(
            label=_("A cell holds"),
            choices=list(SEPARATORS.items()),
            required=False,
            initial=known.separator if known and known.separator in SEPARATORS else "",
        )

    def known(self, name: str) -> Column | None:
        """What the map has said about a column until now."""
        try:
            return read_column(name, self.before.get("columns", {})[name])
        except (KeyError, TypeError, AttributeError, ImportFailure):
            return None

    @property
    def rows(self) -> Iterator[tuple[SampleColumn, BoundField, BoundField]]:
        """Each column with its two questions."""
        for number, column in enumerate(self.columns):
            yield column, self[f"to_{number}"], self[f"separator_{number}"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.ask_for_missing(cleaned)
        chosen = {number: cleaned.get(f"to_{number}", "") for number in range(len(self.columns))}
        targets = Counter(to for choice in chosen.values() for to in targets_of(choice))
        for number, choice in chosen.items():
            if any(targets[to] > 1 and to not in TAKES_SEVERAL for to in targets_of(choice)):
                self.add_error(
                    f"to_{number}", _("Another column goes there too. Choose one of them, and leave the other out.")
                )
        named = any(to in NAMES for to in targets) or AS_BEFORE in chosen.values()
        if not named and not self.errors:
            self.add_error(None, _("No column gives a name. Choose the one with the names of the services."))
        return cleaned

    def ask_for_missing(self, cleaned: dict[str, Any]) -> None:
        """Every column needs an answer, but for those that tell rows apart: that is one."""
        ids = {cleaned.get("id"), cleaned.get("provider_id")}
        for number, column in enumerate(self.columns):
            if cleaned.get(f"to_{number}") == "":
                if column.name in ids:
                    cleaned[f"to_{number}"] = ONLY_ID
                else:
                    words = gettext("Say where “%(column)s” goes, or leave it out.") % {"column": column.name}
                    self.add_error(f"to_{number}", words)

    def column_map(self) -> dict[str, Any]:
        """The map as it is kept; the kinds of the lists come with the next step."""
        kept = {name: self.before[name] for name in ("constants", "blanks", "continues") if self.before.get(name)}
        data = {"id": self.cleaned_data["id"]} | kept
        if self.cleaned_data["provider_id"]:
            data["provider_id"] = self.cleaned_data["provider_id"]
        return data | {
            "columns": {column.name: self.said(number, column) for number, column in enumerate(self.columns)}
        }

    def said(self, number: int, column: SampleColumn) -> Any:
        """What becomes of one column."""
        choice = self.cleaned_data[f"to_{number}"]
        separator = self.cleaned_data[f"separator_{number}"]
        if choice == AS_BEFORE:
            return self.before["columns"][column.name]
        if choice in LEAVE_OUT:
            return {"drop": choice}
        targets = targets_of(choice)
        said: dict[str, Any] = {"to": targets[0] if len(targets) == 1 else targets}
        if separator:
            said["separator"] = separator
        known = self.known(column.name)
        if known and known.values and set(known.to) == set(targets):
            said["values"] = dict(known.values)
        return said


class KindsForm(forms.Form):
    """Which of our terms each value of a list means. An empty answer says that it means nothing to families."""

    def __init__(
        self, *args: Any, lists: Mapping[str, list[str]], finder: TermFinder, before: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists
        self.finder = finder
        self.questions = [(column, value) for column, values in lists.items() for value in values]
        for number, (column, value) in enumerate(self.questions):
            self.fields[f"kind_{number}"] = forms.CharField(
                label=value,
                required=False,
                max_length=200,
                initial=self.first_answer(value, before.get(column, {}).get(value)),
                widget=forms.TextInput(attrs={"list": "terms", "autocomplete": "off"}),
            )

    @cached_property
    def words(self) -> dict[str, str]:
        """Every term in words, by its key: “Needs: autism”."""
        return self.finder.words_by_key

    def first_answer(self, value: str, before: str | None) -> str:
        """What the map says, or the term with the same words."""
        if before is not None:
            return self.words.get(before, before)
        found = self.finder.find("table", value)
        return self.words.get(found[0], "") if found else ""

    @property
    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The questions of each column."""
        fields = {question: self[f"kind_{number}"] for number, question in enumerate(self.questions)}
        for column, values in self.lists.items():
            yield column, [fields[column, value] for value in values]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        keys = {words.casefold(): key for key, words in self.words.items()}
        for number in range(len(self.questions)):
            name = f"kind_{number}"
            answer = cleaned.get(name, "")
            key = keys.get(answer.casefold(), answer)
            if key and key not in self.words:
                self.add_error(
                    name, _("There is no such term. Choose one that is offered while you type, or leave it empty.")
                )
            cleaned[name] = key
        return cleaned

    def answers(self) -> dict[str, dict[str, str]]:
        """For each column, our term for each of its values."""
        found: dict[str, dict[str, str]] = {column: {} for column in self.lists}
        for number, (column, value) in enumerate(self.questions):
            found[column][value] = self.cleaned_data[f"kind_{number}"]
        return found


def choices_of(known: Column | None) -> list[tuple[Any, Any]]:
    """Where a column may go: as until now, left out, or one of our fields."""
    before = (
        [(AS_BEFORE, _("As until now: %(where)s") % {"where": described(known)})] if known and is_special(known) else []
    )
    fields = [(group, list(destinations.items())) for group, destinations in GROUPS.items()]
    both = (BOTH, _("Name of the service and of its provider"))
    return [("", _("Choose")), *before, *LEAVE_OUT.items(), both, *fields]


def initial_of(column: SampleColumn, known: Column | None, is_id: bool) -> str:
    """What the map says of a column, or else what its name says. A number of a school says more than an id."""
    if known is None and holds_urns(column.name, column.examples):
        return URN
    if known is None:
        return ONLY_ID if is_id else guess(column.name)
    if is_special(known):
        return AS_BEFORE
    return BOTH if set(known.to) == set(NAMES) else known.drop or known.to[0]


def is_special(known: Column) -> bool:
    """Whether a column is mapped in a way that this form cannot ask for."""
    several = len(known.to) > 1 and set(known.to) != set(NAMES)
    own_reason = bool(known.drop) and known.drop not in LEAVE_OUT
    kinds = bool(known.values) and not set(known.to) & set(TERMS)
    odd = bool(known.label or known.unless) or known.separator not in SEPARATORS
    return several or own_reason or kinds or odd


def described(known: Column) -> str:
    """What the map says of a column, in words."""
    return known.drop or ", ".join(str(WORDS.get(to, to)) for to in known.to)


def targets_of(choice: str) -> list[str]:
    """Our fields that a choice fills."""
    if choice == BOTH:
        return list(NAMES)
    return [choice] if choice in WORDS else []
