"""Saving listings as an officer would have: published, with a revision in the history, remembered."""

import hashlib
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

from localoffer.core.models import Team

from ..models import ImportSource, Location, Provider, Service
from ..models.listings import Listing
from .memory import Memory

SAMPLE = "(sample)"
FIRST_CHECK_IN_DAYS = 7, 180
ONE_LATE_IN, LATE_BY_DAYS = 30, 20
PREFIXES = {Team: "team/", Location: "place/", Provider: "provider/", Service: "service/"}


def is_sample(name: str) -> bool:
    """Whether the thing is made up, as its name must say."""
    return SAMPLE in name


class Writer:
    """Makes each listing once and finds those made before."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = timezone.localdate(now)
        self.memory = Memory()
        self.rows: dict[str, models.Model] = {}
        for model, prefix in PREFIXES.items():
            self.rows |= self.memory.rows(model, prefix)
        self.facts = {
            "pages": self.source("public-pages", "public web pages"),
            "papers": self.source("council-papers", "council papers"),
        }
        self.school_tables = self.source("school-tables", "school performance tables", "Open Government Licence v3.0")

    def source(self, slug: str, name: str, licence: str = "") -> ImportSource:
        """Where unchecked facts come from, in the words that families see."""
        defaults = {"name": name, "kind": ImportSource.Kind.SEEDS, "licence": licence}
        return ImportSource.objects.get_or_create(slug=slug, defaults=defaults)[0]

    def team(self, slug: str) -> Team | None:
        return self.rows.get(f"team/{slug}")

    def place(self, slug: str) -> Location | None:
        return self.rows.get(f"place/{slug}")

    def provider(self, slug: str) -> Provider | None:
        return self.rows.get(f"provider/{slug}")

    def checked(self, listing: Listing, days_ago: int | None) -> None:
        """Somebody looked at the listing so many days ago; None if nobody ever did."""
        if days_ago is None:
            return
        day = self.today - timedelta(days=days_ago)
        listing.last_confirmed_at = timezone.make_aware(datetime.combine(day, time(10)))
        listing.review_due = months_later(day, listing.owner.review_months if listing.owner else 6)

    def unchecked(self, listing: Listing, row: dict) -> None:
        """Facts that public pages gave, or council papers, as the row says, and that nobody has checked."""
        listing.source = self.facts[row.get("from", "pages")]

    def from_school_tables(self, listing: Listing, dated: date) -> None:
        """Facts of the yearly school tables."""
        listing.source, listing.source_dated = self.school_tables, dated

    def publish(self, key: str, listing: Listing) -> None:
        """Save and remember. The history begins with what was published.

        The same as saving, saving a revision and publishing it, with one write of each row instead of three.
        """
        listing.review_due = listing.review_due or first_check(key, self.today)
        listing.live = True
        listing.first_published_at = listing.last_published_at = self.now
        save_with_parts(listing)
        revision = Revision.objects.create(
            content_object=listing,
            base_content_type=listing.get_base_content_type(),
            content=listing.serializable_data(),
            object_str=str(listing),
        )
        type(listing)._base_manager.filter(pk=listing.pk).update(latest_revision=revision, live_revision=revision)
        listing.latest_revision = listing.live_revision = revision
        self.memory.add(key, listing)
        self.rows[key] = listing


def save_with_parts(listing: Listing) -> None:
    """Save a new listing with its parts, which it then still knows without asking the database for each kind."""
    names = [relation.get_accessor_name() for relation in get_all_child_relations(type(listing))]
    parts = {name: list(getattr(listing, name).all()) for name in names}
    listing.save()
    for name, rows in parts.items():
        setattr(listing, name, rows)


def first_check(key: str, today: date) -> date:
    """When a listing that nobody has checked is to be checked: not all on one day, and a few are late already."""
    number, is_early = divmod(int.from_bytes(hashlib.sha256(key.encode()).digest()[:4]), ONE_LATE_IN)
    first, last = FIRST_CHECK_IN_DAYS
    days = first + number % (last - first) if is_early else -1 - number % LATE_BY_DAYS
    return today + timedelta(days=days)


def months_later(day: date, months: int) -> date:
    """The same day of a later month; the 28th at the latest, so that every month has it."""
    month = day.month - 1 + months
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))
