"""Parts of an Open Referral UK service: organisation, places, times, costs, contacts, terms."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .building import to_iso_date
from .cleaning import one_line, paragraphs, to_date, to_email, to_int, to_phone, to_price, to_time, to_url
from .nodes import Node
from .openreferral_mentions import without_unmentioned
from .records import Kind, Record, Value
from .terms import TermFinder

SCHEME = "openreferral"
DESCRIPTION = "service.description"
NO_TERM = "no term here has this code or these words"
UNREADABLE = "it cannot be read"
PERSON = "personal data: names of people are not listed"
TECHNICAL = "technical note of the source"
IDENTIFIER_SCHEMES = {
    "gb-coh": "company",
    "gb-chc": "charity",
    "gb-edu": "urn",
    "gb-ukprn": "ukprn",
    "gb-nhs": "ods",
    "gb-shpe": "ods",
    "ods": "ods",
    "urn": "urn",
    "ukprn": "ukprn",
    "cqc": "cqc",
    "ofsted": "ofsted",
    "company number": "company",
    "charity number": "charity",
}


@dataclass
class Gathered:
    """What the parts of a service bring together."""

    finder: TermFinder
    places: list[Record] = field(default_factory=list)
    at: list[dict[str, Value]] = field(default_factory=list)
    terms: set[str] = field(default_factory=set)
    paragraphs: list[str] = field(default_factory=list)
    links: list[dict[str, Value]] = field(default_factory=list)
    schedules: list[dict[str, Value]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    online: bool = False

    def cleaned(self, node: Node, name: str, to: str, clean: Any) -> Any:
        """A value in our form, or nothing and a problem."""
        value = node.look(name)
        if value in (None, ""):
            return None
        result = clean(value)
        if result is None:
            node.drop(name, UNREADABLE)
            self.problems.append(f"“{node.name_of(name)}”: {str(value)[:60]} – " + _("it cannot be read"))
        else:
            node.take(name, to)
        return result

    def add_terms(self, node: Node, to: str = "service.terms") -> list[str]:
        """Terms of the attributes of an object."""
        found: list[str] = []
        for attribute in node.children("attributes"):
            attribute.drop_keys()
            attribute.drop_all(("link_type", "link_entity", "value"), TECHNICAL)
            found += self.term(attribute.child("taxonomy_term"), to)
        return found

    def term(self, node: Node, to: str) -> list[str]:
        """Our terms for one of theirs, found by its code, its id or its words."""
        codes = [one_line(node.look(name) or "") for name in ("term", "code", "id", "name")]
        taxonomy = one_line(node.look("taxonomy") or node.child("taxonomy_detail").look("name") or "")
        found: list[str] = []
        for code in [*(f"{taxonomy}/{code}" for code in codes if taxonomy and code), *codes]:
            found = found or (self.finder.find(SCHEME, code, one_line(node.look("name") or "")) if code else [])
        node.drop_keys()
        for name in ("term", "code", "name", "taxonomy"):
            node.take(name, to) if found else node.drop(name, NO_TERM)
        node.drop_all(("description", "term_uri", "taxonomy_detail", "version", "language"), TECHNICAL)
        if not found and node:
            self.problems.append(
                _("No term is known for “%(term)s” (%(taxonomy)s).")
                % {"term": codes[0] or codes[3], "taxonomy": taxonomy}
            )
        return found


def organisation(node: Node, gathered: Gathered) -> Record:
    """A provider."""
    key = str(node.look("id") or "")
    fields: dict[str, Value] = {
        "name": node.line("name", "provider.name"),
        "description": node.text("description", "provider.description"),
        "parent": node.line("parent_organization_id", "provider.parent"),
        "identifiers": identifiers(node),
    }
    website = gathered.cleaned(node, "website", "provider.contacts", to_url)
    if website:
        node.drop("url", "the website says it already")
        node.drop("uri", "the website says it already")
    else:
        website = gathered.cleaned(node, "url", "provider.contacts", to_url)
        website = website or gathered.cleaned(node, "uri", "provider.contacts", to_url)
    email = gathered.cleaned(node, "email", "provider.contacts", to_email)
    fields["contacts"] = [{"email": email or "", "website": website or ""}, *contacts(node, gathered, "provider")]
    node.take("id", "id at the source")
    gathered.add_terms(node, "service.terms")
    node.drop("logo", "pictures of others are not copied")
    node.drop_all(("alternate_name", "tax_status", "tax_id", "year_incorporated", "legal_status"), TECHNICAL)
    return without_unmentioned(Record(Kind.PROVIDER, key, fields), node)


def identifiers(node: Node) -> list[str]:
    """Registrations in registers that we know."""
    found = []
    for identifier in node.children("organization_identifiers"):
        identifier.drop_keys()
        schemes = [one_line(identifier.look(name) or "").lower() for name in ("identifier_scheme", "identifier_type")]
        scheme = next((IDENTIFIER_SCHEMES[name] for name in schemes if name in IDENTIFIER_SCHEMES), "")
        for name in ("identifier_scheme", "identifier_type", "identifier"):
            if scheme:
                identifier.take(name, "provider.identifiers")
            else:
                identifier.drop(name, "a register that we do not keep")
        if scheme and identifier.look("identifier"):
            found.append(f"{scheme}:{one_line(identifier.look('identifier'))}")
    return sorted(found)


def contacts(node: Node, gathered: Gathered, kind: str) -> list[dict[str, Value]]:
    """Contacts by role. Names of people stay at the source."""
    result = []
    to = f"{kind}.contacts"
    for contact in node.children("contacts"):
        contact.drop_keys()
        contact.drop("name", PERSON)
        gathered.add_terms(contact)
        email = gathered.cleaned(contact, "email", to, to_email)
        made = phones(contact, gathered, to)
        if email and not made:
            made.append({})
        if email:
            made[0]["email"] = email
        role = ", ".join(filter(None, (one_line(contact.look(name) or "") for name in ("title", "department"))))
        for name in ("title", "department"):
            contact.take(name, to) if made else contact.drop(name, "a role without a phone or e-mail")
        result += [{"label": role, **single} for single in made]
    return result + phones(node, gathered, to)


def phones(node: Node, gathered: Gathered, to: str) -> list[dict[str, Value]]:
    """Phone numbers of an object."""
    result = []
    for phone in node.children("phones"):
        phone.drop_keys()
        gathered.add_terms(phone)
        number = gathered.cleaned(phone, "number", to, to_phone)
        extension = phone.line("extension", to)
        words = phone.line("description", to)
        phone.drop_all(("type", "languages", "language"), TECHNICAL)
        if number:
            full = f"{number} ext. {extension}" if extension else number
            result.append({"phone": full, **({"label": words[:120]} if words else {})})
    return result


def schedule(node: Node, gathered: Gathered, at: str = "") -> None:
    """When the service happens. What has no field of its own goes into words."""
    node.drop_keys()
    to = "service.schedules"
    freq = one_line(node.look("freq") or "").upper()
    start = gathered.cleaned(node, "dtstart", to, to_iso_date)
    first = gathered.cleaned(node, "valid_from", to, to_iso_date) or start
    part: dict[str, Value] = {
        "frequency": freq if freq in {"WEEKLY", "MONTHLY"} else "ONCE" if first and not freq else "WEEKLY",
        "interval": gathered.cleaned(node, "interval", to, to_int) or 1,
        "days": ",".join(day.strip().upper() for day in node.line("byday", to).split(",") if day.strip()),
        "opens_at": gathered.cleaned(node, "opens_at", to, to_time) or "",
        "closes_at": gathered.cleaned(node, "closes_at", to, to_time) or "",
        "valid_from": first or "",
        "valid_to": gathered.cleaned(node, "valid_to", to, lambda v: to_iso_date(str(v))) or "",
        "location": at,
    }
    node.take("freq", to) if node.has("freq") else None
    words = [node.text("description", f"{to}, {DESCRIPTION}")]
    if days := node.line("bymonthday", DESCRIPTION):
        words.append(_("On these days of the month: %(days)s.") % {"days": days})
    part["description"] = words[0] if len(words[0]) <= 200 else ""
    notes = [*words[1:], node.text("notes", DESCRIPTION), node.text("attending_type", DESCRIPTION)]
    gathered.paragraphs.append(paragraphs(words[0] if len(words[0]) > 200 else "", *notes))
    if url := gathered.cleaned(node, "schedule_link", "service.links", to_url):
        gathered.links.append({"label": _("Dates and times"), "url": url})
    gathered.add_terms(node)
    node.drop_all(("timezone", "until", "count", "wkst", "byweekno", "byyearday"), TECHNICAL)
    if part["days"] or part["opens_at"] or part["valid_from"] or part["description"]:
        gathered.schedules.append(part)


def costs(node: Node, gathered: Gathered) -> dict[str, Value]:
    """The lowest price with its unit, and every price in words."""
    lines, amounts = [], []
    for option in node.children("cost_options"):
        option.drop_keys()
        option.drop("currency", TECHNICAL)
        gathered.add_terms(option)
        amount = gathered.cleaned(option, "amount", "service.price_from, service.cost_notes", to_price)
        unit = option.line("amount_description", "service.price_unit, service.cost_notes")
        who = option.line("option", "service.cost_notes")
        until = to_date(gathered.cleaned(option, "valid_to", "service.cost_notes", to_iso_date) or "")
        since = to_date(gathered.cleaned(option, "valid_from", "service.cost_notes", to_iso_date) or "")
        words = " ".join(filter(None, (f"£{amount}" if amount else "", unit)))
        when = " ".join(
            (
                _("from %(day)s") % {"day": f"{since:%-d %B %Y}"} if since else "",
                _("until %(day)s") % {"day": f"{until:%-d %B %Y}"} if until else "",
            )
        ).strip()
        line = ": ".join(filter(None, (who, words)))
        lines.append(f"{line} ({when})" if when and line else line)
        if amount is not None and not (until and until < timezone.localdate()):
            amounts.append((float(amount), amount, unit))
    lowest = min(amounts, default=None)
    notes = [
        line
        for line in (node.text("fees", "service.cost_notes"), node.text("fees_description", "service.cost_notes"))
        if line
    ]
    together = "; ".join([*notes, *filter(None, lines)])
    if len(together) > 300:
        gathered.paragraphs.append(_("Cost: %(costs)s") % {"costs": together})
    return {
        "price_from": lowest[1] if lowest else None,
        "price_unit": lowest[2][:40] if lowest else "",
        "cost_notes": together if len(together) <= 300 else "",
    }
