"""One establishment of the schools register as our records: its place, its trust, itself, its services."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ..geography.grid import to_wgs84
from . import gias_codes as codes
from .building import to_postcode
from .cleaning import to_age, to_date, to_int, to_phone, to_url
from .gias_columns import DROPPED
from .gias_facts import NOTHING_APPLIES, facts, meaning, size, unit_size
from .records import Kind, Record, Value
from .tables import Cells
from .terms import TermFinder

BOTH = "provider.contacts, service.contacts"


@dataclass
class School:
    """Reads the cells of one row. `problems` are for the officer."""

    cells: Cells
    finder: TermFinder
    formerly: tuple[str, ...] = ()
    outside_area: bool = False
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.urn = self.cells.take("URN", "provider.identifiers")
        self.name = self.cells.take("EstablishmentName", "provider.name, service.name, location.name")
        type_name = self.cells.look("TypeOfEstablishment (name)")
        self.code = self.cells.take("TypeOfEstablishment (code)", "service.terms, provider.kind").zfill(2)
        self.code = self.code if self.code.strip("0") else codes.CODE_OF_TYPE.get(type_name.casefold(), "")
        self.cells.take("TypeOfEstablishment (name)", "service.summary, service.description")
        self.kind_of_school = codes.TYPES.get(self.code, type_name)

    def records(self) -> list[Record]:
        """Everything that this row tells, in the order in which it points back."""
        place, trust = self.place(), self.trust()
        contact = self.contact()
        units = self.units()
        needs = self.needs()
        result = [place, *([trust] if trust else []), self.provider(contact, trust)]
        result.append(self.school(contact, [] if units else needs))
        result += [self.unit(name, lines, contact, needs) for name, lines in units]
        self.leave_out_the_rest()
        return result

    def closed(self) -> list[Record]:
        """Records that say that the school and its units are closed."""
        day = to_date(self.cells.look("CloseDate"))
        why = _("Closed on %(day)s.") % {"day": f"{day:%-d %B %Y}"} if day else _("Closed.")
        for name in self.cells.values:
            if name not in {"URN", "EstablishmentName", "TypeOfEstablishment (code)", "TypeOfEstablishment (name)"}:
                self.cells.drop(name, "the school is closed")
        keys = [self.urn, *(f"{self.urn}:{unit}" for unit in codes.UNITS.values())]
        return [
            Record(Kind.PROVIDER, self.urn, {"name": self.name}, closed=why),
            *(Record(Kind.SERVICE, key, {"name": self.name}, closed=why) for key in keys),
        ]

    # Place

    def place(self) -> Record:
        take = self.cells.take
        parts = [take("SiteName", "location.address_2"), take("Locality", "location.address_2")]
        parts.append(take("Address3", "location.address_2"))
        fields: dict[str, Value] = {
            "name": self.name,
            "address_1": take("Street", "location.address_1"),
            "address_2": ", ".join(dict.fromkeys(part for part in parts if part)),
            "town": take("Town", "location.town"),
            "county": self.words("County (name)", "location.county"),
            "postcode": self.postcode(),
            "point": self.point(),
            "ward": take("AdministrativeWard (code)", "location.ward"),
            "uprn": self.words("UPRN", "location.uprn"),
        }
        return Record(Kind.LOCATION, self.urn, fields, formerly=self.formerly)

    def words(self, name: str, to: str) -> str:
        """A value, unless it says that nothing applies."""
        value = meaning(self.cells, name)
        return self.cells.take(name, to) if value else ""

    def clean(self, name: str, to: str, clean: str | None) -> str:
        """A cleaned value, or a problem."""
        raw = self.cells.look(name)
        if raw and not clean:
            self.cells.drop(name, "it cannot be read")
            self.problems.append(f"“{name}”: {raw[:60]} – " + _("it cannot be read"))
        elif raw:
            self.cells.take(name, to)
        return clean or ""

    def postcode(self) -> str:
        return self.clean("Postcode", "location.postcode", to_postcode(self.cells.look("Postcode")))

    def point(self) -> list[float] | None:
        east, north = to_int(self.cells.look("Easting")), to_int(self.cells.look("Northing"))
        if not east or not north:
            for name in ("Easting", "Northing"):
                self.cells.drop(name, "half a coordinate, or 0, is not a place")
            return None
        self.cells.take("Easting", "location.point")
        self.cells.take("Northing", "location.point")
        return list(to_wgs84(east, north))

    # Organisation

    def trust(self) -> Record | None:
        """The trust that runs an academy: a provider of its own."""
        name = self.words("Trusts (name)", "provider.parent")
        code = self.cells.take("Trusts (code)", "provider.parent")
        if not name:
            return None
        fields = {"name": name.title() if name.isupper() else name, "kind": "trust"}
        return Record(Kind.PROVIDER, f"trust:{code or name.casefold()}"[:200], fields)

    def contact(self) -> dict[str, Value]:
        website = self.clean("SchoolWebsite", BOTH, to_url(self.cells.look("SchoolWebsite")))
        phone = self.clean("TelephoneNum", BOTH, to_phone(self.cells.look("TelephoneNum")))
        return {"phone": phone, "website": website}

    def provider(self, contact: dict[str, Value], trust: Record | None) -> Record:
        fields: dict[str, Value] = {
            "name": self.name,
            "kind": codes.provider_kind(self.code),
            "address": self.urn,
            "parent": trust.external_id if trust else "",
            "contacts": [contact],
            "identifiers": self.identifiers(),
            "inspections": self.inspections(),
        }
        return Record(Kind.PROVIDER, self.urn, fields, formerly=self.formerly)

    def identifiers(self) -> list[str]:
        take = self.cells.take
        found = [f"urn:{self.urn}"]
        authority = take("LA (code)", "provider.identifiers")
        take("LA (name)", "choice of rows")
        if number := take("EstablishmentNumber", "provider.identifiers"):
            found.append(f"laestab:{authority}/{number.zfill(4)}")
        for name, scheme in (("UKPRN", "ukprn"), ("CHNumber", "company")):
            if value := self.words(name, "provider.identifiers"):
                found.append(f"{scheme}:{value}")
        return sorted(found)

    def inspections(self) -> list[dict[str, Value]]:
        """Visits by an inspectorate, with a link to the report and without a grade."""
        who = self.words("InspectorateName (name)", "provider.inspections")
        day = to_date(self.cells.look("DateOfLastInspectionVisit"))
        url = self.clean("InspectorateReport", "provider.inspections", to_url(self.cells.look("InspectorateReport")))
        self.clean("DateOfLastInspectionVisit", "provider.inspections", day.isoformat() if day else None)
        if not (who or day or url):
            return []
        visit: dict[str, Value] = {"what": _("Inspection visit"), "result": _("Read the report"), "by": who or "?"}
        return [visit | {"on": day.isoformat() if day else "", "url": url}]

    # Services

    def ages(self) -> list[int | None] | None:
        low, high = (to_age(self.cells.look(name)) for name in ("StatutoryLowAge", "StatutoryHighAge"))
        return [low, high] if low is not None or high is not None else None

    def summary(self) -> str:
        """One sentence for the card."""
        ages, town = self.ages(), self.cells.look("Town")
        words = self.kind_of_school or _("School")
        place = _(" in %(town)s") % {"town": town} if town else ""
        years = (
            _(" for ages %(low)s to %(high)s") % {"low": ages[0], "high": ages[1]} if ages and None not in ages else ""
        )
        return f"{words}{place}{years}."

    def school(self, contact: dict[str, Value], needs: list[str]) -> Record:
        terms = self.type_terms()
        self.cells.take("StatutoryLowAge", "service.ages")
        self.cells.take("StatutoryHighAge", "service.ages")
        lines = [_("Type: %(type)s") % {"type": self.kind_of_school}] if self.kind_of_school else []
        lines += [*self.status_line(), *facts(self.cells), *size(self.cells)]
        fields = self.common(contact) | {
            "name": self.name,
            "summary": self.summary(),
            "description": "\n".join(lines),
            "terms": sorted({*terms, *needs}),
        }
        return Record(Kind.SERVICE, self.urn, fields, formerly=self.formerly)

    def status_line(self) -> list[str]:
        """An announced closing is worth knowing; that it is open is not."""
        status = self.cells.look("EstablishmentStatus (name)")
        if "proposed to close" in status.casefold():
            self.cells.take("EstablishmentStatus (name)", "service.description")
            return [_("It is proposed that this school closes.")]
        self.cells.take("EstablishmentStatus (name)", "choice of rows")
        return []

    def common(self, contact: dict[str, Value]) -> dict[str, Value]:
        """What all services of a school share."""
        return {
            "provider": self.urn,
            "ages": self.ages(),
            "contacts": [contact],
            "service_locations": [{"location": self.urn}],
            "outside_area": self.outside_area,
        }

    def type_terms(self) -> list[str]:
        """Type of help: from the type of the school, or from its phase where it is an ordinary school."""
        found = self.finder.find("gias_type", self.code, within=("type",)) if self.code else []
        phase_name = self.cells.look("PhaseOfEducation (name)").casefold()
        phase = self.cells.look("PhaseOfEducation (code)") or codes.CODE_OF_PHASE.get(phase_name, "")
        phases = [codes.PRIMARY_PHASE, phase] if phase == codes.ALL_THROUGH_PHASE else [phase]
        by_phase = [key for code in phases if code for key in self.finder.find("gias_phase", code, within=("type",))]
        for name in ("PhaseOfEducation (code)", "PhaseOfEducation (name)"):
            if by_phase and not found:
                self.cells.take(name, "service.terms")
            else:
                self.cells.drop(name, "the type of school says more" if found else NOTHING_APPLIES)
        if found:
            return found
        if "has a sixth form" in self.cells.look("OfficialSixthForm (name)").casefold():
            by_phase += self.finder.find("gias_type", codes.SIXTH_FORM_CENTRE, within=("type",))
        if "has nursery classes" in self.cells.look("NurseryProvision (name)").casefold():
            by_phase += self.finder.find("gias_phase", codes.NURSERY_PHASE, within=("type",))
        if not by_phase:
            self.problems.append(_("No type of help is known for “%(type)s”.") % {"type": self.kind_of_school})
        return by_phase

    def needs(self) -> list[str]:
        """Terms for the needs that the register codes as SEN1 to SEN13."""
        result = []
        for number in range(1, 14):
            name = f"SEN{number} (name)"
            if not (value := meaning(self.cells, name)):
                continue
            found = self.finder.find("dfe", value.partition(" - ")[0].strip(), within=("needs",))
            if found:
                self.cells.take(name, "service.terms")
                result += found
            else:
                self.cells.drop(name, "no term has this code")
                self.problems.append(_("No need is known for “%(need)s”.") % {"need": value})
        return result

    # SEN units and resourced provision

    def units(self) -> list[tuple[str, list[str]]]:
        """Names and facts of the specialist places inside a school."""
        kind = meaning(self.cells, "TypeOfResourcedProvision (name)")
        self.cells.take("TypeOfResourcedProvision (name)", "service.name, service.terms") if kind else None
        sizes = {
            "Resourced provision": unit_size(self.cells, "ResourcedProvisionOnRoll", "ResourcedProvisionCapacity"),
            "SEN unit": unit_size(self.cells, "SenUnitOnRoll", "SenUnitCapacity"),
        }
        both = kind.casefold() == codes.BOTH_UNITS
        return [(name, lines) for name, lines in sizes.items() if lines or both or kind.casefold() == name.casefold()]

    def unit(self, kind: str, lines: list[str], contact: dict[str, Value], needs: list[str]) -> Record:
        """The service that a unit is."""
        part = codes.UNITS[kind]
        names = {"resourced": _("%(school)s: resourced provision"), "unit": _("%(school)s: SEN unit")}
        what = {
            "resourced": _("Places for pupils with special educational needs who learn mostly in ordinary classes."),
            "unit": _("Places for pupils with special educational needs who learn mostly in separate classes."),
        }
        fields = self.common(contact) | {
            "name": names[part] % {"school": self.name},
            "summary": what[part],
            "description": "\n".join(lines),
            "terms": sorted({*self.finder.find("gias_resourced", kind), *needs}),
        }
        formerly = tuple(f"{number}:{part}" for number in self.formerly)
        return Record(Kind.SERVICE, f"{self.urn}:{part}", fields, formerly=formerly)

    def leave_out_the_rest(self) -> None:
        for name, reason in DROPPED.items():
            self.cells.drop(name, reason)
