"""The results page is filled from moulds; here every piece is held against its template, rendered plainly."""

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from directory.presentation.page_memory import page_memory
from directory.views.find import find
from localoffer.core.context import Frame
from localoffer.core.models import CouncilSettings
from tests.factories.directory import (
    AreaFactory,
    LocationFactory,
    PostcodeFactory,
    ServiceFactory,
    TermFactory,
    VocabularyFactory,
)

pytestmark = pytest.mark.django_db
SLY = "\"'><b>&amp;</b>%20{{ x }}"
SEARCHES = [
    {},
    {"page": "2"},
    {"q": "club"},
    {"q": SLY, "postcode": SLY, "age": SLY, "price": SLY, "within": SLY},
    {"q": "club", "needs": ["autism", "deaf"], "age": "7", "within": "5", "postcode": "SS9 1AB"},
    {"q": "club", "needs": ["autism"], "sort": "name", "map": "1"},
    {"q": "nothing has these words"},
    {"q": "club", "print": "page", "sort": "checked"},
    {"q": "clubb", "exact": "1"},
]


@pytest.fixture
def directory():
    needs = VocabularyFactory(slug="needs", label="Needs <all>")
    terms = [TermFactory(vocabulary=needs, slug=slug, label=f"{slug} & more") for slug in ("autism", "deaf")]
    PostcodeFactory(code="SS9 1AB", latitude=51.54, longitude=0.65)
    place = LocationFactory(town="Leigh & Sea", latitude=51.541, longitude=0.651, ward=AreaFactory())
    for number in range(21):
        ServiceFactory(name=f"Club <{number:02}>", terms=terms[: number % 3], at=[place], min_age=0, max_age=12)


@pytest.fixture
def compared(monkeypatch):
    """Every piece that a page fills, with what its template gives: (template, filled, plain)."""
    pieces = []
    filled = Frame.filled

    def compare(self, template, values, **shape):
        html = filled(self, template, values, **shape)
        pieces.append((template, html, render_to_string(template, {"frame": self, **shape, **values})))
        return html

    monkeypatch.setattr(Frame, "filled", compare)
    return pieces


@pytest.mark.parametrize("query", SEARCHES, ids=str)
def test_each_piece_is_what_its_template_gives(client, directory, compared, query):
    for _once_cast_then_filled in range(2):
        page_memory.forget()
        client.get("/find/", query)

    assert {"directory/_find_main.html", "directory/_filters.html"} <= {template for template, *_both in compared}
    for template, html, plain in compared:
        assert html == plain, template


def test_each_language_has_its_own_pieces(rf, directory, compared):
    pages = {}
    for language in ("en-gb", "de", "ar", "en-gb"):
        page_memory.forget()
        with translation.override(language):
            pages[language] = find(rf.get("/find/", {"q": "club"})).content.decode()

    with translation.override("de"):
        search = gettext("Search")  # one of the words that Django and Wagtail translate
    assert search != "Search"
    assert f"</svg> {search}</button>" in pages["de"]
    assert f"</svg> {search}</button>" not in pages["en-gb"]
    assert 'dir="rtl"' in pages["ar"]
    for template, html, plain in compared:
        assert html == plain, template


def test_moulds_of_one_search_do_not_leak_into_the_next(client, directory):
    client.get("/find/", {"q": "club secret", "needs": "autism", "age": "7"})

    html = client.get("/find/", {"q": "club"}).content.decode()

    assert "secret" not in html
    assert "lo-chip" not in html
    assert " checked>" not in html


def test_what_visitors_type_is_escaped_everywhere(client, directory):
    html = client.get("/find/", {"q": SLY, "postcode": SLY, "age": SLY}).content.decode()

    assert "><b>" not in html


def test_a_button_takes_off_what_is_on_the_list(client, directory):
    code = client.get("/find/").content.decode().partition('name="code" value="')[2][:5]
    client.cookies[settings.LIST_COOKIE] = code

    html = client.get("/find/", {"q": "<club>"}).content.decode()

    form = html.partition(f'action="{reverse("directory:list-remove")}"')[2].partition("</form>")[0]
    assert f'value="{code}"' in form
    assert f'value="/find/?q=%3Cclub%3E#result-{code}"' in form
    assert html.count(f'action="{reverse("directory:list-remove")}"') == 1


def test_pieces_are_made_anew_when_the_settings_change(client, directory, site_tree):
    council = CouncilSettings.objects.create(site=site_tree, email="old@example.org")
    client.get("/find/", {"q": "club"})
    council.email = "new@example.org"
    council.save()

    html = client.get("/find/", {"q": "club"}).content.decode()

    assert "mailto:new@example.org?subject=" in html
    assert "old@example.org" not in html
