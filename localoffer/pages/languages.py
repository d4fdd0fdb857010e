"""Languages in the CMS: one of Wagtail's locales for each language of the settings."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail.models import Locale, Page


def make_locales(**_signal) -> None:
    """After each `migrate`: officers can translate into every language that is on, without setting it up."""
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.all_objects.get_or_create(language_code=code)


def to_its_own_language(page: Page, request, serve_args, serve_kwargs):
    """An English page has one address. Without a home page in Polish, Wagtail would serve it at /pl/… too."""
    if len(settings.LANGUAGES) < 2 or page.is_site_root() or page.locale.language_code == get_language():
        return None
    return redirect(page.get_url(request))


def hide_translations_report(request, menu_items) -> None:
    """One language has no translations to report on."""
    if len(settings.LANGUAGES) < 2:
        menu_items[:] = [item for item in menu_items if item.name != "translations"]
