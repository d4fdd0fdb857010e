"""Every list, report and chooser of the CMS, asked with numbers that the database cannot hold."""

import pytest
from django.urls import reverse
from wagtail.snippets.models import get_snippet_models

from tests.factories.directory import ServiceFactory

pytestmark = pytest.mark.django_db
ODD = ["99999999999999999999", "-99999999999999999999", "9" * 400]
LISTS = [
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailimages:index",
    "wagtaildocs:index",
    "wagtailimages_chooser:choose",
    "wagtaildocs_chooser:choose",
    "wagtailusers_users:index",
]
NAMES = ["user", "owner", "locked_by", "last_published_by", "collection_id", "collection", "content_type", "workflow"]
NAMES += ["task", "requested_by", "reviewable", "group", "tag", "p", "object_type", "finished_by"]


@pytest.fixture
def administrator(client, django_user_model, site_tree):
    client.force_login(django_user_model.objects.create_superuser("administrator", "a@example.org", "x"))
    return client


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("model", get_snippet_models(), ids=lambda model: model._meta.model_name)
def test_our_lists_and_choosers(administrator, model, odd):
    viewset = model.snippet_viewset
    filters = getattr(viewset.filterset_class, "base_filters", {})
    everything = dict.fromkeys([*filters, "kind", "vocabulary"], odd)

    assert administrator.get(reverse(viewset.get_url_name("list")), everything).status_code == 200
    assert administrator.get(reverse(viewset.get_url_name("list")), {"p": odd}).status_code < 500
    chosen = reverse(viewset.chooser_viewset.get_url_name("chosen_multiple"))
    assert administrator.get(chosen, {"id": odd}).status_code < 500


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", LISTS)
def test_lists_and_reports_of_wagtail(administrator, name, odd):
    assert administrator.get(reverse(name), dict.fromkeys(NAMES, odd)).status_code < 500


@pytest.mark.parametrize("action", ["confirm", "archive", "set-owner", "export"])
def test_boxes_ticked_for_bulk_actions(administrator, action):
    ServiceFactory()
    for odd in ODD:
        assert administrator.get(f"/cms/bulk/directory/service/{action}/", {"id": odd}).status_code < 500


def test_a_number_that_nothing_has_is_said_in_the_list(administrator):
    page = administrator.get(reverse("wagtailsnippets_directory_service:list"), {"owner": ODD[0]})

    assert ODD[0] in str(page.context["filters"].form.errors)
