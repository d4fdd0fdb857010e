"""Addresses of the old site: looked at row by row, then written, and then they lead on."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect

from localoffer.pages.redirects.checking import Outcome, check_pairs
from localoffer.pages.redirects.reading import Pair, Unreadable, read_pairs
from tests.factories.pages import InformationPageFactory, site_home
from tests.factories.people import person

pytestmark = pytest.mark.django_db
IMPORT = "/cms/redirects/import/"


@pytest.fixture(autouse=True)
def page():
    site_home()
    return InformationPageFactory(title="Health", slug="health-help")


def table(*rows):
    return "\n".join(",".join(row) for row in rows).encode()


def outcomes(rf, *rows):
    return [(row.outcome, row.reason) for row in check_pairs(read_pairs(io.BytesIO(table(*rows))), rf.get("/"))]


class TestReading:
    @pytest.mark.parametrize(
        "content",
        [
            b"Old address,New address\n/a,/b\n",
            b"\xef\xbb\xbf/a,/b\r\n\r\n",
            b"/a;/b\n",
            b"/a\t/b\n",
            b'"/a","/b"\n,\n',
        ],
    )
    def test_tables_come_in_many_shapes(self, content):
        assert [(pair.old, pair.new) for pair in read_pairs(io.BytesIO(content))] == [("/a", "/b")]

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"PK\x03\x04\x00\x00", b"x" * (5 * 1024 * 1024 + 1)])
    def test_what_is_no_table_is_refused_in_words(self, content):
        with pytest.raises(Unreadable):
            read_pairs(io.BytesIO(content))

    def test_too_many_rows_are_refused(self):
        with pytest.raises(Unreadable, match="more than"):
            read_pairs(io.BytesIO(b"/a,/b\n" * 20_001))


class TestChecking:
    def test_pages_of_the_software_pages_of_the_cms_and_other_sites_are_fine(self, rf, page):
        found = outcomes(
            rf,
            ("/old", page.url),
            ("/older", "/find/?type=health"),
            ("/oldest", "https://www.nhs.uk/x"),
            ("/b", "/contact/#formats"),
        )

        assert found == [(Outcome.NEW, "")] * 4

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ("", "/find/", "missing"),
            ("/x", "", "missing"),
            ("/", "/find/", "no path"),
            ("https://old.example.org", "/find/", "no path"),
            ("/x", "/nothing-there/", "no page at the new address"),
            ("/x", "javascript:alert(1)", "no web address"),
            ("/x", "find", "must begin with"),
            ("/x", "https://", "must begin with"),
            ("/x", "https://bad host/", "no web address"),
            ("/x", "/x/", "round in circles"),
            ("/find/", "/contact/", "is a page at the old address"),
            ("/topic/health-help/", "/contact/", "is a page at the old address"),
            ("/" + "x" * 300, "/find/", "longer than"),
            ("/x", "/find/?q=" + "x" * 300, "longer than"),
            ("http://[bad", "/find/", "no path"),
        ],
    )
    def test_a_row_that_cannot_be_used_says_why(self, rf, old, new, says):
        ((outcome, reason),) = outcomes(rf, (old, new))

        assert outcome == Outcome.REFUSED
        assert says in reason

    def test_circles_and_chains_are_refused(self, rf):
        found = outcomes(rf, ("/a", "/b"), ("/b", "/a"), ("/c", "/d"), ("/d", "/find/"))

        assert [outcome for outcome, _reason in found] == [Outcome.REFUSED] * 3 + [Outcome.NEW]

    def test_a_chain_over_a_redirect_that_is_there_is_refused(self, rf, site_tree):
        Redirect.add_redirect("/d", "/find/", site=site_tree)

        ((outcome, reason),) = outcomes(rf, ("/c", "/d"))

        assert (outcome, "chain" in reason) == (Outcome.REFUSED, True)

    def test_a_row_that_is_refused_leads_nowhere(self, rf, page):
        found = outcomes(rf, ("/old", "/find/"), ("/find/", "/contact/"), ("/older", page.url), (page.url, "/find/"))

        assert [outcome for outcome, _reason in found] == [Outcome.NEW, Outcome.REFUSED] * 2

    def test_the_language_of_the_officer_does_not_matter(self, rf):
        with override("pl"):
            assert outcomes(rf, ("/old", "/find/")) == [(Outcome.NEW, "")]

    def test_the_same_old_address_twice_is_refused(self, rf):
        found = outcomes(rf, ("/a", "/find/"), ("/a/", "/contact/"))

        assert [outcome for outcome, _reason in found] == [Outcome.NEW, Outcome.REFUSED]

    def test_old_addresses_differ_by_their_query(self, rf):
        found = outcomes(rf, ("/kb/service.page?id=a", "/find/"), ("/kb/service.page?id=b", "/contact/"))

        assert [outcome for outcome, _reason in found] == [Outcome.NEW] * 2


@pytest.fixture
def officer_client(client):
    client.force_login(person("Officers"))
    return client


def upload(client, content, **data):
    return client.post(IMPORT, {"file": SimpleUploadedFile("old.csv", content, "text/csv")} | data)


KB = "/kb5/area/directory/service.page?id=Ab-1_x&newdirectorychannel=2"


class TestImport:
    def test_at_first_nothing_is_changed(self, officer_client):
        html = upload(officer_client, table((KB, "/find/"), ("/x", "/nothing/")), try_only="on").content.decode()

        assert "What would happen" in html
        assert "There is no page at the new address." in html
        assert not Redirect.objects.exists()

    def test_then_old_addresses_lead_on_with_their_query_string(self, officer_client, client, page):
        html = upload(officer_client, table((f"https://old.example.org{KB}", page.url))).content.decode()

        response = client.get(KB)
        assert "What happened" in html
        assert response.status_code == 301
        assert response["Location"].endswith(page.url)
        assert client.get("/kb5/area/directory/service.page?newdirectorychannel=2&id=Ab-1_x").status_code == 301
        assert client.get("/kb5/area/directory/service.page?id=other").status_code == 404

    @pytest.mark.parametrize(
        ("old", "asked"),
        [
            ("/a b", "/a%20b"),
            ("/a%20b", "/a%20b"),
            ("/a;b", "/a;b"),
            ('/"a"', "/%22a%22"),
            ("/50% off", "/50%25%20off"),
            ("/café/é", "/caf%C3%A9/%C3%A9"),
            ("/caf%E9", "/caf%E9"),
            ("/a?q=b c", "/a?q=b%20c"),
        ],
    )
    def test_an_old_address_works_however_its_letters_are_written(self, rf, client, old, asked):
        (row,) = check_pairs([Pair(1, old, "/find/")], rf.get("/"))

        Redirect.objects.create(old_path=row.old_path, redirect_link=row.link)

        assert client.get(asked).status_code == 301

    def test_the_same_old_address_in_other_letters_is_refused(self, rf):
        found = outcomes(rf, ("/a b", "/find/"), ("/a%20b", "/contact/"))

        assert [outcome for outcome, _reason in found] == [Outcome.NEW, Outcome.REFUSED]

    def test_a_page_that_moves_takes_its_old_addresses_along(self, officer_client, client, page):
        upload(officer_client, table(("/old", page.url)))
        page.slug = "health-and-care"
        page.save_revision().publish()

        assert client.get("/old")["Location"].endswith("/health-and-care/")

    def test_a_second_time_changes_nothing_and_a_new_target_changes_one(self, officer_client):
        upload(officer_client, table(("/old", "/find/")))

        assert "There already: <strong>1</strong>" in upload(officer_client, table(("/old", "/find/"))).content.decode()
        assert "Changed: <strong>1</strong>" in upload(officer_client, table(("/old", "/contact/"))).content.decode()
        assert Redirect.objects.get().redirect_link == "/contact/"

    def test_no_file_and_a_wrong_file_are_said_beside_the_field(self, officer_client):
        assert "This field is required." in officer_client.post(IMPORT, {}).content.decode()
        assert "This is not a CSV file." in upload(officer_client, b"PK\x03\x04\x00").content.decode()

    def test_many_rows_cost_few_queries(self, officer_client, django_assert_max_num_queries):
        upload(officer_client, table(("/warm", "/find/")), try_only="on")

        with django_assert_max_num_queries(20):
            upload(officer_client, table(*((f"/old-{n}", "/find/") for n in range(300))), try_only="on")


class TestCommand:
    def test_looks_first_and_writes_when_told(self, tmp_path):
        file = tmp_path / "old.csv"
        file.write_bytes(table(("/old", "/find/"), ("/x", "/nothing/")))
        said = io.StringIO()

        call_command("import_redirects", str(file), stdout=said)
        assert not Redirect.objects.exists()
        call_command("import_redirects", str(file), "--write", stdout=said)

        assert Redirect.objects.get().old_path == "/old"
        assert "line 2: refused: There is no page at the new address." in said.getvalue()

    def test_a_missing_file_is_said(self, tmp_path):
        with pytest.raises(CommandError):
            call_command("import_redirects", str(tmp_path / "nothing.csv"))
