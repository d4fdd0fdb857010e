"""What is already there, looked up many at once: terms, areas, questions, and which record is which row."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max
from django.utils.translation import gettext as _

from ..models import (
    Area,
    ImportRun,
    ImportSource,
    LocalOfferQuestion,
    Location,
    Provider,
    Service,
    SourceRecord,
    Term,
)
from .records import Kind

MODELS: dict[Kind, Any] = {
    Kind.LOCATION: Location,
    Kind.PROVIDER: Provider,
    Kind.SERVICE: Service,
}


def content_type(kind: Kind) -> ContentType:
    """The content type of a kind of record."""
    return ContentType.objects.get_for_model(MODELS[kind])


class World:
    """Keys of one source and of our own lists, in both directions. Lives as long as one batch job."""

    def __init__(self, source: ImportSource, run: ImportRun | None = None) -> None:
        self.source = source
        self.run = run
        self._pk_of_key: dict[Kind, dict[str, int]] = defaultdict(dict)
        self._key_of_pk: dict[Kind, dict[int, str]] = defaultdict(dict)
        self.hidden_providers: set[int] = set()
        """Providers of the batch that families cannot see."""
        self.titles: dict[tuple[Kind, str], str] = {}
        """Names of the records that this run will create."""

    # Records of this source

    def learn(self, kind: Kind, key: str, pk: int) -> None:
        """Remember that the source's record `key` is our row `pk`."""
        self._pk_of_key[kind][key] = pk
        self._key_of_pk[kind][pk] = key

    def learn_keys(self, kind: Kind, keys: Iterable[str]) -> None:
        """Look up which of our rows these ids of the source are."""
        missing = set(keys) - self._pk_of_key[kind].keys()
        if missing:
            self._learn(kind, {"external_id__in": missing})

    def learn_pks(self, kind: Kind, pks: Iterable[int]) -> None:
        """Look up which ids our rows have at the source."""
        missing = set(pks) - self._key_of_pk[kind].keys()
        if missing:
            self._learn(kind, {"object_id__in": missing})

    def _learn(self, kind: Kind, condition: dict[str, object]) -> None:
        rows = SourceRecord.objects.filter(source=self.source, content_type=content_type(kind), **condition)
        for key, pk in rows.values_list("external_id", "object_id"):
            self.learn(kind, key, pk)

    def staged(self, kind: Kind, keys: Iterable[str]) -> set[str]:
        """Which of these ids the run has records of, too."""
        if self.run is None:
            return set()
        rows = self.run.rows.filter(kind=kind.value, external_id__in=list(keys))
        return set(rows.values_list("external_id", flat=True))

    def learn_hidden(self, providers: Iterable[str]) -> None:
        """Look up which of these providers families cannot see."""
        pks = {pk for key in providers if (pk := self.pk(Kind.PROVIDER, key))}
        hidden = Provider.objects.filter(pk__in=pks, live=False)
        self.hidden_providers = set(hidden.values_list("pk", flat=True))

    def pk(self, kind: Kind, key: str) -> int | None:
        """Our row for an id of the source. `#12` is our own row 12."""
        if key.startswith("#"):
            return int(key[1:])
        return self._pk_of_key[kind].get(key)

    def key(self, kind: Kind, pk: int | None) -> str:
        """The id at the source of our row; `#12` for a row that the source does not know."""
        return "" if pk is None else self._key_of_pk[kind].get(pk, f"#{pk}")

    def title(self, kind: Kind, key: str) -> str:
        """The name of a record, for people."""
        pk = self.pk(kind, key)
        found = MODELS[kind]._default_manager.filter(pk=pk).values_list("name", flat=True).first() if pk else None
        return found or self.titles.get((kind, key)) or _("a record without a name")

    # Our own lists

    @cached_property
    def terms(self) -> dict[str, int]:
        """`vocabulary/term` to primary key."""
        return {f"{v}/{t}": pk for v, t, pk in Term.objects.values_list("vocabulary__slug", "slug", "pk")}

    @cached_property
    def term_keys(self) -> dict[int, str]:
        return {pk: key for key, pk in self.terms.items()}

    @cached_property
    def term_labels(self) -> dict[str, str]:
        return {f"{v}/{t}": label for v, t, label in Term.objects.values_list("vocabulary__slug", "slug", "label")}

    @cached_property
    def areas(self) -> dict[str, int]:
        """Code of a ward, council area or town to primary key."""
        return dict(Area.objects.values_list("code", "pk"))

    @cached_property
    def area_codes(self) -> dict[int, str]:
        return {pk: code for code, pk in self.areas.items()}

    @cached_property
    def questions(self) -> dict[str, int]:
        return dict(LocalOfferQuestion.objects.values_list("text", "pk"))

    def question(self, text: str) -> int:
        """The Local Offer question with these words; asked here for the first time, it joins the list at the end."""
        if text not in self.questions:
            last = LocalOfferQuestion.objects.aggregate(last=Max("order"))["last"] or 0
            self.questions[text] = LocalOfferQuestion.objects.create(text=text, order=last + 1).pk
        return self.questions[text]
