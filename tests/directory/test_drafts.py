"""Drafts hold every relation of a listing, and never touch how it runs.

The relations come from `_meta`: a new one without a case here makes `test_every_relation_has_a_case` fail.
"""

import pytest
from django.utils import timezone
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from directory.actions import change_status, confirm_services
from directory.models import (
    InspectionResult,
    LocalOfferQuestion,
    Location,
    Provider,
    ProviderContact,
    ProviderIdentifier,
    Schedule,
    Service,
    ServiceAnswer,
    ServiceContact,
    ServiceLink,
    ServiceLocation,
    ServicePhoto,
    ServiceStep,
)
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.directory import AreaFactory, LocationFactory, ProviderFactory, ServiceFactory, TermFactory
from tests.factories.people import person


def photo():
    image = Image.objects.create(title="Hall", file=get_test_image_file())
    return ServicePhoto(image=image, text="The hall")


CASES = {
    (Service, "partners"): ProviderFactory,
    (Service, "coverage_areas"): AreaFactory,
    (Service, "terms"): TermFactory,
    (Service, "statutory_items"): StatutoryItemFactory,
    (Service, "steps"): lambda: ServiceStep(title="Ring them"),
    (Service, "links"): lambda: ServiceLink(label="A film", url="https://example.org/film"),
    (Service, "photos"): photo,
    (Service, "contacts"): lambda: ServiceContact(phone="01632 960100"),
    (Service, "answers"): lambda: ServiceAnswer(
        question=LocalOfferQuestion.objects.create(text="How do you involve parents?"), answer="Twice a year."
    ),
    (Service, "service_locations"): lambda: ServiceLocation(location=LocationFactory()),
    (Service, "schedules"): lambda: Schedule(days="MO"),
    (Provider, "contacts"): lambda: ProviderContact(email="hello@example.org"),
    (Provider, "identifiers"): lambda: ProviderIdentifier(scheme="urn", value="100001"),
    (Provider, "inspections"): lambda: InspectionResult(what="Care", result="Met", by="A regulator"),
    (Location, "terms"): TermFactory,
}
FACTORIES = {Service: ServiceFactory, Provider: ProviderFactory, Location: LocationFactory}
every_relation = pytest.mark.parametrize(
    ("model", "relation"), CASES, ids=[f"{model.__name__}.{name}" for model, name in CASES]
)


@pytest.fixture
def officer(db):
    return person("Officers")


@pytest.fixture
def editor(db):
    return person("Editors")


def with_one_more(model, relation):
    """A published listing whose relation is empty, and its draft in which it is not."""
    live = FACTORIES[model](owner=TeamFactory())
    live.save_revision().publish()
    draft = model.objects.get(pk=live.pk)
    getattr(draft, relation).add(CASES[model, relation]())
    return live, draft


def on_the_site(listing, relation):
    return getattr(type(listing).objects.get(pk=listing.pk), relation).count()


def in_the_draft(listing, relation):
    return getattr(type(listing).objects.get(pk=listing.pk).get_latest_revision_as_object(), relation).count()


@pytest.mark.parametrize("model", FACTORIES)
def test_every_relation_has_a_case(model):
    relations = {relation.get_accessor_name() for relation in get_all_child_relations(model)}
    relations |= {field.name for field in get_all_child_m2m_relations(model)}

    assert relations == {name for case, name in CASES if case is model}


@pytest.mark.parametrize("model", FACTORIES)
def test_no_relation_is_left_out_of_revisions(model):
    parental = {field.name for field in get_all_child_m2m_relations(model)}

    assert {field.name for field in model._meta.many_to_many} == parental


@every_relation
@pytest.mark.django_db
class TestEveryRelation:
    def test_a_draft_waits_beside_the_live_version(self, model, relation):
        live, draft = with_one_more(model, relation)

        draft.save_revision()

        assert (on_the_site(live, relation), in_the_draft(live, relation)) == (0, 1)

    def test_rejecting_leaves_the_live_version_and_keeps_the_draft(self, model, relation, officer, editor):
        live, draft = with_one_more(model, relation)
        draft.save_revision(user=editor)
        state = draft.get_workflow().start(draft, editor)

        state.current_task_state.reject(user=officer)

        assert (on_the_site(live, relation), in_the_draft(live, relation)) == (0, 1)

    def test_approving_publishes_the_draft(self, model, relation, officer, editor):
        live, draft = with_one_more(model, relation)
        draft.save_revision(user=editor)
        state = draft.get_workflow().start(draft, editor)

        state.current_task_state.approve(user=officer)

        assert on_the_site(live, relation) == 1

    def test_going_back_to_an_older_version_brings_it_back(self, model, relation, officer):
        live, draft = with_one_more(model, relation)
        older = draft.save_revision()
        older.publish()
        emptied = model.objects.get(pk=live.pk)
        setattr(emptied, relation, [])
        emptied.save_revision().publish()
        assert on_the_site(live, relation) == 0

        older.as_object().save_revision(user=officer, previous_revision=older).publish(user=officer)

        assert on_the_site(live, relation) == 1


@pytest.mark.django_db
class TestTheRunningOfAListing:
    def test_publishing_an_older_draft_leaves_a_later_check_and_pause_alone(self, officer):
        service = ServiceFactory(owner=TeamFactory(), summary="Old words.")
        draft = Service.objects.get(pk=service.pk)
        draft.summary = "New words."
        revision = draft.save_revision()
        confirm_services(services=[service], user=officer, now=timezone.now())
        change_status(service=Service.objects.get(pk=service.pk), status="paused", reason="Building work", user=officer)
        checked = Service.objects.get(pk=service.pk)

        revision.publish()

        after = Service.objects.get(pk=service.pk)
        assert after.summary == "New words."
        for field in Service.OPERATIONAL_FIELDS:
            if field != "updated_at":
                assert getattr(after, field) == getattr(checked, field), field

    def test_a_check_between_reading_and_publishing_a_draft_stays(self, officer):
        """The row is read again under a lock, so even a stale copy in memory does no harm."""
        service = ServiceFactory(owner=TeamFactory())
        stale = Service.objects.get(pk=service.pk)
        revision = stale.save_revision()
        confirm_services(services=[service], user=officer, now=timezone.now())

        stale.publish(revision)

        assert Service.objects.get(pk=service.pk).last_confirmed_by == officer

    def test_an_editor_cannot_approve_and_nothing_is_half_done(self, editor):
        service = ServiceFactory(owner=TeamFactory(), summary="Old words.")
        service.summary = "New words."
        service.save_revision(user=editor)
        state = service.get_workflow().start(service, editor)

        actions = [name for name, _label, _modal in state.current_task_state.task.specific.get_actions(service, editor)]

        assert "approve" not in actions
