"""Who may open which page of the directory in the CMS. A page without a row here fails the test."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse

from directory.models import LocalOfferQuestion, Location, Provider, SchoolTerm, Service
from tests.factories.core import StatutoryItemFactory, TeamFactory
from tests.factories.directory import (
    AreaFactory,
    ImportSourceFactory,
    LocationFactory,
    ServiceFactory,
    SynonymFactory,
    TermFactory,
    VocabularyFactory,
)
from tests.factories.people import person

OFFICERS, EDITORS, REVIEW_GROUP, USER_MANAGERS = "Officers", "Editors", "Review group", "User managers"
ROLES = (OFFICERS, EDITORS, REVIEW_GROUP, USER_MANAGERS)
READERS, WRITERS, OFFICERS_ONLY = {OFFICERS, EDITORS, REVIEW_GROUP}, {OFFICERS, EDITORS}, {OFFICERS}

LISTING_PAGES = {
    "list": READERS,
    "list_results": READERS,
    "inspect": READERS,
    "add": WRITERS,
    "edit": WRITERS,
    "copy": WRITERS,
    "usage": WRITERS,
    "history": WRITERS,
    "history_results": WRITERS,
    "preview_on_add": WRITERS,
    "preview_on_edit": WRITERS,
    "workflow_history": WRITERS,
    "delete": set(),  # it was published
    "unpublish": OFFICERS_ONLY,
    "lock": OFFICERS_ONLY,
    "unlock": OFFICERS_ONLY,
}
LIST_PAGES = {
    "list": READERS,
    "list_results": READERS,
    **dict.fromkeys(["add", "edit", "delete", "usage", "history", "history_results"], OFFICERS_ONLY),
}
# Need more than a record in the address (a revision, a task); Wagtail tests them, and they ask for the same
# permissions as the pages above.
ELSEWHERE = {
    "revisions_view",
    "revisions_revert",
    "revisions_compare",
    "revisions_unschedule",
    "workflow_action",
    "collect_workflow_action_data",
    "confirm_workflow_cancellation",
    "workflow_history_detail",
    "workflow_preview",
    "reorder",
}
LISTINGS = ("service", "provider", "location")
RECORDS = {
    "vocabulary": VocabularyFactory,
    "term": TermFactory,
    "synonym": SynonymFactory,
    "localofferquestion": lambda: LocalOfferQuestion.objects.create(text="How do you involve parents?"),
    "schoolterm": lambda: SchoolTerm.objects.create(name="Spring", starts="2026-01-05", ends="2026-02-13"),
    "area": AreaFactory,
    "importsource": ImportSourceFactory,
    "team": TeamFactory,
    "statutoryitem": StatutoryItemFactory,
}
OURS = [f"wagtailsnippets_directory_{name}" for name in (*LISTINGS, *list(RECORDS)[:-2])]
OURS += ["wagtailsnippets_core_team", "wagtailsnippets_core_statutoryitem"]
RUNNING = {
    "confirm": ("service", "provider", "place"),
    "review-date": ("service", "provider", "place"),
    "status": ("service",),
    "archive": ("service", "provider"),
    "merge": ("service", "provider"),
    "companions": ("service",),
}


def pages(namespace):
    names = get_resolver().namespace_dict[namespace][1].reverse_dict
    return {name for name in names if isinstance(name, str)} - ELSEWHERE


def expected(namespace):
    model = namespace.rsplit("_", 1)[1]
    if model in LISTINGS:
        return LISTING_PAGES
    return LIST_PAGES | ({"add": set(), "delete": set()} if model == "area" else {})


def opens(client, user, address):
    client.force_login(user)
    return client.get(address).status_code in (200, 405)  # 405: allowed, but only by a POST


@pytest.fixture
def people(db):
    return {role: person(role) for role in ROLES} | {"nobody": person()}


@pytest.fixture
def records(db):
    service = ServiceFactory(owner=TeamFactory(), at=[LocationFactory()])
    service.save_revision().publish()
    listings = {"service": service, "provider": service.provider, "location": Location.objects.get()}
    return listings | {name: factory() for name, factory in RECORDS.items()}


def address_of(namespace, name, record):
    try:
        return reverse(f"{namespace}:{name}")
    except NoReverseMatch:
        return reverse(f"{namespace}:{name}", args=[record.pk])


@pytest.mark.parametrize("namespace", OURS)
def test_every_page_of_a_record_opens_for_its_roles_and_nobody_else(client, people, records, namespace):
    table, record = expected(namespace), records[namespace.rsplit("_", 1)[1]]
    assert pages(namespace) == set(table) & pages(namespace), "a page without a row"

    for name in pages(namespace):
        address = address_of(namespace, name, record)
        found = {role for role, user in people.items() if opens(client, user, address)}
        assert found == table[name], (namespace, name)


def test_every_snippet_of_ours_is_in_the_tables():
    ours = {
        name
        for name in get_resolver().namespace_dict
        if name.startswith(("wagtailsnippets_directory", "wagtailsnippets_core"))
    }

    assert ours == set(OURS)


def test_the_running_of_listings_has_a_row_for_every_page():
    assert pages("directory_cms") == set(RUNNING)


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, kinds in RUNNING.items() for kind in kinds])
def test_only_officers_run_listings(client, people, records, name, kind):
    record = records["location" if kind == "place" else kind]
    address = reverse(f"directory_cms:{name}", args=[kind, record.pk])

    assert {role for role, user in people.items() if opens(client, user, address)} == {OFFICERS}


@pytest.mark.parametrize("name", RUNNING)
def test_a_visitor_is_sent_to_sign_in(client, records, name):
    response = client.get(reverse(f"directory_cms:{name}", args=["service", records["service"].pk]))

    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize(("name", "kind"), [("status", "provider"), ("archive", "place"), ("confirm", "teapot")])
def test_what_a_kind_of_record_does_not_have_is_not_found(client, people, records, name, kind):
    client.force_login(people[OFFICERS])

    assert client.get(reverse(f"directory_cms:{name}", args=[kind, 1])).status_code == 404


@pytest.mark.parametrize("role", [EDITORS, REVIEW_GROUP])
@pytest.mark.parametrize("action", ["confirm", "set-owner", "export", "archive"])
def test_bulk_actions_do_nothing_for_others(client, people, records, role, action):
    service = records["service"]
    client.force_login(people[role])
    before = Service.objects.values().get(pk=service.pk)

    client.post(
        f"/cms/bulk/directory/service/{action}/?id={service.pk}",
        {"reason": "Gone", "owner": records["team"].pk, "file_format": "csv"},
    )

    assert Service.objects.values().get(pk=service.pk) == before


def test_a_published_listing_is_not_deleted_even_by_a_superuser(client, records):
    client.force_login(person(username="root", is_superuser=True))
    for model in (Service, Provider, Location):
        listing = model.objects.first()

        client.post(reverse(f"wagtailsnippets_directory_{model._meta.model_name}:delete", args=[listing.pk]))
        client.post(f"/cms/bulk/directory/{model._meta.model_name}/delete/?id={listing.pk}")

        assert model.objects.filter(pk=listing.pk).exists()


@pytest.mark.parametrize(("role", "deleted"), [(OFFICERS, True), (EDITORS, False)])
def test_a_draft_that_nobody_saw_can_be_deleted_by_an_officer(client, people, role, deleted):
    draft = ServiceFactory(live=False)
    client.force_login(people[role])

    client.post(reverse("wagtailsnippets_directory_service:delete", args=[draft.pk]))

    assert Service.objects.filter(pk=draft.pk).exists() is not deleted


@pytest.mark.parametrize(("role", "allowed"), [(OFFICERS, True), (EDITORS, False), (REVIEW_GROUP, False)])
def test_council_settings_are_the_officers(client, people, site_tree, role, allowed):
    client.force_login(people[role])

    response = client.get(reverse("wagtailsettings:edit", args=["core", "councilsettings", site_tree.pk]))

    assert (response.status_code == 200) is allowed


def test_an_editor_submits_but_does_not_publish(client, people, records):
    service = records["service"]
    client.force_login(people[EDITORS])

    page = client.get(reverse("wagtailsnippets_directory_service:edit", args=[service.pk])).content.decode()

    assert 'name="action-submit"' in page
    assert 'name="action-publish"' not in page
