import pytest
from django.conf import settings as site_settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils import translation

from localoffer.core.languages import in_language, interface_languages, language_tag, without_prefix
from localoffer.core.models import CouncilSettings, NavigationItem
from localoffer.core.templatetags.lo_tags import tel

PAGES = ["/contact/", "/accessibility/", "/privacy/", "/cookies/", "/help-now/", "/display/", "/find/", "/list/", "/"]


@pytest.fixture
def three_languages(settings):
    settings.LANGUAGES = interface_languages(["pl", "ar"])


class TestSetting:
    def test_english_comes_first_whatever_is_asked_for(self):
        assert interface_languages(["pl"])[0] == ("en-gb", "English")

    def test_each_language_has_its_own_name(self):
        assert dict(interface_languages(["pl", "ur"])) == {"en-gb": "English", "pl": "Polski", "ur": "اردو"}

    def test_a_language_that_django_does_not_know_brings_its_name(self):
        assert interface_languages(["so: Soomaali"])[1] == ("so", "Soomaali")

    def test_an_unknown_language_without_a_name_is_refused_with_a_sentence(self):
        with pytest.raises(ImproperlyConfigured, match="give xx its own name"):
            interface_languages(["xx"])

    def test_english_is_not_there_twice(self):
        assert len(interface_languages(["en", "en-gb", ""])) == 1

    def test_without_the_setting_there_is_english_only(self):
        assert site_settings.LANGUAGES == [("en-gb", "English")]


@pytest.mark.parametrize(("code", "tag"), [("en-gb", "en-GB"), ("pl", "pl"), ("zh-hans", "zh-Hans")])
def test_tags_as_html_writes_them(code, tag):
    assert language_tag(code) == tag


@pytest.mark.usefixtures("three_languages")
class TestAddresses:
    def test_english_has_no_prefix(self):
        with translation.override("en-gb"):
            assert reverse("directory:find") == "/find/"

    def test_others_have_one(self):
        with translation.override("pl"):
            assert reverse("directory:find") == "/pl/find/"

    @pytest.mark.parametrize("address", ["/cms/", "/accounts/login/", "/media/images/a.png", "https://example.org/"])
    def test_what_is_no_page_of_ours_has_none_in_any_language(self, address):
        assert in_language(address, "pl") == address

    @pytest.mark.parametrize(
        ("path", "bare"), [("/pl/find/", "/find/"), ("/pl", "/"), ("/places/", "/places/"), ("/find/", "/find/")]
    )
    def test_a_prefix_is_a_whole_part_of_the_path(self, path, bare):
        assert without_prefix(path) == bare


@pytest.mark.django_db
@pytest.mark.usefixtures("site_tree")
class TestOneLanguage:
    def test_pages_name_no_other_language(self, client):
        page = client.get("/contact/").content.decode()

        assert "hreflang" not in page
        assert "lo-footer__languages" not in page

    def test_there_are_no_other_addresses(self, client):
        assert client.get("/pl/contact/").status_code == 404

    def test_the_browser_s_wish_changes_nothing(self, client):
        page = client.get("/contact/", headers={"accept-language": "pl"}).content.decode()

        assert '<html lang="en-GB" dir="ltr"' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("site_tree", "three_languages")
class TestSeveralLanguages:
    @pytest.mark.parametrize("address", PAGES)
    def test_a_page_links_to_itself_in_each_language_by_its_own_name(self, client, address):
        page = client.get(address).content.decode()

        assert f'<li lang="pl" dir="auto"><a href="/pl{address}" hreflang="pl">Polski</a>' in page
        assert '<span aria-current="true">English</span>' in page

    def test_robots_learn_of_the_other_languages(self, client):
        page = client.get("/pl/contact/").content.decode()

        for tag, address in [("en-GB", "/contact/"), ("pl", "/pl/contact/"), ("ar", "/ar/contact/")]:
            link = f'<link rel="alternate" hreflang="{tag}" href="{site_settings.BASE_URL}{address}">'
            assert link in page

    def test_a_search_is_kept_when_the_language_changes(self, client):
        page = client.get("/find/?q=speech&age=3").content.decode()

        assert 'href="/pl/find/?q=speech&amp;age=3"' in page

    def test_a_page_says_its_language_and_direction(self, client):
        assert '<html lang="ar" dir="rtl"' in client.get("/ar/contact/").content.decode()
        assert '<html lang="pl" dir="ltr"' in client.get("/pl/contact/").content.decode()

    def test_links_stay_in_the_language(self, client):
        page = client.get("/pl/contact/").content.decode()

        assert 'href="/pl/privacy/"' in page
        assert '<a class="lo-brand" href="/pl/">' in page
        assert 'action="/pl/find/"' in page

    def test_an_english_address_is_english_whatever_the_browser_wishes(self, client):
        page = client.get("/contact/", headers={"accept-language": "pl"}).content.decode()

        assert '<html lang="en-GB"' in page

    def test_one_visitor_s_language_does_not_stick_to_the_next(self, client):
        client.get("/pl/contact/")

        assert 'href="/privacy/"' in client.get("/contact/").content.decode()

    def test_the_display_page_goes_back_in_its_language(self, client):
        assert client.post("/pl/display/", {"do": "reset"}).url == "/pl/"

    @pytest.mark.parametrize("address", ["/not-there/", "/pl/not-there/"])
    def test_an_error_page_offers_no_translation_of_itself(self, client, address):
        page = client.get(address).content.decode()

        assert "lo-footer__languages" not in page
        assert "hreflang" not in page

    def test_a_language_that_is_off_has_no_addresses(self, client):
        assert client.get("/ur/contact/").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("three_languages")
class TestNavigation:
    @pytest.fixture(autouse=True)
    def council(self, site_tree):
        council = CouncilSettings.objects.create(site=site_tree)
        NavigationItem.objects.create(council=council, label="Find support", address="/find/", sort_order=1)

    def test_an_address_on_this_site_leads_to_the_same_language(self, client):
        assert '<a class="lo-nav__link" href="/pl/find/"' in client.get("/pl/contact/").content.decode()
        assert '<a class="lo-nav__link" href="/find/"' in client.get("/contact/").content.decode()

    def test_the_current_entry_is_marked_in_every_language(self, client):
        assert 'href="/pl/find/" aria-current="page"' in client.get("/pl/find/").content.decode()


@pytest.mark.usefixtures("three_languages")
class TestPhoneNumbers:
    def test_their_groups_keep_their_order_between_words_from_right_to_left(self):
        with translation.override("ar"):
            assert 'dir="ltr"' in tel("01632 960 100")

    def test_elsewhere_nothing_is_added(self):
        assert tel("01632 960 100") == '<a href="tel:01632960100">01632 960 100</a>'
