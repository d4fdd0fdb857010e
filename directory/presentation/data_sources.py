"""Where listings come from, and on which terms we may show them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from ..models import ImportSource, Location, Provider, Service
from ..models.sources import OPEN_GOVERNMENT


@dataclass(frozen=True)
class UsedSource:
    """A source of listings that families can see."""

    name: str
    licence: str
    latest: date | None
    """The newest date that one of its listings is of."""

    @property
    def is_open_government(self) -> bool:
        return self.licence == OPEN_GOVERNMENT


def sources_in_use() -> list[UsedSource]:
    """The sources of published services, providers and places, by name. Four queries."""
    latest: dict[int, date | None] = {}
    for model in (Service, Provider, Location):
        rows = model.objects.published().exclude(source=None).order_by().values_list("source")
        for source, day in rows.annotate(Max("source_dated")):
            latest[source] = max(filter(None, (day, latest.get(source))), default=None)
    sources = ImportSource.objects.filter(pk__in=latest)
    return [UsedSource(source.name, source.licence_words, latest[source.pk]) for source in sources]
