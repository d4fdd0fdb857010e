"""Registrations and inspections of a provider as facts, with links to the registers."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from localoffer.core.templatetags.lo_tags import lo_date

from ..models import InspectionResult, Provider, ProviderIdentifier
from .links import safe_url

Scheme = ProviderIdentifier.Scheme

# Public pages of the registers, found by number.
REGISTERS = {
    Scheme.URN: "https://www.get-information-schools.service.gov.uk/Establishments/Establishment/Details/{}",
    Scheme.OFSTED: "https://reports.ofsted.gov.uk/search?q={}",
    Scheme.CQC: "https://www.cqc.org.uk/provider/{}",
    Scheme.CHARITY: "https://register-of-charities.charitycommission.gov.uk/charity-search/-/charity-details/{}",
    Scheme.COMPANY: "https://find-and-update.company-information.service.gov.uk/company/{}",
}
# Numbers that mean nothing to families; a property number would even give away an address that is not shown.
NOT_SHOWN = frozenset({Scheme.UPRN, Scheme.UKPRN, Scheme.LAESTAB})


@dataclass(frozen=True)
class Registration:
    label: str
    number: str
    url: str


def registrations_of(provider: Provider) -> list[Registration]:
    """What families may look up about a provider, in the officers' order."""
    return [
        Registration(
            label=identifier.get_scheme_display(),
            number=identifier.value,
            url=_register(identifier.scheme, identifier.value),
        )
        for identifier in provider.identifiers.all()
        if identifier.scheme not in NOT_SHOWN
    ]


def kind_words(provider: Provider) -> str:
    """What kind of organisation it is; a school is named by its own word."""
    return _("Organisation") if provider.kind == Provider.Kind.OTHER else provider.get_kind_display()


def _register(scheme: str, number: str) -> str:
    pattern = REGISTERS.get(Scheme(scheme))
    return pattern.format(quote(number.strip(), safe="")) if pattern else ""


def inspection_facts(result: InspectionResult) -> dict[str, str]:
    """A fact from an inspection in words, with its date and source; never a star or a colour."""
    return {
        "what": result.what,
        "result": result.result,
        "by": result.by,
        "on": lo_date(result.on),
        "url": safe_url(result.url),
    }
