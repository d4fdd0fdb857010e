"""A translation is published by the same rules as every other page, whatever way wagtail-localize takes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from localoffer.core.languages import interface_languages
from localoffer.pages.languages import make_locales
from tests.factories.pages import InformationPageFactory, body
from tests.factories.people import person
from tests.pages.cms import said

pytestmark = pytest.mark.django_db

LAW = ("law", {"text": "The council must decide.", "reference": "A law", "url": ""})
A_CHILD = "Amira Khan, aged 7"


@pytest.fixture
def polish(settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = interface_languages(["pl"])
    settings.WAGTAIL_I18N_ENABLED = True
    make_locales()
    return Locale.objects.get(language_code="pl")


@pytest.fixture
def officer(client):
    officer = person("Officers")
    client.force_login(officer)
    return officer


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def translation(polish, officer, commits):
    """Of an ordinary page, published as “Pomoc”."""
    return live_translation(InformationPageFactory(title="Help"), polish, officer, commits)


@pytest.fixture
def of_the_law(polish, officer, commits, settings):
    """The same of a page that says what the law is."""
    settings.SECOND_PERSON = False
    page = InformationPageFactory(title="Deciding", body=[*body("Words."), LAW])
    made = live_translation(page, polish, officer, commits)
    settings.SECOND_PERSON = True
    return made


def live_translation(page, locale, user, commits):
    translate_object(page, [locale], user=user)
    made = Translation.objects.get(source__object_id=page.translation_key)
    say(made, "Pomoc")
    with commits():
        made.save_target(user=user, publish=True)
    assert shown(made) == "Pomoc"
    return made


def say(translation, title):
    """The translator writes the title."""
    segment = translation.source.stringsegment_set.get(context__path="title")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": title},
    )


def row(translation):
    return Page.objects.get(pk=translation.get_target_instance().pk)


def shown(translation):
    """The title that families read."""
    page = row(translation)
    return page.title if page.live else None


def pressed(client, commits, address, **data):
    """What a form of the CMS answers, in words."""
    with commits():
        response = client.post(address, data)
    assert response.status_code == 302
    return said(response)


def opened(client, translation):
    return said(client.get(reverse("wagtailadmin_pages:edit", args=[row(translation).pk])))


def publish(client, commits, translation):
    return pressed(client, commits, reverse("wagtailadmin_pages:edit", args=[row(translation).pk]), action="publish")


def sync(client, commits, translation):
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    return pressed(client, commits, address, publish_translations="on")


class TestInTheEditor:
    def test_words_without_a_problem_are_published(self, client, commits, translation):
        say(translation, "Wsparcie")

        publish(client, commits, translation)

        assert shown(translation) == "Wsparcie"

    def test_what_stands_against_it_is_said_and_families_see_the_old_words(self, client, commits, translation):
        say(translation, A_CHILD)

        words = publish(client, commits, translation)

        assert f"“{A_CHILD}” was not published." in words
        assert "looks like" in words
        assert shown(translation) == "Pomoc"

    def test_whoever_may_not_publish_is_told_so(self, client, commits, translation):
        client.force_login(person("Editors"))
        say(translation, "Wsparcie")

        assert "You may not publish “Wsparcie”." in publish(client, commits, translation)
        assert shown(translation) == "Pomoc"


class TestASecondPerson:
    def test_gets_the_words_to_check_before_families_see_them(self, client, commits, of_the_law):
        say(of_the_law, "Wsparcie")

        words = publish(client, commits, of_the_law)

        assert "It was sent for a check." in words
        assert shown(of_the_law) == "Pomoc"
        assert row(of_the_law).workflow_in_progress

    def test_is_announced_to_whoever_opens_the_editor(self, client, of_the_law, translation):
        assert "“Publish” sends the translation for a check." in opened(client, of_the_law)
        assert "“Publish” sends the translation for a check." not in opened(client, translation)

    def test_approves_them_and_the_translator_does_not(self, client, commits, of_the_law):
        say(of_the_law, "Wsparcie")
        publish(client, commits, of_the_law)
        state = row(of_the_law).current_workflow_task_state
        approve = reverse("wagtailadmin_pages:workflow_action", args=[row(of_the_law).pk, "approve", state.pk])

        assert "somebody else publishes it" in pressed(client, commits, approve)
        assert shown(of_the_law) == "Pomoc"

        client.force_login(person("Officers", username="other"))
        pressed(client, commits, approve)
        assert shown(of_the_law) == "Wsparcie"

    def test_checks_the_latest_words(self, client, commits, of_the_law):
        for words in ("Wsparcie", "Rada"):
            say(of_the_law, words)
            publish(client, commits, of_the_law)

        assert row(of_the_law).current_workflow_task_state.revision.as_object().title == "Rada"


class TestSyncingTranslatedPages:
    def test_publishes_what_nothing_stands_against(self, client, commits, translation):
        say(translation, "Wsparcie")

        sync(client, commits, translation)

        assert shown(translation) == "Wsparcie"

    def test_says_what_does_and_changes_nothing(self, client, commits, translation, of_the_law):
        say(translation, A_CHILD)
        say(of_the_law, "Wsparcie")

        assert "looks like" in sync(client, commits, translation)
        assert "Publish it in its own editor" in sync(client, commits, of_the_law)
        assert [shown(translation), shown(of_the_law)] == ["Pomoc", "Pomoc"]

    def test_publishes_nothing_for_who_may_not(self, client, commits, translation):
        client.force_login(person("Editors"))
        say(translation, "Wsparcie")

        assert "You may not publish “Wsparcie”." in sync(client, commits, translation)
        assert shown(translation) == "Pomoc"


class TestTheLivePage:
    def test_keeps_its_words_while_others_are_saved(self, officer, translation):
        say(translation, "Wsparcie")

        translate_object(translation.source.get_source_instance(), [translation.target_locale], user=officer)

        assert shown(translation) == "Pomoc"
        assert row(translation).get_latest_revision_as_object().title == "Wsparcie"

    def test_repeats_the_english_one_only_for_who_may_publish(self, client, commits, translation):
        client.force_login(person("Editors"))
        convert = reverse("wagtail_localize:convert_to_alias", args=[row(translation).pk])

        assert "You may not publish “Pomoc”." in pressed(client, commits, convert)
        assert row(translation).alias_of_id is None


@pytest.mark.parametrize("file", [None, b'msgid ""\nmsgstr ""\n', b"\xff\x00 no text"])
def test_a_wrong_file_of_translated_words_is_named_in_words(client, translation, file):
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    form = {"file": SimpleUploadedFile("words.po", file)} if file else {}

    answer = client.post(address, form)

    assert answer.status_code == 302
    assert "PO file" in said(answer)
