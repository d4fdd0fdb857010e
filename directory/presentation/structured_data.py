"""What search engines read on a service page: schema.org in JSON-LD.

Made from the same public properties as the page, so an area-only place is its ward and nothing else.
"""

from typing import Any

from django.conf import settings

from localoffer.core.models import CouncilSettings

from ..models import Location, Provider, Service
from .facts import area_words, contacts_of
from .links import safe_url

ORGANISATIONS = {
    Provider.Kind.COUNCIL: "GovernmentOrganization",
    Provider.Kind.NHS: "MedicalOrganization",
    Provider.Kind.SCHOOL: "EducationalOrganization",
    Provider.Kind.COLLEGE: "EducationalOrganization",
    Provider.Kind.TRUST: "EducationalOrganization",
    Provider.Kind.CHARITY: "NGO",
}


def service_data(service: Service, council: CouncilSettings) -> dict[str, Any]:
    """The service as a schema.org Service; facts that are not known are left out."""
    address = settings.BASE_URL + service.get_absolute_url()
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Service",
            "@id": address,
            "url": address,
            "name": service.name,
            "description": service.summary,
            "provider": _provider(service.public_provider) if service.public_provider else None,
            "areaServed": area_words(service, council.place_name),
            "audience": _audience(service),
            "availableChannel": _channels(service),
            "offers": _offer(service),
        }
    )


def _provider(provider: Provider) -> dict[str, Any]:
    url = settings.BASE_URL + provider.get_absolute_url()
    return _known({"@type": ORGANISATIONS.get(provider.kind, "Organization"), "name": provider.name, "url": url})


def _audience(service: Service) -> dict[str, Any]:
    ages = _known({"suggestedMinAge": service.min_age, "suggestedMaxAge": service.max_age})
    return {"@type": "PeopleAudience", **ages} if ages else {}


def _offer(service: Service) -> dict[str, Any]:
    if service.price_from is None:
        return {}
    return {"@type": "Offer", "price": f"{service.price_from:.2f}", "priceCurrency": "GBP"}


def _channels(service: Service) -> list[dict[str, Any]]:
    contacts, _provider = contacts_of(service)
    reached = [
        _known(
            {
                "@type": "ServiceChannel",
                "servicePhone": _known({"@type": "ContactPoint", "telephone": contact.phone, "email": contact.email})
                if contact.phone or contact.email
                else {},
                "serviceUrl": safe_url(contact.website),
            }
        )
        for contact in contacts
    ]
    places = [
        {"@type": "ServiceChannel", "serviceLocation": _place(at.location)} for at in service.service_locations.all()
    ]
    return [channel for channel in (*reached, *places) if len(channel) > 1]


def _place(location: Location) -> dict[str, Any]:
    if location.is_area_only:
        return {"@type": "Place", "name": location.public_name}
    street = ", ".join(line for line in (location.address_1, location.address_2) if line)
    address = _known(
        {
            "@type": "PostalAddress",
            "streetAddress": street,
            "addressLocality": location.public_town,
            "postalCode": location.public_postcode,
        }
    )
    point = location.public_point
    geo = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else {}
    return _known({"@type": "Place", "name": location.public_name, "address": address, "geo": geo})


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; 0 is a fact."""
    return {name: value for name, value in facts.items() if value or value == 0}
