"""Numbers that the database cannot hold. Each of these queries is an error on both engines without our lookups."""

import pytest
from django.contrib.contenttypes.models import ContentType

from directory.models import ImportRow, Service, SourceRecord
from tests.factories.core import TeamFactory
from tests.factories.directory import ServiceFactory, TermFactory

pytestmark = pytest.mark.django_db
TOO_LARGE = [2**63, -(2**63) - 1, 99999999999999999999, 10**40]


@pytest.mark.parametrize("number", TOO_LARGE)
class TestTooLarge:
    def test_nothing_has_it_as_its_key(self, number):
        assert not Service.objects.filter(pk__in=[number]).exists()

    def test_others_in_the_list_are_found(self, number):
        service = ServiceFactory()

        assert list(Service.objects.filter(pk__in=[number, service.pk, str(number)])) == [service]

    def test_nothing_points_at_it(self, number):
        ServiceFactory()

        assert not Service.objects.filter(owner=number).exists()
        assert not Service.objects.filter(owner__in=[number]).exists()
        assert not Service.objects.filter(terms__in=[number]).exists()
        assert not Service.objects.filter(terms=number).exists()
        assert not Service.objects.filter(owner_id=number).exists()

    def test_everything_is_not_it(self, number):
        service = ServiceFactory(owner=TeamFactory())

        assert list(Service.objects.exclude(owner=number)) == [service]
        assert list(Service.objects.exclude(pk__in=[number])) == [service]


def test_smaller_columns_have_smaller_limits():
    assert not ImportRow.objects.filter(stage__in=[2**40]).exists()
    assert not SourceRecord.objects.filter(content_type=2**40).exists()
    assert not SourceRecord.objects.filter(content_type__in=[2**40]).exists()


def test_what_fits_is_found_as_ever():
    service = ServiceFactory(owner=TeamFactory())
    term = TermFactory()
    service.terms.set([term])
    service.save()
    found = Service.objects.filter(pk=service.pk)

    assert found.filter(owner=service.owner, owner__in=[service.owner], provider=service.provider_id).exists()
    assert found.filter(terms=term, terms__in=[term.pk, str(term.pk)]).exists()
    assert found.filter(pk__in=Service.objects.filter(owner__in=[service.owner_id])).exists()
    assert not found.filter(owner__in=[]).exists()
    assert ContentType.objects.filter(pk__in=list(ContentType.objects.values_list("pk", flat=True))).exists()
