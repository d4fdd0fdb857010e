"""A new type of page is looked at in a browser: by axe in every theme, on the smallest phone, on the scales."""

from django.apps import apps

from localoffer.core.models import OfferPage
from tests.browser import test_pages, test_whats_on


def test_a_browser_test_opens_every_type_of_page():
    seen = {*test_pages.TYPES.values(), *test_whats_on.TYPES.values()}

    assert {model.__name__ for model in apps.get_models() if issubclass(model, OfferPage)} == {
        model.__name__ for model in seen
    }
