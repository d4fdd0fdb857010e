"""Loading much: Wagtail's indexes are written once, at the end."""

import pytest
from django.db.models.signals import post_save
from django_tasks_db.models import DBTaskResult
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from directory.imports.tasks import apply_run
from directory.models import Service, ServiceLocation
from localoffer.core.indexing import index_references, written_afterwards
from localoffer.pages.models import InformationPage
from tests.factories.directory import LocationFactory, ServiceFactory
from tests.factories.pages import InformationPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]


def found(words, model=Service):
    return list(get_search_backend().search(words, model.objects.all()))


def test_afterwards_words_and_references_are_found():
    with written_afterwards():
        service = ServiceFactory(name="Trampolines for all")
        page = InformationPageFactory(title="Bouncing")

        assert found("trampolines") == []

    assert found("trampolines") == [service]
    assert found("bouncing", InformationPage) == [page]
    assert ReferenceIndex.get_references_to(service.provider).filter(object_id=service.pk).exists()


def test_a_page_that_is_gone_again_is_no_trouble():
    with written_afterwards():
        ServiceFactory(name="Trampolines for all").delete()

    assert found("trampolines") == []


def test_from_then_on_every_save_is_indexed_again():
    with written_afterwards():
        pass

    assert found("trampolines") == []
    service = ServiceFactory(name="Trampolines for all")
    assert found("trampolines") == [service]


def test_after_an_error_saves_are_indexed_again():
    with pytest.raises(ZeroDivisionError), written_afterwards():
        1 / 0  # noqa: B018

    assert post_save.disconnect(post_save_signal_handler, sender=Service)
    post_save.connect(post_save_signal_handler, sender=Service)


def test_what_a_part_leads_to_counts_as_what_the_whole_leads_to():
    service, place = ServiceFactory(), LocationFactory()

    with written_afterwards():
        ServiceLocation.objects.create(service=service, location=place)

    assert [use.object_id for use in ReferenceIndex.get_references_to(place)] == [str(service.pk)]


def test_an_import_that_goes_on_is_not_kept_waiting_by_references(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    index_references.enqueue("directory", "service", ["1"])
    apply_run.enqueue(1)

    assert [task.task_path for task in DBTaskResult.objects.ready()] == [
        apply_run.module_path,
        index_references.module_path,
    ]
