import pytest
from django.conf import settings
from django.db import OperationalError
from django.utils.safestring import mark_safe
from wagtail.models import Page, Site

from localoffer.core import frame_cache as module
from localoffer.core.frame_cache import FrameCache, frame_cache
from localoffer.core.models import CouncilSettings, FrameVersion, NavigationItem
from localoffer.core.registries import FrameSlot, frame_slots

PUBLIC = ["/display/", "/contact/", "/accessibility/", "/privacy/", "/cookies/", "/help-now/", "/not-there/"]


@pytest.fixture
def council(site_tree):
    council = CouncilSettings.objects.create(
        site=site_tree, council_name="Sampleshire", place_name="Samplechester", phone="01632 960 100"
    )
    NavigationItem.objects.create(council=council, label="Find support", address="/find/", sort_order=1)
    NavigationItem.objects.create(council=council, label="Privacy matters", address="/privacy/", sort_order=2)
    return council


@pytest.mark.django_db
class TestQueries:
    def test_a_warm_frame_asks_the_database_nothing(self, client, council, django_assert_num_queries):
        client.get("/cookies/")

        with django_assert_num_queries(0):
            client.get("/cookies/")

    def test_a_cold_frame_asks_few_things(self, client, council, django_assert_max_num_queries):
        with django_assert_max_num_queries(8):
            client.get("/cookies/")

    def test_the_version_is_looked_at_after_two_seconds(self, client, council, django_assert_num_queries, monkeypatch):
        client.get("/cookies/")
        monkeypatch.setattr(frame_cache, "_checked", float("-inf"))

        with django_assert_num_queries(1):
            client.get("/cookies/")


@pytest.mark.django_db
class TestChanges:
    def test_a_change_shows_at_once_in_the_same_process(self, client, council):
        client.get("/cookies/")
        council.product_name = "Help Finder"
        council.save()

        assert "Help Finder" in client.get("/cookies/").content.decode()

    def test_a_change_shows_in_another_process(self, rf, council, monkeypatch):
        monkeypatch.setattr(module, "CHECK_EVERY", 0)
        other = FrameCache()
        assert other.get(rf.get("/")).council.place_name == "Samplechester"
        council.place_name = "Newtown"
        council.save()

        assert other.get(rf.get("/")).council.place_name == "Newtown"

    def test_a_new_navigation_entry_shows(self, client, council):
        client.get("/cookies/")
        NavigationItem.objects.create(council=council, label="Have your say", address="/say/", sort_order=3)

        assert "Have your say" in client.get("/cookies/").content.decode()

    def test_a_moved_page_shows_at_its_new_address(self, client, council):
        home = Site.objects.get().root_page
        page = home.add_child(instance=Page(title="Health", slug="health"))
        NavigationItem.objects.create(council=council, label="Health", page=page, sort_order=3)
        client.get("/cookies/")
        page.slug = "wellbeing"
        page.save_revision().publish()

        assert 'href="/wellbeing/"' in client.get("/cookies/").content.decode()

    def test_the_version_row_comes_back_after_a_flush(self, council):
        FrameVersion.objects.all().delete()
        council.save()

        assert FrameVersion.objects.get().number == 1

    def test_a_dead_database_leaves_what_is_remembered(self, rf, council, monkeypatch):
        cache = FrameCache()
        cache.get(rf.get("/"))
        monkeypatch.setattr(module, "CHECK_EVERY", 0)
        monkeypatch.setattr(module.FrameVersion, "objects", Unreachable())

        assert cache.get(rf.get("/")).council.place_name == "Samplechester"

    @pytest.mark.parametrize("address", ["/cookies/", "/list/", "/list/print/", "/list/compare/"])
    def test_reading_a_page_writes_no_settings(self, client, site_tree, address):
        client.get(address)

        assert not CouncilSettings.objects.exists()

    def test_what_was_read_while_it_changed_is_not_kept(self, rf, council, monkeypatch):
        cache, read = FrameCache(), module._read

        def slow_read(request):
            found = read(request)
            cache.forget()  # another thread has seen the change meanwhile
            return found

        monkeypatch.setattr(module, "_read", slow_read)
        old = cache.get(rf.get("/"))
        monkeypatch.setattr(module, "_read", read)

        assert cache.get(rf.get("/")) is not old

    def test_host_names_without_end_do_not_fill_the_memory(self, rf, council):
        for number in range(module.MOST_HOSTS + 5):
            frame_cache.get(rf.get("/", headers={"host": f"h{number}.example.org"}))

        assert len(frame_cache._snapshots) <= module.MOST_HOSTS


