"""Every word of ours on a public page comes from the catalogue."""

from datetime import timedelta

import pytest
from django.conf import settings as site_settings
from django.utils import timezone, translation
from wagtail.models import Locale, Page

from directory.models import Provider, Service
from localoffer.core.public_forms import new_stamp
from localoffer.pages.models import FormatRequest, HomePage, HubPage
from tests.browser.small_directory import make_directory
from tests.factories.pages import site_home
from tests.languages.content import widen, widen_content
from tests.languages.pseudo import accented
from tests.languages.samples import page_types, sample_page
from tests.languages.visible import english
from tests.made_once import made_once
from tests.process_caches import forget_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_tree", "made_up_languages")]

FRAME = ["contact/", "accessibility/", "privacy/", "cookies/", "help-now/", "display/", "about-the-data/",
         "contact/?print=large", "contact/?read=aloud", "not-there/"]  # fmt: skip
SEARCHES = [
    "",
    "q=group",
    "q=group&map=1",
    "q=zzyzx",
    "q=group&type=special-school&within=5&postcode=SS9&age=3",
    "q=speech&postcode=SS9&within=5&age=3&price=10&sort=nearest&when=saturday&access=step-free",
    "age=old&price=dear&within=far&sort=best&postcode=nowhere&type=unknown",
    "q=speach+therapie",
    "page=2",
]
TYPED = ("zzyzx", "group", "speech", "therapy", "speach", "therapie", "nowhere", "unknown")


@made_once
def wide_directory():
    """The small directory, with every word of it in wide letters."""
    make_directory()
    Service.objects.filter(slug="wheels").update(
        status=Service.Status.PAUSED, status_until=timezone.localdate() + timedelta(days=30)
    )
    widen_content()


@pytest.fixture
def directory():
    wide_directory()


def missed(client, addresses, answers=range(500)):
    """What is left in English, each piece once with an address where it stands."""
    found = {}
    for address in addresses:
        response = client.get(address if address.startswith("/vo/") else f"/vo/{address}")
        assert response.status_code in answers, address
        for piece in english(response.content.decode(), TYPED):
            found.setdefault(piece, address)
    return "\n".join(f"{piece}   at {address}" for piece, address in found.items())


class TestTheMethod:
    def test_a_string_out_of_the_catalogue_passes(self):
        assert english(f"<p>{accented('Search')}</p>") == []

    @pytest.mark.parametrize(
        "html",
        [
            "<p>Search</p>",
            "<title>Search</title>",
            '<img alt="A hall">',
            '<nav aria-label="Main"></nav>',
            '<input placeholder="Your name">',
            '<input type="submit" value="Send">',
            '<span data-done="Link copied"></span>',
            "<p>9am</p>",
        ],
    )
    def test_one_that_is_not_in_it_is_found(self, html):
        assert english(html) != []

    @pytest.mark.parametrize("html", ["<p>a@example.org</p>", "<td>SS9 1AB</td>", "<script>go()</script>", "<p>Ａ</p>"])
    def test_what_is_the_same_in_every_language_passes(self, html):
        assert english(html) == []


def test_pages_of_the_frame_and_the_home_page(client, directory, settings):
    settings.DEMONSTRATION = True

    assert missed(client, ["", *FRAME]) == ""


# Wagtail leaves the file of a picture that it has resized to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_every_type_of_page(client, directory, settings):
    settings.WAGTAIL_CONTENT_LANGUAGES, settings.WAGTAIL_I18N_ENABLED = settings.LANGUAGES, True
    home = site_home().copy_for_translation(Locale.objects.create(language_code="vo"))
    hub = sample_page(HubPage, home)
    pages = [hub, *(sample_page(model, hub) for model in page_types() if model not in {HomePage, HubPage})]
    Page.objects.filter(pk=home.pk).update(live=True)
    widen_content()
    forget_all()

    assert len(pages) > 15
    assert missed(client, [page.get_url() for page in pages], answers={200}) == ""


def test_ordering_another_format(client, directory, monkeypatch):
    monkeypatch.setattr("localoffer.core.public_forms.SOONEST", 0)
    wanted = {"made": new_stamp(), "page": "１", "format": "braille", "way": "phone", "phone": "01632 960 001"}
    steps = [
        client.post("/vo/formats/", {"made": new_stamp()}),
        client.post("/vo/formats/", wanted | {"phone": "1"}),
        client.post("/vo/formats/", wanted),
        client.post("/vo/formats/", wanted | {"do": "send"}, follow=True),
    ]

    reference = FormatRequest.objects.get().reference
    assert missed(client, ["formats/"]) == ""
    assert [english(step.content.decode(), (reference,)) for step in steps] == [[]] * 4


def test_results_and_their_map(client, directory):
    assert missed(client, [f"find/?{query}" for query in SEARCHES] + ["find/map/?q=group"]) == ""


def test_services_and_providers(client, directory):
    # Twenty-two groups that are like each other, two by two.
    groups = Service.objects.filter(name__startswith=widen("Sample group")).order_by("name")
    with translation.override("vo"):
        services = [
            service.get_absolute_url()
            for service in Service.objects.published().exclude(pk__in=groups[2:].values("pk"))
        ]
        providers = [provider.get_absolute_url() for provider in Provider.objects.all()]
    Service.objects.filter(slug="drama").update(live=False)

    assert missed(client, [*services, *(f"{address}refer/" for address in services), *providers]) == ""


def test_the_visitor_s_list(client, directory):
    codes = Service.objects.published().values_list("short_code", flat=True)[:4]
    chosen = f"?ids={','.join(codes)}"
    empty = missed(client, ["list/"])
    client.cookies[site_settings.LIST_COOKIE] = ".".join(codes)

    filled = missed(client, ["list/", "list/compare/", "list/print/", f"list/{chosen}", f"list/compare/{chosen}"])
    assert empty + filled == ""
