"""“About the data”: the sources that the site really uses, and the notices that they ask for."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from directory.geography.attribution import AREAS, POSTCODES, note_origin
from directory.models import ImportSource
from tests.factories.directory import (
    AreaFactory,
    ImportSourceFactory,
    PostcodeFactory,
    ProviderFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db
SQUARE = [[[0.60, 51.52], [0.82, 51.52], [0.82, 51.58], [0.60, 51.58], [0.60, 51.52]]]


@pytest.fixture
def page(client, site_tree):
    return lambda: client.get("/about-the-data/").content.decode().split("<main")[1].split("</main")[0]


class TestSources:
    def test_a_source_is_named_with_its_date_and_its_licence(self, page):
        source = ImportSourceFactory(name="Clubs of the county", licence="CC BY 4.0", kind=ImportSource.Kind.TABLE)
        ServiceFactory(source=source, source_dated=date(2026, 2, 1))
        ProviderFactory(source=source, source_dated=date(2026, 3, 1))

        html = page()

        assert "<strong>Clubs of the county</strong>, dated Sunday 1 March 2026." in html
        assert "Licence: CC BY 4.0" in html

    def test_the_schools_register_is_under_the_open_government_licence_though_nobody_wrote_it(self, page):
        ServiceFactory(source=ImportSourceFactory(kind=ImportSource.Kind.GIAS, licence=""))

        assert "Contains public sector information licensed under the Open Government Licence v3.0." in page()

    def test_a_source_that_no_public_listing_comes_from_is_left_out(self, page):
        ServiceFactory(live=False, source=ImportSourceFactory(name="Unused register"))

        html = page()

        assert "Unused register" not in html
        assert "None of them comes from a register" in html

    @pytest.mark.parametrize("code", [POSTCODES, AREAS])
    def test_the_codes_of_the_map_data_are_not_for_sources_of_a_council(self, code):
        with pytest.raises(ValidationError, match="Choose another"):
            ImportSourceFactory.build(slug=code, kind=ImportSource.Kind.TABLE).clean()
        ImportSourceFactory.build(slug=code, kind=ImportSource.Kind.SEEDS).clean()

    def test_its_queries_do_not_grow_with_the_sources(self, client, site_tree, django_assert_max_num_queries):
        client.get("/about-the-data/")
        for number in range(20):
            ServiceFactory(source=ImportSourceFactory(name=f"Register {number}"))

        with django_assert_max_num_queries(8):
            client.get("/about-the-data/")


class TestNotices:
    def test_postcodes_and_outlines_bring_theirs_with_the_year_of_the_data(self, page):
        PostcodeFactory()
        AreaFactory(outline=SQUARE)
        note_origin(POSTCODES, 2026)
        note_origin(AREAS, 2025)

        html = page()

        for notice in (
            "Contains OS data © Crown copyright and database right 2026",
            "Royal Mail data © Royal Mail copyright and database right 2026",
            "National Statistics data © Crown copyright and database right 2026",
            "Office for National Statistics licensed under the Open Government Licence v3.0",
        ):
            assert notice in html

    def test_without_them_there_is_no_notice(self, page):
        AreaFactory(outline=[])

        assert "Crown copyright" not in page()

    def test_data_loaded_before_anybody_noted_a_year_has_its_notice_all_the_same(self, page):
        PostcodeFactory()

        assert "Contains OS data © Crown copyright and database right, Royal Mail data" in page()

    def test_loading_notes_the_year(self, tmp_path):
        table = tmp_path / "postcodes.csv"
        table.write_text("postcode,latitude,longitude\nSS9 1AA,51.54,0.65\n")

        call_command("load_postcodes", str(table), year=2024)

        assert "2024" in ImportSource.objects.get(slug=POSTCODES).licence

    def test_the_notices_fit_their_field(self):
        note_origin(POSTCODES, 2026)
        note_origin(AREAS, 2026)

        for source in ImportSource.objects.all():
            source.full_clean()


class TestWhereItIsFound:
    def test_every_page_leads_there(self, client, site_tree):
        assert 'href="/about-the-data/"' in client.get("/contact/").content.decode().split("lo-footer")[1]

    @pytest.mark.parametrize("checked", [False, True])
    def test_the_page_of_a_listing_says_the_licence_beside_its_freshness(self, client, site_tree, checked):
        source = ImportSourceFactory(kind=ImportSource.Kind.GIAS, name="Schools register")
        moment = {"last_confirmed_at": "2026-03-03T10:00Z"} if checked else {}
        service = ServiceFactory(source=source, source_dated=date(2026, 2, 1), **moment)

        page = client.get(service.get_absolute_url()).content.decode()

        assert "Licence of the data: </span>Open Government Licence v3.0</a>" in " ".join(page.split())

    def test_a_listing_of_our_own_needs_none(self, client, site_tree):
        page = client.get(ServiceFactory().get_absolute_url()).content.decode()

        assert "Licence of the data:" not in page
