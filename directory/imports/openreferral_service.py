"""One service of Open Referral UK (HSDS-UK 3.0) as our records."""

from django.utils.translation import gettext as _

from ..models import Area, Service
from .building import to_iso_date
from .cleaning import first_sentence, one_line, paragraphs, to_age, to_date, to_email, to_url
from .nodes import Node
from .openreferral_mentions import without_unmentioned
from .openreferral_parts import TECHNICAL, Gathered, contacts, costs, organisation, schedule
from .openreferral_places import place
from .records import Kind, Record, Row, Value
from .terms import TermFinder

CLOSED = {"inactive", "defunct"}
PAUSED = "temporarily closed"


class ServiceReader:
    """Reads the object of one service, with everything inside it."""

    def __init__(self, node: Node, row: Row, finder: TermFinder) -> None:
        self.node = node
        self.row = row
        self.key = str(node.look("id") or "")
        self.gathered = Gathered(finder)

    def fill(self) -> None:
        """Put the records and problems of the service on its row."""
        node, gathered = self.node, self.gathered
        if str(node.look("status")) in CLOSED:
            self.fill_closed()
            return
        provider = organisation(node.child("organization"), gathered) if node.has("organization") else None
        self.places()
        for item in node.children("schedules"):
            schedule(item, gathered)
        fields = self.fields(provider)
        node.take("id", "id at the source")
        dated = to_date(self.dated() or "")
        self.row.records = [
            *gathered.places,
            *([provider] if provider else []),
            without_unmentioned(Record(Kind.SERVICE, self.key, fields, dated=dated), node),
        ]
        self.row.problems += gathered.problems

    def fill_closed(self) -> None:
        """The source says that it is closed."""
        self.node.drop_everything("the service is closed at the source")
        name = one_line(self.node.look("name") or "")
        self.row.records = [Record(Kind.SERVICE, self.key, {"name": name}, closed=_("Closed at the source."))]

    def dated(self) -> str | None:
        """When the source last changed or checked it."""
        modified = self.gathered.cleaned(self.node, "last_modified", "service.source_dated", to_iso_date)
        assured = self.gathered.cleaned(self.node, "assured_date", "service.source_dated", to_iso_date)
        self.node.drop("assurer_email", "personal data: who checked it at the source")
        return modified or assured

    def places(self) -> None:
        """Places, with what is said of the service at each."""
        for item in self.node.children("service_at_locations"):
            item.drop_keys()
            made = place(item.child("location"), self.gathered)
            words = item.line("description", "service.service_locations")
            contact = (contacts(item, self.gathered, "service") or [{}])[0]
            if made:
                self.gathered.places.append(made)
                self.gathered.at.append({"location": made.external_id, "notes": words[:300], **contact})
            for part in item.children("schedules"):
                schedule(part, self.gathered, at=made.external_id if made else "")
            self.gathered.add_terms(item)

    def fields(self, provider: Record | None) -> dict[str, Value]:
        node, gathered = self.node, self.gathered
        text = node.text("description", "service.description, service.summary")
        to = "service.description"
        fields: dict[str, Value] = {
            "provider": provider.external_id if provider else node.line("organization_id", "service.provider"),
            "name": node.line("name", "service.name"),
            "summary": first_sentence(text),
            "ages": self.ages(),
            "who_yes": paragraphs(node.text("eligibility_description", "service.who_yes"), *self.areas()),
            "contacts": self.contacts(),
            "status": Service.Status.PAUSED.value if node.look("status") == PAUSED else Service.Status.OPEN.value,
            "status_reason": _("Temporarily closed, says the source.") if node.look("status") == PAUSED else "",
            "steps": self.steps(),
            **costs(node, gathered),
        }
        node.take("status", "service.status")
        self.languages()
        gathered.terms.update(gathered.add_terms(node))
        for funding in node.children("funding"):
            funding.drop_keys()
            if source := funding.text("source", to):
                gathered.paragraphs.append(_("Paid for by: %(source)s") % {"source": source})
        alert, praise = node.text("alert", to), node.text("accreditations", to)
        praise = _("Accreditations: %(text)s") % {"text": praise} if praise else ""
        fields["description"] = paragraphs(alert, text, praise, *gathered.paragraphs)
        services, _places = gathered.finder.split(gathered.terms)
        fields |= {
            "terms": services,
            "links": gathered.links,
            "schedules": gathered.schedules,
            "service_locations": gathered.at,
            "online": gathered.online,
            "coverage_areas": self.coverage_areas,
            "coverage": Service.Coverage.PARTS.value if self.coverage_areas else Service.Coverage.AREA.value,
        }
        self.leave_out()
        return fields

    def ages(self) -> list[int | None] | None:
        low = self.gathered.cleaned(self.node, "minimum_age", "service.ages", to_age)
        high = self.gathered.cleaned(self.node, "maximum_age", "service.ages", to_age)
        return [low, high] if low is not None or high is not None else None

    def contacts(self) -> list[dict[str, Value]]:
        email = self.gathered.cleaned(self.node, "email", "service.contacts", to_email)
        website = self.gathered.cleaned(self.node, "url", "service.contacts", to_url)
        return [{"email": email or "", "website": website or ""}, *contacts(self.node, self.gathered, "service")]

    def steps(self) -> list[dict[str, Value]]:
        """How to get it, if the source says."""
        words = self.node.text("application_process", "service.steps")
        return [{"title": _("How to apply"), "text": words}] if words else []

    def areas(self) -> list[str]:
        """Whom the service covers: wards and towns that we know, the rest in words."""
        words: list[str] = []
        self.coverage_areas: list[str] = []
        for item in self.node.children("service_areas"):
            item.drop_keys()
            self.gathered.add_terms(item)
            item.drop_all(("extent", "extent_type"), "outline of an area; areas are loaded with load_areas")
            code = one_line(item.look("uri") or "").rstrip("/").rpartition("/")[2]
            area = Area.objects.filter(code=code).first() if code else None
            item.take("uri", "service.coverage_areas") if area else item.drop("uri", "not an area that is loaded")
            if area:
                self.coverage_areas.append(area.code)
            to = "service.coverage_areas" if area else "service.who_yes"
            texts = [item.line(name, to) for name in ("service_area", "name", "description")]
            words += [] if area else texts
        return words

    def languages(self) -> None:
        """Languages that somebody there speaks."""
        for item in self.node.children("languages"):
            item.drop_keys()
            code, name = one_line(item.look("code") or ""), one_line(item.look("name") or item.look("language") or "")
            found = self.gathered.finder.find("iso639", code, name, within=("language",)) if code or name else []
            for part in ("code", "name", "language", "note"):
                item.take(part, "service.terms") if found else item.drop(part, "no term here has this language")
            self.gathered.terms.update(found)

    def leave_out(self) -> None:
        node = self.node
        if node.has("organization"):
            node.drop("organization_id", TECHNICAL)
        node.drop("program_id", TECHNICAL)
        node.drop_all(
            ("alternate_name", "licenses", "wait_time", "interpretation_services", "deliverable_type", "metadata"),
            TECHNICAL,
        )
