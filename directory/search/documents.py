"""The words of services, as the database's word index reads them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

from django.db.models import F

from ..models import (
    Location,
    Schedule,
    SearchDocument,
    SearchWord,
    Service,
    ServiceAnswer,
    ServiceLocation,
    ServiceStep,
)
from .text import document_text

BATCH = 1000

Texts = dict[int, list[str]]


def write_documents(ids: Collection[int]) -> None:
    """Bring the documents and the words of these services up to date. Call it under the counter's lock."""
    old = {row.service_id: row for row in SearchDocument.objects.filter(pk__in=ids)}
    new = {document.service_id: document for document in documents(ids)}
    SearchDocument.objects.filter(pk__in=old.keys() - new.keys()).delete()
    changed = [document for pk, document in new.items() if pk not in old or differs(old[pk], document)]
    SearchDocument.objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["service_id"],
        update_fields=["name", "brief", "body"],
    )
    gone = [row for pk, row in old.items() if pk not in new]
    replaced = [old[document.service_id] for document in changed if document.service_id in old]
    count_words(changed, [*gone, *replaced])


def differs(one: SearchDocument, other: SearchDocument) -> bool:
    return (one.name, one.brief, one.body) != (other.name, other.brief, other.body)


def documents(ids: Collection[int]) -> Iterator[SearchDocument]:
    """What the public may read of these services, if they are published: nothing of closed ones or drafts.

    Who a service is *not* for stays out, or it would be found by the very people it does not help.
    """
    fields = ("name", "summary", "description", "what_happens", "who_yes", "referral_criteria")
    fields += ("provider__name", "provider__live")
    more = _gather(_answers(ids), _steps(ids), _partners(ids), _places(ids), _times(ids), _areas(ids))
    terms = _gather(_terms(ids))
    meanings = _gather(_meanings(ids))
    rows = Service.objects.published().filter(pk__in=ids).values_list("pk", *fields)
    for pk, name, summary, description, what_happens, who_yes, referral_criteria, provider, shown in rows:
        yield SearchDocument(
            service_id=pk,
            name=document_text(name),
            brief=document_text(summary, provider if shown else "", *terms[pk]),
            body=document_text(description, what_happens, who_yes, referral_criteria, *meanings[pk], *more[pk]),
        )


def _gather(*sources: Iterable[tuple]) -> Texts:
    """Texts by id of service, each text once."""
    found: Texts = defaultdict(list)
    for source in sources:
        for pk, *texts in source:
            found[pk] += [text for text in texts if text and text not in found[pk]]
    return found


def _terms(ids: Collection[int]) -> Iterable[tuple]:
    """Labels of terms that families see, and of the terms above them."""
    through = Service.terms.through
    rows = through.objects.filter(service_id__in=ids, term__public=True).order_by("service_id", "term__order", "term")
    return rows.values_list("service_id", "term__label", "term__parent__label")


def _meanings(ids: Collection[int]) -> Iterable[tuple]:
    """What these terms mean in plain words."""
    through = Service.terms.through
    rows = through.objects.filter(service_id__in=ids, term__public=True).order_by("service_id", "term__order", "term")
    return rows.values_list("service_id", "term__definition")


def _places(ids: Collection[int]) -> Iterator[tuple]:
    """Public names of places; of a place whose address is not shown, only the ward."""
    rows = ServiceLocation.objects.filter(service_id__in=ids, location__live=True).order_by(
        "service_id", "sort_order", "pk"
    )
    place = ("visibility", "name", "town", "address_1", "ward__name")
    for pk, visibility, *texts in rows.values_list("service_id", *(f"location__{name}" for name in place)):
        yield (pk, texts[-1]) if visibility == Location.Visibility.AREA_ONLY else (pk, *texts)


def _steps(ids: Collection[int]) -> Iterable[tuple]:
    rows = ServiceStep.objects.filter(service_id__in=ids).order_by("service_id", "sort_order", "pk")
    return rows.values_list("service_id", "title", "text")


def _answers(ids: Collection[int]) -> Iterable[tuple]:
    rows = ServiceAnswer.objects.filter(service_id__in=ids, question__public=True)
    return rows.order_by("service_id", "sort_order", "pk").values_list("service_id", "answer")


def _times(ids: Collection[int]) -> Iterable[tuple]:
    rows = Schedule.objects.filter(service_id__in=ids).order_by("service_id", "sort_order", "pk")
    return rows.values_list("service_id", "description")


def _partners(ids: Collection[int]) -> Iterable[tuple]:
    rows = Service.partners.through.objects.filter(service_id__in=ids, provider__live=True)
    return rows.values_list("service_id", "provider__name")


def _areas(ids: Collection[int]) -> Iterable[tuple]:
    return Service.coverage_areas.through.objects.filter(service_id__in=ids).values_list("service_id", "area__name")


def count_words(added: Iterable[SearchDocument], removed: Iterable[SearchDocument]) -> None:
    """Keep the number of services that use each word."""
    change: Counter[str] = Counter()
    for document in added:
        change.update(words_of(document))
    for document in removed:
        change.subtract(words_of(document))
    change = Counter({word: number for word, number in change.items() if number})
    known = set(SearchWord.objects.filter(pk__in=list(change)).values_list("pk", flat=True))
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, services=number) for word, number in change.items() if word not in known],
        batch_size=BATCH,
    )
    by_number: dict[int, list[str]] = defaultdict(list)
    for word in known:
        by_number[change[word]].append(word)
    for number, words in by_number.items():
        SearchWord.objects.filter(pk__in=words).update(services=F("services") + number)


def words_of(document: SearchDocument) -> set[str]:
    """Words for spelling help: without numbers."""
    return {word for text in (document.name, document.brief, document.body) for word in text.split() if word.isalpha()}
