"""Smallest valid objects of the directory. A test states every value that it relies on."""

from datetime import date

import factory

from directory.models import (
    Area,
    ImportSource,
    Location,
    Postcode,
    Provider,
    Schedule,
    Service,
    ServiceLocation,
    Synonym,
    Term,
    Vocabulary,
)
from directory.short_codes import numbered_code

LATER = date(2199, 1, 1)
"""Publishing gives everything a day for its next check."""


class VocabularyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Vocabulary
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda n: f"vocabulary-{n}")
    label = factory.LazyAttribute(lambda o: o.slug.capitalize())
    is_filter = True


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    vocabulary = factory.SubFactory(VocabularyFactory)
    slug = factory.Sequence(lambda n: f"term-{n}")
    label = factory.LazyAttribute(lambda o: o.slug.capitalize())


class SynonymFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Synonym

    words = factory.Sequence(lambda n: f"words {n}")


class AreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Area

    code = factory.Sequence(lambda n: f"E05{n:06d}")
    name = factory.Sequence(lambda n: f"Ward {n}")
    kind = Area.Kind.WARD


class PostcodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Postcode
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"ZZ{n % 100} {n % 10}ZZ")
    latitude = 51.5
    longitude = 0.7


class ImportSourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportSource

    slug = factory.Sequence(lambda n: f"source-{n}")
    name = factory.LazyAttribute(lambda o: o.slug)
    kind = ImportSource.Kind.TABLE


class LocationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Location

    name = factory.Sequence(lambda n: f"Hall {n}")
    review_due = LATER


class ProviderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Provider

    name = factory.Sequence(lambda n: f"Provider {n}")
    slug = factory.Sequence(lambda n: f"provider-{n}")
    review_due = LATER


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service
        skip_postgeneration_save = True

    provider = factory.SubFactory(ProviderFactory)
    name = factory.Sequence(lambda n: f"Service {n}")
    slug = factory.Sequence(lambda n: f"service-{n}")
    short_code = factory.Sequence(numbered_code)

    @factory.post_generation
    def terms(self, create, extracted, **kwargs):
        if create and extracted:
            self.terms.set(extracted)
            self.save()

    @factory.post_generation
    def at(self, create, extracted, **kwargs):
        """Places where the service happens."""
        if create and extracted:
            for location in extracted:
                ServiceLocationFactory(service=self, location=location)


class ServiceLocationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceLocation

    service = factory.SubFactory(ServiceFactory)
    location = factory.SubFactory(LocationFactory)


class ScheduleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Schedule

    service = factory.SubFactory(ServiceFactory)
    days = "MO"
