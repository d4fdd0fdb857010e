"""Sharing a draft in the CMS, and dealing with what people said."""

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from directory.models import Location, Service
from localoffer.pages.officers.models import PreviewComment, PreviewLink
from localoffer.pages.officers.previews import add_comment, make_link
from tests.factories.directory import LocationFactory, ServiceFactory
from tests.factories.pages import InformationPageFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db
KEY = "a-key"


def share_url(record):
    model = Page if isinstance(record, Page) else type(record)
    return reverse("officers:share", args=[ContentType.objects.get_for_model(model).pk, record.pk])


class TestMaking:
    def test_the_address_is_shown_once_and_opens_the_draft(self, cms, client):
        page = InformationPageFactory(title="Draft", live=False)

        content = cms.post(share_url(page), {"days": "14", "made_for": "Forum"}).content.decode()

        address = re.search(r'value="http://localhost:8000(/preview/[^"]+)"', content)[1]
        assert client.get(address).status_code == 200
        assert "/preview/" not in cms.get(share_url(page)).content.decode()

    def test_the_link_ends_when_it_was_said(self, cms, officer):
        cms.post(share_url(InformationPageFactory()), {"days": "7", "made_for": "Forum"})

        link = PreviewLink.objects.get()
        assert (link.expires_at - link.created_at).days == 7
        assert (link.created_by, link.made_for) == (officer, "Forum")

    @pytest.mark.parametrize("days", ["", "0", "365", "x"])
    def test_another_time_is_refused(self, cms, days):
        cms.post(share_url(InformationPageFactory()), {"days": days})

        assert not PreviewLink.objects.exists()

    def test_taking_it_back(self, cms, client, officer):
        link, token = make_link(draft=InformationPageFactory(), user=officer, days=7)

        cms.post(reverse("officers:take-back", args=[link.pk]))

        assert client.get(reverse("previews:preview", args=[token])).status_code == 404

    @pytest.mark.parametrize("model", [Location, ContentType])
    def test_what_has_no_public_page_cannot_be_shared(self, cms, model):
        record = LocationFactory() if model is Location else ContentType.objects.first()

        assert cms.get(share_url(record)).status_code == 404


class TestPermissions:
    @pytest.mark.parametrize(
        ("role", "may"), [("Officers", True), ("Editors", True), ("Review group", False), ("User managers", False)]
    )
    @pytest.mark.parametrize("factory", [ServiceFactory, InformationPageFactory])
    def test_whoever_may_edit_may_share(self, client, role, may, factory):
        client.force_login(person(role, username="somebody"))

        client.post(share_url(factory()), {"days": "14"})

        assert PreviewLink.objects.exists() is may

    @pytest.mark.parametrize(("role", "may"), [("Officers", True), ("Review group", False)])
    def test_links_and_comments_belong_to_those_who_may_edit(self, client, role, may):
        link, _token = make_link(draft=InformationPageFactory(), user=person("Officers", username="maker"), days=7)
        comment = add_comment(link=link, key=KEY, name="", text="Words")
        client.force_login(person(role, username="somebody"))

        assert ("Words" in client.get(reverse("officers:comments")).content.decode()) is may
        client.post(reverse("officers:comment-done", args=[comment.pk]))
        client.post(reverse("officers:take-back", args=[link.pk]))

        comment.refresh_from_db()
        link.refresh_from_db()
        assert (comment.dealt_with_at is not None) is may
        assert (link.revoked_at is not None) is may


class TestComments:
    @pytest.fixture
    def comment(self, officer):
        page = InformationPageFactory(title="Waiting well")
        link, _token = make_link(draft=page, user=officer, days=7, made_for="Forum")
        return add_comment(link=link, key=KEY, name="Sam", text="Too long.")

    def test_they_stand_above_the_editor_until_they_are_dealt_with(self, cms, officer, comment):
        editor = reverse("wagtailadmin_pages:edit", args=[comment.link.object_id])
        assert "Too long." in cms.get(editor).content.decode()

        response = cms.post(reverse("officers:comment-done", args=[comment.pk]), {"next": editor})

        assert response["Location"] == editor
        assert "Too long." not in cms.get(editor).content.decode()
        assert PreviewComment.objects.get().dealt_with_by == officer

    def test_above_the_editor_of_a_listing_too(self, cms, officer):
        service = ServiceFactory()
        link, _token = make_link(draft=service, user=officer, days=7)
        add_comment(link=link, key=KEY, name="", text="Say the price.")
        editor = reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk])

        content = cms.get(editor).content.decode()

        assert "Say the price." in content
        assert share_url(service) in content

    def test_the_list_keeps_those_that_are_dealt_with(self, cms, comment):
        cms.post(reverse("officers:comment-done", args=[comment.pk]))

        assert "Too long." not in cms.get(reverse("officers:comments")).content.decode()
        assert "Too long." in cms.get(reverse("officers:comments"), {"show": "all"}).content.decode()

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "foo"])
    def test_the_way_back_is_a_path_of_this_site(self, cms, comment, elsewhere):
        response = cms.post(reverse("officers:comment-done", args=[comment.pk]), {"next": elsewhere})

        assert response["Location"] == reverse("officers:comments")
