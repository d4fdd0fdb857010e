"""Drafts of services as officers preview them."""

import pytest
from django.template.loader import render_to_string

from directory.models import Service, ServiceStep
from directory.presentation.service_page import service_context
from tests.factories.directory import LocationFactory, ProviderFactory, ServiceFactory, TermFactory, VocabularyFactory

pytestmark = pytest.mark.django_db


def preview(rf, service):
    request = rf.get("/cms/")
    return render_to_string("directory/service_detail.html", service_context(service, request, preview=True), request)


def test_a_draft_shows_its_own_words_and_parts_under_a_watermark(rf):
    service = ServiceFactory(
        name="Live name",
        terms=[TermFactory(vocabulary=VocabularyFactory(slug="needs"), label="Autism")],
        at=[LocationFactory(name="Hall")],
    )
    service.name = "Draft name"
    service.steps.add(ServiceStep(title="A new step"))
    service.save_revision()
    draft = service.latest_revision.as_object()

    page = preview(rf, draft)

    assert "Families do not see this version." in page
    assert all(words in page for words in ("Draft name", "A new step", "Autism", "Hall"))


def test_a_service_that_was_never_saved_can_be_previewed(rf):
    service = Service(name="Brand new", provider=ProviderFactory())
    service.steps.add(ServiceStep(title="A new step"))

    page = preview(rf, service)

    assert "Brand new" in page
    assert "A new step" in page


def test_search_engines_and_lists_know_nothing_of_it(rf):
    page = preview(rf, ServiceFactory())

    assert 'content="noindex"' in page
    assert "application/ld+json" not in page
    assert "Add to my list" not in page
