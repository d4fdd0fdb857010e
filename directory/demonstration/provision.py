"""Services of the demonstration: what families use."""

import hashlib
from datetime import timedelta
from decimal import Decimal

from django.conf import settings

from localoffer.core.models import StatutoryItem

from ..models import (
    LocalOfferQuestion,
    Schedule,
    Service,
    ServiceAnswer,
    ServiceContact,
    ServiceLink,
    ServiceLocation,
    ServiceStep,
    Term,
)
from ..short_codes import ALPHABET, LENGTH
from .publishing import Writer, is_sample
from .reading import content, services
from .schools import service_of_school
from .times import read_time

UNKNOWN_AGES = "Ask the service which ages it is for."


class Builder:
    """Turns a row of the content files into a service with all its parts."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.terms = {f"{term.vocabulary.slug}/{term.slug}": term for term in Term.objects.select_related("vocabulary")}
        self.law = {item.slug: item for item in StatutoryItem.objects.all()}
        self.questions = {question.text: question for question in LocalOfferQuestion.objects.all()}

    def build(self, row: dict) -> Service:
        """A service that is not saved yet."""
        service = Service(
            name=row["name"],
            slug=row["slug"],
            short_code=short_code(row["slug"]),
            provider=self.writer.provider(row["provider"]),
            owner=self.writer.team(row["owner"]),
            **self.words(row),
            **self.facts(row),
        )
        self.add_parts(service, row)
        self.add_status(service, row)
        if is_sample(service.name):
            self.writer.checked(service, row.get("checked_days_ago"))
        elif "school" in row:
            self.writer.from_school_tables(service, content("schools")["dated"])
        else:
            self.writer.unchecked(service, row)
        return service

    def words(self, row: dict) -> dict[str, object]:
        who_yes = row.get("yes", [] if "ages" in row else [UNKNOWN_AGES])
        return {
            "summary": row["summary"],
            "description": row.get("description", ""),
            "what_happens": row.get("what_happens", ""),
            "who_yes": "\n".join(who_yes),
            "who_no": "\n".join(row.get("no", [])),
            "referral_criteria": row.get("criteria", ""),
            "referral_evidence": "\n".join(row.get("evidence", [])),
            "referral_form_url": row.get("form", ""),
            "cost_notes": row.get("cost_notes", ""),
            "price_unit": row.get("unit", ""),
        }

    def facts(self, row: dict) -> dict[str, object]:
        min_age, max_age = row.get("ages", (None, None))
        return {
            "min_age": min_age,
            "max_age": max_age,
            "price_from": Decimal(row["price"]) if "price" in row else None,
            "wait": row.get("wait", ""),
            "wait_as_of": self.days_ago(row.get("wait_days_ago")),
            "vacancies": row.get("vacancies", ""),
            "vacancies_as_of": self.days_ago(row.get("vacancies_days_ago")),
            "coverage": row.get("coverage", Service.Coverage.AREA),
            "online": row.get("online", False),
            "home_visit": row.get("home_visit", False),
            "outside_area": row.get("outside", False),
        }

    def days_ago(self, days: int | None):
        return None if days is None else self.writer.today - timedelta(days=days)

    def add_parts(self, service: Service, row: dict) -> None:
        service.terms = [self.terms[key] for key in row["terms"] if key in self.terms]
        service.statutory_items = [self.law[slug] for slug in row.get("law", []) if slug in self.law]
        service.partners = [self.writer.provider(slug) for slug in row.get("partners", [])]
        service.steps = [
            ServiceStep(sort_order=order, title=title, text=text)
            for order, (title, text) in enumerate(row.get("steps", []))
        ]
        service.links = [
            ServiceLink(sort_order=order, kind=ServiceLink.Kind.WAITING, label=label, url=settings.BASE_URL + path)
            for order, (label, path) in enumerate(row.get("waiting", []))
        ]
        service.answers = [
            ServiceAnswer(sort_order=order, question=self.questions[question], answer=answer)
            for order, (question, answer) in enumerate(row.get("answers", []))
            if question in self.questions
        ]
        service.contacts = contacts(service, row)
        service.service_locations = [
            ServiceLocation(sort_order=order, location=self.writer.place(slug))
            for order, slug in enumerate(row.get("places", []))
        ]
        service.schedules = [self.schedule(order, line) for order, line in enumerate(row.get("times", []))]

    def schedule(self, order: int, line: str) -> Schedule:
        written = read_time(line, self.writer.today)
        return Schedule(sort_order=order, location=self.writer.place(written.place), **written.values)

    def add_status(self, service: Service, row: dict) -> None:
        service.status = row.get("status", Service.Status.OPEN)
        service.status_reason = row.get("status_reason", "")
        if "status_until_days" in row:
            service.status_until = self.writer.today + timedelta(days=row["status_until_days"])


def load_services(writer: Writer) -> int:
    """All services of the content files, and one for each school."""
    rows = [*services(), *map(service_of_school, content("schools")["schools"])]
    fresh = [row for row in rows if not writer.memory.knows(f"service/{row['slug']}")]
    builder = Builder(writer)
    for row in fresh:
        writer.publish(f"service/{row['slug']}", builder.build(row))
    return len(fresh)


def contacts(service: Service, row: dict) -> list[ServiceContact]:
    """The service's own contact; a made-up service answers at its provider's."""
    details = {name: row.get(name, "") for name in ("phone", "email", "website")}
    if is_sample(service.name) and not any(details.values()):
        office = service.provider.contacts.first()
        details = {"phone": office.phone, "email": office.email, "website": office.website}
    if not any(details.values()):
        return []
    label, hours = row.get("phone_label", ""), row.get("hours", "")
    return [ServiceContact(sort_order=0, label=label, phone_hours=hours, **details)]


def short_code(slug: str) -> str:
    """Always the same for the same service, so that a printed sheet of the demonstration still leads there."""
    number = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:8])
    return "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH))
