from datetime import timedelta

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringTranslation, Translation

from localoffer.core.languages import interface_languages
from localoffer.core.models import FrameVersion
from localoffer.pages.languages import make_locales
from localoffer.pages.models import InformationPage
from tests.factories.pages import InformationPageFactory, site_home
from tests.factories.people import person
from tests.pages.reading import main_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_languages(settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = interface_languages(["pl", "ur"])
    settings.WAGTAIL_I18N_ENABLED = True
    make_locales()


@pytest.fixture
def polish(two_languages):
    return Locale.objects.get(language_code="pl")


@pytest.fixture
def original(two_languages):
    page = InformationPageFactory(title="Help while you wait", slug="waiting")
    page.save_revision().publish()
    return page


def translated(page, locale, **words):
    """The page in another language, published."""
    other = page.copy_for_translation(locale, copy_parents=True)
    for name, value in words.items():
        setattr(other, name, value)
    other.save_revision().publish()
    return InformationPage.objects.get(pk=other.pk)


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def ways(client, address):
    """The main part of “Ways to read this page”, for whoever comes from an address."""
    return main_of(client.get("/display/", {"next": address}))


def queries_of(client, address):
    """How many queries that takes, without the one that is made by the clock."""
    ways(client, address)
    with CaptureQueriesContext(connection) as queries:
        ways(client, address)
    return len([query for query in queries if FrameVersion._meta.db_table not in query["sql"]])


class TestForFamilies:
    def test_a_translation_has_an_address_of_its_own_in_a_frame_of_its_language(self, client, original, polish):
        other = translated(original, polish, title="Pomoc w czasie oczekiwania", slug="oczekiwanie")

        page = text(client, other.get_url())

        assert other.get_url() == "/pl/topic/oczekiwanie/"
        assert "Pomoc w czasie oczekiwania</h1>" in page
        assert '<html lang="pl"' in page

    def test_the_original_keeps_its_address_and_links_to_the_translation(self, client, original, polish):
        other = translated(original, polish, slug="oczekiwanie")

        page = text(client, original.get_url())

        assert original.get_url() == "/topic/waiting/"
        assert f'<a href="{other.get_url()}" hreflang="pl">Polski</a>' in page
        assert f'<link rel="alternate" hreflang="pl" href="{site_settings.BASE_URL}{other.get_url()}">' in page

    def test_languages_without_a_translation_are_not_offered(self, client, original, polish):
        translated(original, polish)

        assert 'hreflang="ur"' not in text(client, original.get_url())

    def test_a_page_without_any_translation_offers_none(self, client, original):
        assert "lo-footer__languages" not in text(client, original.get_url())

    def test_a_draft_translation_is_not_offered(self, client, original, polish):
        translated(original, polish).unpublish()

        assert "lo-footer__languages" not in text(client, original.get_url())

    def test_ways_to_read_offer_the_languages_of_the_page_that_one_came_from(self, client, original, polish):
        other = translated(original, polish, slug="oczekiwanie")

        english = ways(client, original.get_url())
        polish_words = ways(client, other.get_url())

        assert f'href="{other.get_url()}" lang="pl" hreflang="pl" dir="auto">Polski</a>' in english
        assert f"{original.get_url()}&amp;format=language" in english
        assert 'hreflang="ur"' not in english
        assert f'href="{original.get_url()}" lang="en-GB" hreflang="en-GB" dir="auto">English</a>' in polish_words

    def test_ways_to_read_offer_no_translation_that_families_cannot_read(self, client, original, polish):
        other = translated(original, polish)
        PageViewRestriction.objects.create(page=other, restriction_type=PageViewRestriction.LOGIN)

        hidden = ways(client, original.get_url())
        PageViewRestriction.objects.all().delete()
        other.unpublish()

        for page in (hidden, ways(client, original.get_url())):
            assert other.get_url() not in page
            assert "Ask for this page in your language" in page

    def test_ways_to_read_ask_as_much_of_the_database_for_many_languages_as_for_one(self, client, original, polish):
        translated(original, polish)
        one = queries_of(client, original.get_url())
        translated(original, Locale.objects.get(language_code="ur"))

        assert queries_of(client, original.get_url()) == one

    def test_ways_to_read_offer_the_labels_of_a_page_of_the_software(self, client, two_languages):
        page = ways(client, "/find/?q=talk")

        assert 'href="/pl/find/?q=talk" lang="pl"' in page
        assert 'href="/ur/find/?q=talk" lang="ur"' in page

    def test_ways_to_read_offer_no_language_where_there_is_none(self, client, two_languages):
        assert "Ask for this page in your language" in ways(client, "/accounts/login/")

    def test_the_home_page_leads_into_every_language(self, client, original):
        site_home()

        page = text(client, "/")

        assert 'href="/pl/"' in page
        assert 'href="/ur/"' in page

    def test_an_english_page_is_not_served_at_another_language_s_address(self, client, original):
        assert client.get("/pl/topic/waiting/").url == "/topic/waiting/"

    def test_a_page_in_step_with_its_original_says_nothing(self, client, original, polish):
        other = translated(original, polish)

        assert "The English page changed" not in text(client, other.get_url())

    def test_one_that_is_behind_says_since_when_and_links_to_the_original(self, client, original, polish):
        other = translated(original, polish)
        now = timezone.now()
        Page.objects.filter(pk=original.pk).update(last_published_at=now)
        Page.objects.filter(pk=other.pk).update(last_published_at=now - timedelta(days=40))

        page = text(client, other.get_url())

        assert "The English page changed on" in page
        assert '<a href="/topic/waiting/" hreflang="en-GB">Read the English page</a>' in page

    def test_a_page_that_repeats_the_english_words_says_so(self, client, original, polish):
        translated(original, polish)  # its topic was not translated

        page = text(client, "/pl/topic/")

        assert "This page is not in your language yet." in page
        assert "/pl/formats/?page=/pl/topic/" in page


class TestForOfficers:
    @pytest.fixture
    def officer(self, client):
        officer = person("Officers")
        client.force_login(officer)
        return officer

    def test_the_way_from_translate_this_page_to_published(
        self, client, officer, original, polish, django_capture_on_commit_callbacks
    ):
        offered = text(client, reverse("wagtailadmin_explore", args=[original.get_parent().pk]))
        submit = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
        assert submit in offered

        client.post(submit, {"locales": [polish.pk]})
        other = InformationPage.objects.get(translation_key=original.translation_key, locale=polish)
        assert not other.live

        translation = Translation.objects.get(target_locale=polish, source__object_id=original.translation_key)
        segment = translation.source.stringsegment_set.select_related("string", "context").get(context__path="title")
        StringTranslation.objects.create(
            translation_of=segment.string, locale=polish, context=segment.context, data="Pomoc"
        )
        editor = reverse("wagtailadmin_pages:edit", args=[other.pk])
        assert client.get(editor).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            client.post(editor, {"action": "publish"})

        other.refresh_from_db()
        assert other.live
        assert "Pomoc</h1>" in text(client, other.get_url())

    def test_no_machine_translates_and_nothing_is_sent_to_anybody(self, client, officer, original, polish):
        client.post(reverse("wagtail_localize:submit_page_translation", args=[original.pk]), {"locales": [polish.pk]})
        translation = Translation.objects.get(source__object_id=original.translation_key)

        editor = text(client, reverse("wagtailadmin_pages:edit", args=[translation.get_target_instance().pk]))

        assert get_machine_translator() is None
        assert "&quot;machineTranslator&quot;: null" in editor

    @pytest.mark.parametrize(("role", "may"), [("Officers", True), ("Editors", True), ("Review group", False)])
    def test_who_may_translate(self, client, original, role, may):
        client.force_login(person(role, username="somebody-else"))

        response = client.get(reverse("wagtail_localize:submit_page_translation", args=[original.pk]))

        assert (response.status_code == 200) is may

    def test_every_language_of_the_settings_has_its_locale_once(self, two_languages):
        make_locales()

        assert list(Locale.objects.order_by("language_code").values_list("language_code", flat=True)) == [
            "en-gb",
            "pl",
            "ur",
        ]

    def test_with_one_language_the_menus_hold_nothing_about_translations(self, client, officer):
        page = InformationPageFactory()

        listing = text(client, reverse("wagtailadmin_explore", args=[page.get_parent().pk]))

        assert "Translate this page" not in listing
        assert reverse("wagtail_localize:translations_report") not in listing
