"""What is in use is not deleted: the officer learns by what, and what to do instead.

Every app says in `record_uses` what of its own uses a record; here is what the directory says.
"""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.shortcuts import render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision

from localoffer.core.models import StatutoryItem, Team
from localoffer.core.registries import RecordUse, record_uses

from ..models import (
    Area,
    ImportSource,
    LocalOfferQuestion,
    Location,
    Provider,
    Service,
    ServiceAnswer,
    SourceRecord,
    Term,
    Vocabulary,
)


def _of_term(term: Term) -> int:
    terms = [term.pk, *term.children.values_list("pk", flat=True)]
    services = Service.objects.filter(terms__in=terms).distinct().count()
    return services + Location.objects.filter(terms__in=terms).distinct().count()


def _of_vocabulary(vocabulary: Vocabulary) -> int:
    services = Service.objects.filter(terms__vocabulary=vocabulary).distinct().count()
    return services + Location.objects.filter(terms__vocabulary=vocabulary).distinct().count()


def _of_team(team: Team) -> int:
    return sum(model.objects.filter(owner=team).count() for model in (Service, Provider, Location, ImportSource))


def _of_statutory_item(item: StatutoryItem) -> int:
    """Services that are evidence for it, or for one of its parts: those go with it."""
    return Service.objects.filter(statutory_items__in=item.with_parts()).distinct().count()


def _of_area(area: Area) -> int:
    services = Service.objects.filter(coverage_areas=area).count()
    return services + Location.objects.filter(ward=area).count() + area.wards.count()


def _of_provider(provider: Provider) -> int:
    return _in_drafts(Q(content__provider=provider.pk)) or provider.services.count()


def _of_place(place: Location) -> int:
    """Places of services, also in drafts that the database does not guard."""
    rows = place.service_locations.count() + Provider.objects.filter(address=place).count()
    if rows:
        return rows
    drafts = Revision.objects.filter(content_type=ContentType.objects.get_for_model(Service))
    parts = ("service_locations", "schedules")
    return sum(
        any(part.get("location") == place.pk for name in parts for part in content.get(name, ()))
        for content in drafts.values_list("content", flat=True).iterator()
    )


def _in_drafts(condition: Q) -> int:
    return Revision.objects.filter(condition, content_type=ContentType.objects.get_for_model(Service)).count()


def _records(count: int) -> str:
    return ngettext("%(count)s record", "%(count)s records", count) % {"count": count}


COUNTS: dict[type, Callable[..., int]] = {
    Area: _of_area,
    ImportSource: lambda source: SourceRecord.objects.filter(source=source).count(),
    LocalOfferQuestion: lambda question: ServiceAnswer.objects.filter(question=question).count(),
    Location: _of_place,
    Provider: _of_provider,
    StatutoryItem: _of_statutory_item,
    Team: _of_team,
    Term: _of_term,
    Vocabulary: _of_vocabulary,
}
USES = [RecordUse(f"directory-{model.__name__.lower()}", model, count, _records) for model, count in COUNTS.items()]


def uses(instance) -> str:
    """What would lose something if this record went, in words like “3 pages and 1 record”; empty if nothing."""
    found = [use.words(count) for use in record_uses if type(instance) is use.model and (count := use.count(instance))]
    return get_text_list(found, _("and"))


def refuse_if_used(request, instances):
    """Runs before Wagtail deletes one snippet or many; a page instead of a deletion where one is in use."""
    used = [(instance, words) for instance in instances if (words := uses(instance))]
    if not used:
        return None
    advice = {
        Term: _("Take it off these records first, or keep it and untick “shown to families”."),
        Vocabulary: _("Take its terms off these records first, or untick “is a filter on the results page”."),
        Team: _("Hand them over to another team first."),
        StatutoryItem: _("Untick it, and what is part of it, on all of these first."),
        LocalOfferQuestion: _("Untick “shown to families” instead; the answers stay."),
        ImportSource: _("Its records would be taken for new ones at the next import."),
    }
    context = {"used": used, "advice": advice.get(type(used[0][0]), _("Change these records first."))}
    return render(request, "directory/cms/in_use.html", context, status=409)
