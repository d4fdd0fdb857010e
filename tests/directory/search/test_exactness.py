"""Totals, order, counts and removals agree with a slow and obvious search, for thousands of random searches."""

from dataclasses import replace
from unittest import mock

import pytest

from directory.search import search
from localoffer.core.models import CouncilSettings
from tests.directory.search.made_up import HOME, TODAY, MadeUp
from tests.directory.search.oracle import FAR, Oracle

SEARCHES = 200
FEW = 40


@pytest.fixture(autouse=True)
def today():
    with mock.patch("django.utils.timezone.localdate", return_value=TODAY):
        yield TODAY


@pytest.fixture
def directory(request, db, site_tree):
    """The directory of a seed. Two in three councils have entered the code of their area."""
    seed = getattr(request, "param", 1)
    if seed % 3:
        council, _created = CouncilSettings.objects.get_or_create(site=site_tree)
        council.authority_code = HOME
        council.save()
    return MadeUp(seed, services=10 if seed == 0 else 24)


every_seed = pytest.mark.parametrize("directory", range(8), indirect=True)


def oracle():
    return Oracle(TODAY, CouncilSettings.objects.values_list("authority_code", flat=True).first() or "")


def assert_same(query, reference):
    ids, facets, removals = reference.search(query)
    results = search(query)
    assert list(results.ids) == ids, query
    assert results.total == len(ids)
    assert results.facets == facets, query
    if not ids:
        assert {removal.name: removal.count for removal in results.removals} == removals, query


def assert_distances(query, reference):
    listings = {listing.service.pk: listing for listing in reference.listings}
    results = search(query)
    miles = {pk: reference.miles(listings[pk], query) for pk in results.ids} if query.point else {}
    assert dict(results.distances) == {pk: distance for pk, distance in miles.items() if distance != FAR}


@every_seed
class TestSearch:
    def test_agrees_with_the_oracle(self, directory):
        reference = oracle()

        for _ in range(SEARCHES):
            query = directory.ask()
            assert_same(query, reference)
            assert_distances(query, reference)

    def test_agrees_after_every_kind_of_change(self, directory):
        for _ in range(6):
            directory.change_something()
            reference = oracle()
            for _ in range(8):
                assert_same(directory.ask(), reference)


class TestRelations:
    """What must hold between two searches, whatever the directory."""

    def test_a_filter_more_never_finds_more(self, directory):
        for _ in range(SEARCHES):
            query, other = directory.ask(), directory.ask()
            narrower = replace(
                query, terms={**other.terms, **query.terms}, age=other.age if query.age is None else query.age
            )

            assert set(search(narrower).ids) <= set(search(query).ids)

    def test_a_count_is_what_choosing_the_value_gives(self, directory):
        for _ in range(FEW):
            query = directory.ask()
            for slug, counts in search(query).facets.items():
                for value, count in counts.items():
                    alone = replace(query, terms={**query.terms, slug: (value,)})
                    assert search(alone).total == count

    def test_a_wider_radius_never_finds_less(self, directory):
        for _ in range(SEARCHES):
            query = directory.ask()
            if query.within:
                assert set(search(query).ids) <= set(search(replace(query, within=query.within * 2)).ids)

    def test_the_order_never_changes_what_is_found(self, directory):
        for _ in range(FEW):
            query = directory.ask()
            assert {
                frozenset(search(replace(query, sort=sort)).ids) for sort in ("best", "nearest", "name", "checked")
            } == {frozenset(search(query).ids)}
