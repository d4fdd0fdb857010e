"""Smallest valid objects of the foundation."""

import factory

from localoffer.core.models import StatutoryItem, Team


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    name = factory.Sequence(lambda n: f"Team {n}")
    email = factory.Sequence(lambda n: f"team{n}@example.org")


class StatutoryItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StatutoryItem

    slug = factory.Sequence(lambda n: f"item-{n}")
    text = "Something that must be published."
