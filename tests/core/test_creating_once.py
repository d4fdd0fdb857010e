"""A form of the CMS that creates something creates one record, however often and in whichever order it is sent."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from directory.models import Service
from localoffer.core.creating_once import FORM_KEY
from localoffer.core.models import Creation
from localoffer.pages.models import InformationPage
from tests.directory.cms.pages import form_of
from tests.factories.core import TeamFactory
from tests.factories.directory import ProviderFactory, ServiceFactory
from tests.factories.pages import HubPageFactory
from tests.factories.people import person

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef" * 2
ADD = "wagtailsnippets_directory_service:add"
EDIT = "wagtailsnippets_directory_service:edit"
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def officer(client):
    user = person("Officers")
    client.force_login(user)
    return user


def post(client, address, data, *, by_itself):
    return client.post(address, data, headers={"accept": "application/json"} if by_itself else {})


class TestServices:
    @pytest.fixture
    def send(self, client, officer):
        provider = ProviderFactory().pk

        def send(summary="First words.", *, by_itself=False, key=KEY, **facts):
            data = form_of(provider=provider, summary=summary, **facts) | {FORM_KEY: key}
            return post(client, reverse(ADD), data, by_itself=by_itself)

        return send

    def words(self):
        """What the draft of the one service says."""
        return Service.objects.get().get_latest_revision_as_object().summary

    def test_a_double_click_leads_to_the_one_that_exists(self, client, send):
        send()

        response = send()

        service = Service.objects.get()
        assert response.url == reverse(EDIT, args=[service.pk])
        assert service.revisions.count() == 1
        assert "counted once" in client.get(response.url).content.decode()

    def test_saving_by_itself_after_a_press_changes_nothing(self, send):
        send("Words of the press.")

        response = send("Older words.", by_itself=True)

        assert (response.status_code, response.json()["error_code"]) == (400, "invalid_revision")
        assert self.words() == "Words of the press."

    def test_a_press_after_it_saved_by_itself_saves_the_newer_words(self, send):
        assert send("Older words.", by_itself=True, slug="swim").json()["success"]

        response = send("Words of the press.", slug="swim")

        assert response.status_code == 302
        assert self.words() == "Words of the press."

    def test_parts_do_not_become_two(self, send):
        contact = {"id": "", "label": "Desk", "phone": "01702 000000", "ORDER": "1"}
        send(by_itself=True, contacts=[contact])

        send("Other words.", contacts=[contact])

        draft = Service.objects.get().get_latest_revision_as_object()
        assert [part.label for part in draft.contacts.all()] == ["Desk"]

    def test_a_press_on_publish_after_it_saved_by_itself_publishes(self, send):
        owner = TeamFactory().pk
        send(by_itself=True, owner=owner)

        send(owner=owner, **PUBLISH)

        assert Service.objects.get().live

    def test_a_double_click_on_publish_publishes_once(self, send):
        owner = TeamFactory().pk

        for _click in range(2):
            send(owner=owner, **PUBLISH)

        assert Service.objects.get().revisions.count() == 1

    def test_what_is_missing_is_said_at_every_press(self, send):
        send(by_itself=True)

        for _press in range(2):
            response = send(**PUBLISH)
            assert list(response.context["form"].errors) == ["owner"]
        assert not Service.objects.get().live

    def test_after_a_lost_answer_it_saves_by_itself_what_was_written_since(self, send):
        send("Older words.", by_itself=True)

        answer = send("Newer words.", by_itself=True).json()

        service = Service.objects.get()
        assert answer["url"] == reverse(EDIT, args=[service.pk])
        assert answer["hydrate_url"] == f"{answer['url']}?_w_hydrate_create_view=1"
        assert self.words() == "Newer words."
        assert service.revisions.count() == 1

    def test_after_a_lost_answer_words_of_others_stay(self, send, client):
        send("Older words.", by_itself=True)
        service = Service.objects.get()
        service.summary = "Words of somebody else."
        service.save_revision()

        response = send("Newer words.", by_itself=True)

        assert response.json()["error_code"] == "invalid_revision"
        assert self.words() == "Words of somebody else."

    def test_other_words_after_the_back_button_are_kept_in_it(self, send):
        send("First words.")
        send("Second words.")

        assert self.words() == "Second words."

    def test_a_form_with_errors_uses_nothing_up(self, send):
        assert send(name="").context["form"].errors

        send()

        assert Service.objects.count() == 1

    def test_the_key_of_somebody_else_leads_nowhere(self, client, send):
        send()
        client.force_login(person("Officers", username="another"))

        send("Words of another.")

        assert Service.objects.count() == 2

    @pytest.mark.parametrize("key", ["", "f" * 32])
    def test_another_form_makes_another(self, send, key):
        send()
        send(key=key)

        assert Service.objects.count() == 2

    def test_keys_are_forgotten_after_a_week(self, send):
        send()
        Creation.objects.update(made_at=timezone.now() - timedelta(days=8))

        send(key="f" * 32)

        assert Creation.objects.get().form_key == "f" * 32


class TestForms:
    def key_in(self, response):
        form = response.context["form"]
        return FORM_KEY in form.fields and form[FORM_KEY].value()

    def test_of_new_records_carry_a_new_key_each_time(self, client, officer):
        service = ServiceFactory()
        hub = HubPageFactory()
        addresses = [
            reverse(ADD),
            reverse(ADD),
            reverse("wagtailsnippets_directory_service:copy", args=[service.pk]),
            reverse("wagtailadmin_pages:add", args=["pages", "informationpage", hub.pk]),
        ]

        answers = [client.get(address) for address in addresses]

        keys = [self.key_in(answer) for answer in answers]
        assert len(set(keys)) == len(addresses)
        assert all(f'value="{key}"' in answer.content.decode() for key, answer in zip(keys, answers, strict=True))

    def test_of_records_that_exist_carry_none(self, client, officer):
        assert self.key_in(client.get(reverse(EDIT, args=[ServiceFactory().pk]))) is False


class TestPages:
    @pytest.fixture
    def send(self, client, officer):
        address = reverse("wagtailadmin_pages:add", args=["pages", "informationpage", HubPageFactory().pk])

        def send(summary="First words.", *, by_itself=False, **facts):
            fields = {
                "title": "Help before school",
                "slug": "help-before-school",
                "summary": summary,
                "for_parents": "on",
                "answer": "",
                "body": streamfield([("text", rich_text("<p>Some words.</p>"))]),
                "sources": streamfield([]),
                "comments": inline_formset([]),
                FORM_KEY: KEY,
            }
            return post(client, address, nested_form_data(fields) | facts, by_itself=by_itself)

        return send

    def words(self):
        return InformationPage.objects.get().get_latest_revision_as_object().summary

    def test_saving_by_itself_after_a_press_changes_nothing(self, send):
        send("Words of the press.")

        assert send("Older words.", by_itself=True).status_code == 400
        assert self.words() == "Words of the press."

    def test_a_press_after_it_saved_by_itself_saves_the_newer_words(self, send):
        send("Older words.", by_itself=True)

        response = send("Words of the press.")

        assert response.url == reverse("wagtailadmin_pages:edit", args=[InformationPage.objects.get().pk])
        assert self.words() == "Words of the press."

    def test_a_double_click_on_submit_sends_it_for_a_check_once(self, send):
        facts = {"owner_team": TeamFactory().pk, "review_due": "2027-03-01", "action-submit": "1"}

        assert [send(**facts).status_code for _click in range(2)] == [302, 302]

        assert InformationPage.objects.get().workflow_states.count() == 1

    def test_after_a_lost_answer_it_saves_by_itself_what_was_written_since(self, send):
        send("Older words.", by_itself=True)

        answer = send("Newer words.", by_itself=True).json()

        assert answer["url"] == reverse("wagtailadmin_pages:edit", args=[InformationPage.objects.get().pk])
        assert self.words() == "Newer words."
