"""A council with its lists and a few services, for walks in a browser."""

from datetime import time, timedelta
from decimal import Decimal

from django.utils import timezone
from wagtail.models import Site

from directory.models import Location, Service, Term
from localoffer.core.models import CouncilSettings
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    PostcodeFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)
from tests.made_once import made_once

SOUTHEND = "E06000033"


def make_directory() -> None:
    """The council, its lists, wards with outlines, and services that the walks look for."""
    _lists()
    CouncilSettings.objects.create(
        site=Site.objects.get(is_default_site=True),
        council_name="Southend-on-Sea City Council",
        place_name="Southend-on-Sea",
        authority_code=SOUTHEND,
        phone="01632 960 100",
        phone_hours="Monday to Friday, 9am to 5pm",
        email="localoffer@example.org",
        sendiass_name="Southend SENDIASS",
        sendiass_url="https://sendiass.example.org/",
    )
    PostcodeFactory(code="SS9", latitude=51.545, longitude=0.655, authority_code=SOUTHEND)
    leigh, thorpe = _wards()
    clinic = LocationFactory(name="Leigh clinic", town="Leigh-on-Sea", latitude=51.546, longitude=0.657, ward=leigh)
    hall = LocationFactory(name="Thorpe hall", town="Thorpe Bay", latitude=51.537, longitude=0.755, ward=thorpe)
    hall.terms.set(Term.objects.filter(vocabulary__slug="access", slug="step-free"))
    hall.save()
    refuge = LocationFactory(name="Refuge", ward=thorpe, visibility=Location.Visibility.AREA_ONLY)
    _speech(clinic)
    _clubs(hall)
    ServiceFactory(name="Safe house talking group", summary="A quiet group for families.", at=[refuge])
    _many(clinic)


put_directory = made_once(make_directory)


# The start of the lists that every council has; all of them would take longer to load than a walk takes.
LISTS = {
    ("type", "Type of help", "service"): [
        ("health", "Health", None, {}),
        ("speech-language-therapy", "Speech and language therapy", "health", {}),
        ("education-childcare", "Education and childcare", None, {}),
        ("special-school", "Special schools", "education-childcare", {}),
    ],
    ("route", "How to get it", "service"): [
        ("drop-in", "Just turn up", None, {}),
        ("contact-yourself", "Contact them yourself", None, {}),
        ("professional-refers", "A professional refers you", None, {}),
    ],
    ("needs", "Needs", "service"): [(f"need-{n}", f"Need number {n}", None, {}) for n in range(12)],
    ("cost", "Cost", "service"): [("free", "Free", None, {"free": True}), ("paid", "You pay", None, {})],
    ("when", "When", "place"): [
        ("weekend", "Weekends", None, {"schedule": {"days": ["SA", "SU"]}}),
        ("saturday", "Saturday", "weekend", {"schedule": {"days": ["SA"]}}),
    ],
    ("access", "Accessibility", "place"): [("step-free", "Step-free way in", None, {})],
    ("plan", "Diagnosis or plan needed", "service"): [
        ("none-needed", "No diagnosis or plan needed", None, {}),
        ("diagnosis", "Diagnosis needed", None, {}),
    ],
}


def _lists() -> None:
    for order, ((slug, label, scope), terms) in enumerate(LISTS.items()):
        vocabulary = VocabularyFactory(slug=slug, label=label, scope=scope, order=order)
        made: dict[str, Term] = {}
        for place, (code, words, parent, rule) in enumerate(terms):
            made[code] = TermFactory(
                vocabulary=vocabulary, slug=code, label=words, parent=made.get(parent), rule=rule, order=place
            )


def _wards():
    council = AreaFactory(code=SOUTHEND, name="Southend-on-Sea", kind="authority")
    west = [[[0.62, 51.53], [0.70, 51.53], [0.70, 51.58], [0.62, 51.58]]]
    east = [[[0.70, 51.53], [0.82, 51.52], [0.82, 51.56], [0.70, 51.58]]]
    return (
        AreaFactory(name="Leigh", authority=council, outline=west, latitude=51.555, longitude=0.66),
        AreaFactory(name="Thorpe", authority=council, outline=east, latitude=51.545, longitude=0.76),
    )


def _speech(clinic) -> None:
    ServiceFactory(
        name="Little Steps talking drop-in",
        slug="little-steps",
        summary="Play, talk and meet a speech and language therapist with your child.",
        provider=ProviderFactory(name="Harbour Children's Therapies"),
        min_age=0,
        max_age=5,
        price_from=0,
        terms=_terms(type="speech-language-therapy", route="drop-in", plan="none-needed"),
        at=[clinic],
        last_confirmed_at=timezone.now() - timedelta(days=16),
    )
    ServiceFactory(
        name="Speech and language therapy clinic",
        slug="speech-clinic",
        summary="One-to-one speech therapy for children who need more than advice.",
        min_age=2,
        max_age=11,
        price_from=0,
        wait="About 14 weeks",
        wait_as_of=timezone.localdate() - timedelta(days=20),
        referral_criteria="The child has fewer than 50 words at the age of 2.",
        terms=_terms(type="speech-language-therapy", route="professional-refers", plan="diagnosis"),
        at=[clinic],
    )


def _clubs(hall) -> None:
    for name, slug, price in [("Saturday wheels club", "wheels", "4.50"), ("Saturday drama club", "drama", "12")]:
        club = ServiceFactory(
            name=name,
            slug=slug,
            summary="A club for everybody.",
            price_from=Decimal(price),
            price_unit="a session",
            terms=_terms(route="contact-yourself", cost="paid"),
            at=[hall],
        )
        ScheduleFactory(service=club, location=hall, days="SA", opens_at=time(10), closes_at=time(12))


def _many(clinic) -> None:
    """More than a page, one of them with the longest names that fit."""
    provider = ProviderFactory(name="Estuary Early Years")
    for number in range(22):
        ServiceFactory(
            name=f"Sample group {number:02d}",
            provider=provider,
            at=[clinic] if number % 2 else [],
            terms=_terms(needs=f"need-{number % 12}"),
        )
    ServiceFactory(
        name=("Extraordinarily " + "Supercalifragilistic " * 8)[:200],
        provider=ProviderFactory(name=("Partnership University NHS Foundation Trust " * 5)[:200]),
        summary=("Verylongwordwithoutanybreakatallinit" * 6)[:200],
        status=Service.Status.PAUSED,
        status_reason="The building is being repaired.",
    )


def _terms(**slugs: str) -> list[Term]:
    return [Term.objects.get(vocabulary__slug=name, slug=slug) for name, slug in slugs.items()]