class Unreachable:
    def values_list(self, *args, **kwargs):
        raise OperationalError("gone away")


@pytest.mark.django_db
class TestWhatItShows:
    def test_the_parts_stand_in_their_order(self, client, council):
        page = client.get("/contact/").content.decode()

        marks = ["govuk-skip-link", "lo-header", "lo-nav", "govuk-breadcrumbs", "<main", "lo-contact", "lo-footer"]
        places = [page.index(f'class="{mark}"' if not mark.startswith("<") else mark) for mark in marks]
        assert places == sorted(places)

    def test_the_title_names_page_product_and_place(self, client, council):
        assert "<title>Cookies – SEND Local Offer, Samplechester</title>" in client.get("/cookies/").content.decode()

    def test_the_current_entry_is_marked(self, client, council):
        page = client.get("/privacy/").content.decode()

        assert 'href="/privacy/" aria-current="page"' in page
        assert page.count("aria-current") == 1

    def test_every_page_ends_with_somebody_to_talk_to(self, client, council):
        for address in PUBLIC:
            assert 'href="tel:01632960100"' in client.get(address).content.decode(), address

    def test_search_stands_on_other_pages_than_results(self, client, council):
        assert 'id="site-search"' in client.get("/cookies/").content.decode()

    def test_the_ribbon_shows_on_a_demonstration_only(self, client, council, settings):
        assert "lo-ribbon" not in client.get("/cookies/").content.decode()

        settings.DEMONSTRATION = True

        assert "lo-ribbon" in client.get("/cookies/").content.decode()

    def test_apps_fill_the_slots_of_the_frame(self, client, council):
        frame_slots.register(FrameSlot("test", "after-main", lambda request: mark_safe("<p>From above</p>")))

        page = client.get("/cookies/").content.decode()

        frame_slots.unregister("test")
        assert "<p>From above</p>" in page

    def test_the_list_is_linked_once_there_is_one(self, client, council):
        assert "My list" not in client.get("/cookies/").content.decode()

        client.cookies[settings.LIST_COOKIE] = "K7M2P.QW3RT"

        assert "My list (2)" in client.get("/cookies/").content.decode()

    def test_a_printed_page_names_an_address_from_the_settings(self, client, council):
        page = client.get("/cookies/?postcode=ss9+1ab", headers={"host": "localhost"}).content.decode()

        assert f"{settings.BASE_URL}/cookies/?postcode=SS9<" in page

    def test_a_printed_page_keeps_no_whole_postcode_of_the_words(self, client, council):
        page = client.get("/cookies/?q=club+SS9+2NT").content.decode()
        foot = page[page.index("lo-print__code") :]

        assert f"{settings.BASE_URL}/cookies/?q=club&amp;postcode=SS9<" in foot
        assert "2NT" not in foot


@pytest.mark.django_db
class TestCookiesAndHeaders:
    @pytest.mark.parametrize("address", PUBLIC)
    def test_reading_sets_no_cookie(self, client, address):
        assert not client.get(address).cookies

    @pytest.mark.parametrize("address", PUBLIC)
    def test_the_strict_policy_holds_and_nothing_is_inline(self, client, address):
        response = client.get(address)

        page = response.content.decode()
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert "unsafe" not in response.headers["Content-Security-Policy"]
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<style" not in page

    def test_the_cookie_page_names_every_cookie_of_the_settings(self, client):
        page = client.get("/cookies/").content.decode()

        for name in (
            settings.DISPLAY_COOKIE,
            settings.LIST_COOKIE,
            settings.SESSION_COOKIE_NAME,
            settings.CSRF_COOKIE_NAME,
        ):
            assert f'<th scope="row">{name}</th>' in page
