"""An officer translates a page in a real browser, under the policy of the CMS."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from wagtail.models import Locale

from localoffer.core.languages import interface_languages
from localoffer.pages.models import InformationPage
from tests.factories.pages import InformationPageFactory
from tests.factories.people import person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def polish(site_tree, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = interface_languages(["pl"])
    settings.WAGTAIL_I18N_ENABLED = True
    return Locale.objects.get_or_create(language_code="pl")[0]


def test_from_the_english_page_to_the_published_translation(visits, client, polish):
    original = InformationPageFactory(title="Help while you wait", slug="waiting")
    original.save_revision().publish()
    client.force_login(person("Officers"))
    page = visits.open("/healthz")
    for name, cookie in client.cookies.items():
        page.context.add_cookies([{"name": name, "value": cookie.value, "url": visits.base_url}])

    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(reverse("wagtail_localize:submit_page_translation", args=[original.pk]))
    page.get_by_label("Polski").check()
    page.get_by_role("button", name="Submit").click()

    page.get_by_text("Translate", exact=True).first.click()
    page.locator("textarea").first.fill("Pomoc w czasie oczekiwania")
    page.get_by_text("Save", exact=True).first.click()
    expect(page.get_by_text("Pomoc w czasie oczekiwania").first).to_be_visible()
    page.get_by_text("Publish in Polski").first.click()
    expect(page.get_by_text("Published 'Pomoc w czasie oczekiwania' in Polski").first).to_be_visible()

    translated = InformationPage.objects.get(translation_key=original.translation_key, locale=polish)
    page.goto(translated.get_url())
    expect(page.get_by_role("heading", name="Pomoc w czasie oczekiwania")).to_be_visible()
    assert [url for url in asked if not url.startswith((visits.base_url, "data:", "blob:"))] == []
