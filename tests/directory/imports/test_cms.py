from io import BytesIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from directory.imports import merge
from directory.imports.cms import views
from directory.imports.cms.presentation import ShownRows
from directory.imports.cms.queue import IMPORTS_TO_DECIDE
from directory.models import ImportChunk, ImportRow, ImportRun, ImportSource, Service, SourceRecord

from .conftest import FIXTURES, table_of
from .steps import checked, imported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _terms(terms):
    """Every test here may use the terms."""


def person(group):
    user = User.objects.create_user(username=group, email=f"{group}@example.org")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def officer(client):
    """A client signed in as an officer."""
    client.force_login(person("Officers"))
    return client


def upload(client, source, *rows, follow=False, **data):
    file = SimpleUploadedFile("clubs.csv", table_of(*rows).getvalue())
    return client.post(
        reverse("directory_imports:upload", args=[source.slug]),
        {"file": file, "dated": "2026-03-01", **data},
        follow=follow,
    )


class TestPermission:
    def addresses(self, source):
        run = merge.start(source)
        return [
            ("get", reverse("directory_imports:index")),
            ("get", reverse("directory_imports:upload", args=[source.slug])),
            ("get", reverse("directory_imports:vanished", args=[source.slug])),
            ("get", reverse("directory_imports:run", args=[run.pk])),
            ("post", reverse("directory_imports:accept", args=[run.pk])),
            ("post", reverse("directory_imports:discard", args=[run.pk])),
        ]

    def test_officers_may(self, officer, source):
        for method, address in self.addresses(source):
            assert getattr(officer, method)(address, follow=True).status_code == 200

    @pytest.mark.parametrize("group", ["Editors", "Review group"])
    def test_others_may_not(self, client, source, group):
        client.force_login(person(group))

        for method, address in self.addresses(source):
            assert getattr(client, method)(address).status_code in {302, 403}
        assert "Imports" not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_visitors_are_sent_to_sign_in(self, client, source):
        for method, address in self.addresses(source):
            assert getattr(client, method)(address).status_code == 302

    @pytest.mark.parametrize("name", ["accept", "discard"])
    def test_nothing_happens_by_opening_a_link(self, officer, source, name):
        run = merge.start(source)

        assert officer.get(reverse(f"directory_imports:{name}", args=[run.pk])).status_code == 405


class TestJourney:
    def test_an_upload_shows_the_difference_and_changes_nothing(self, officer, source):
        imported(source, {})

        page = upload(officer, source, {"text": "New words."}, follow=True).content.decode()

        assert "Accept and write this" in page
        assert "Chess for all. Bring a friend." in page
        assert "New words." in page
        assert Service.objects.get().description == "Chess for all. Bring a friend."

    def test_accepting_writes_it(self, officer, source):
        upload(officer, source, {})
        run = ImportRun.objects.get()

        page = officer.post(reverse("directory_imports:accept", args=[run.pk]), follow=True)

        assert Service.objects.get().live
        assert "What was done" in page.content.decode()
        assert ImportRun.objects.get().accepted_by.username == "Officers"

    def test_accepting_twice_writes_it_once(self, officer, source):
        upload(officer, source, {})
        address = reverse("directory_imports:accept", args=[ImportRun.objects.get().pk])

        officer.post(address)
        page = officer.post(address, follow=True)

        assert "already been decided" in page.content.decode()
        assert Service.objects.count() == 1

    def test_discarding_changes_nothing(self, officer, source):
        upload(officer, source, {})

        officer.post(reverse("directory_imports:discard", args=[ImportRun.objects.get().pk]))

        assert ImportRun.objects.get().status == ImportRun.Status.DISCARDED
        assert Service.objects.count() == 0

    def test_a_broken_file_is_explained(self, officer, source):
        file = SimpleUploadedFile("clubs.csv", b"number,name\n1,A\n")

        page = officer.post(
            reverse("directory_imports:upload", args=[source.slug]), {"file": file, "dated": "2026-03-01"}, follow=True
        )

        assert "Nothing was imported." in page.content.decode()

    def test_letters_of_a_windows_file_can_be_checked(self, officer, source):
        data = table_of({"name": "Café"}).getvalue().decode().encode("cp1252")
        file = SimpleUploadedFile("clubs.csv", data)

        page = officer.post(
            reverse("directory_imports:upload", args=[source.slug]), {"file": file, "dated": "2026-03-01"}, follow=True
        ).content.decode()

        assert "Windows text" in page
        assert "Café" in page

    @pytest.mark.parametrize(
        ("data", "words"), [({"dated": "2199-01-01"}, "cannot be in the future"), ({"dated": ""}, "required")]
    )
    def test_a_wrong_date_is_named_beside_the_field(self, officer, source, data, words):
        assert words in upload(officer, source, {}, **data).content.decode()

    def test_the_date_is_asked_by_the_browser_so_that_no_calendar_covers_the_next_field(self, officer, source):
        page = officer.get(reverse("directory_imports:upload", args=[source.slug]))

        field = page.context["form"]["dated"]
        assert f'type="date" name="dated" value="{timezone.localdate():%Y-%m-%d}"' in str(field)
        assert "initDateChooser" not in str(field)

    def test_no_file_is_named_beside_the_field(self, officer, source):
        page = officer.post(reverse("directory_imports:upload", args=[source.slug]), {"dated": "2026-03-01"})

        assert "Choose the file to import." in page.content.decode()

    def test_rows_are_shown_in_pages_with_a_fixed_number_of_queries(
        self, officer, source, django_assert_max_num_queries
    ):
        upload(officer, source, *({"id": str(n), "name": f"Club {n}"} for n in range(120)))
        address = reverse("directory_imports:run", args=[ImportRun.objects.get().pk])

        with django_assert_max_num_queries(30):
            page = officer.get(f"{address}?show=new&page=2").content.decode()

        assert "Page 2 of" in page

    def test_odd_parameters_do_no_harm(self, officer, source):
        upload(officer, source, {})
        address = reverse("directory_imports:run", args=[ImportRun.objects.get().pk])

        for query in ("show=nonsense", "page=0", "page=x", "page=99999", "show=new&show=error"):
            assert officer.get(f"{address}?{query}").status_code == 200


class TestNothingToDo:
    @pytest.fixture
    def page(self, officer):
        """After a file of the schools register that holds schools of other authorities only."""
        ImportSource.objects.create(
            slug="gias", name="Register", kind=ImportSource.Kind.GIAS, options={"authorities": ["999"]}
        )
        file = SimpleUploadedFile("register.csv", (FIXTURES / "gias_full.csv").read_bytes())
        address = reverse("directory_imports:upload", args=["gias"])
        return officer.post(address, {"file": file, "dated": "2026-03-01"}, follow=True).content.decode()

    def test_says_how_many_rows_are_left_out_and_why(self, page):
        rows = ImportRun.objects.get().rows_read

        assert f"Left out: {rows} rows of the file." in page
        assert f"{rows}: a school of another authority" in page

    def test_offers_nothing_to_accept(self, page):
        assert "There is nothing to write." in page
        assert "Accept and write this" not in page
        assert "Discard" in page

    def test_a_file_that_says_the_same_again_is_accepted_for_its_date(self, officer, source):
        imported(source, {})

        assert "Accept and write this" in upload(officer, source, {}, follow=True).content.decode()


class TestShownRows:
    """Three rows of the table, one of them read as two records, then two that it no longer holds."""

    ORDER = ((1, 1), (1, 4), (2, 4), (3, 4), (0, 0), (0, 4))

    @pytest.fixture
    def run(self, source):
        run = merge.start(source)
        kind = {"kind": "service", "run": run}
        ImportRow.objects.bulk_create(
            ImportRow(number=number, stage=stage, outcome="new" if number else "vanished", **kind)
            for number, stage in sorted(self.ORDER)
        )
        ImportRow.objects.create(number=4, stage=4, outcome="unchanged", **kind)
        return run

    @pytest.mark.parametrize("counted", [False, True])
    @pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7])
    def test_any_page_size_shows_each_row_once_and_in_order(self, run, counted, size):
        run.shown = run.rows.numbers_shown() if counted else {}
        pages = Paginator(ShownRows(run), size)

        assert [(row.number, row.stage) for page in pages for row in page] == list(self.ORDER)

    def test_one_outcome_alone(self, run):
        run.shown = run.rows.numbers_shown()

        assert [row.number for row in Paginator(ShownRows(run, "vanished"), 9).page(1)] == [0, 0]
        assert [row.number for row in Paginator(ShownRows(run, "unchanged"), 9).page(1)] == [4]
        assert list(Paginator(ShownRows(run, "error"), 9).page(1)) == []

    def test_the_numbers_are_kept_for_each_state(self, source):
        run = checked(source, table_of({"id": "1"}, {"id": "2", "name": ""}))
        assert run.shown[""] == ImportRow.objects.reported().count() > 0

        run = merge.apply(merge.accept(run))
        assert run.shown[""] == ImportRow.objects.reported().count() > 0


class TestOddFiles:
    def send(self, officer, kind, name, content):
        ImportSource.objects.create(slug="odd", name="Odd", kind=kind, arrives_live=True)
        address = reverse("directory_imports:upload", args=["odd"])
        file = SimpleUploadedFile(name, content)
        return officer.post(address, {"file": file, "dated": "2026-03-01"}, follow=True)

    def test_what_no_database_stores_is_left_out(self, officer):
        club = '"id": "\\ud800club\\u0000", "name": "Chess\\ud800", "minimum_age": 1e999, "\\u0000": "x"'
        provider = '"organization": {"id": "1", "name": "Estuary Games"}'

        self.send(officer, "openreferral", "feed.json", f"[{{{club}, {provider}}}]".encode())
        officer.post(reverse("directory_imports:accept", args=[ImportRun.objects.get().pk]))

        assert Service.objects.get().name == "Chess"
        assert SourceRecord.objects.filter(external_id="club").exists()

    def test_more_json_than_can_be_read_is_refused_beside_the_field(self, officer, monkeypatch):
        monkeypatch.setattr("directory.imports.openreferral.MOST_BYTES", 1_000)

        page = self.send(officer, "outpost", "feed.json", b"[" + b" " * 1_000)

        assert "of JSON; 60 MB are allowed" in page.context["form"].errors["file"][0]
        assert not ImportRun.objects.exists()

    def test_a_spreadsheet_that_changed_on_the_way_is_refused_in_words(self, officer):
        book = Workbook()
        book.active.append(["id", "name"])
        book.save(file := BytesIO())
        content = file.getvalue()
        place = content.index(b"xl/workbook.xml") + 40

        self.send(officer, "table", "clubs.xlsx", content[:place] + b"?" * 60 + content[place + 60 :])

        assert "damaged" in ImportRun.objects.get().failure


class TestLargeFiles:
    @pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf", b"  ", b"\r\n", b"\xef\xbb\xbf\n\t"])
    def test_json_on_one_line_goes_through_the_worker_whatever_it_begins_with(self, officer, monkeypatch, start):
        monkeypatch.setattr("directory.imports.opening.LARGE_JSON", 1_000)
        kept = []
        monkeypatch.setattr("directory.imports.tasks.keep_upload", lambda run, part, file: kept.append(file.size))
        ImportSource.objects.create(slug="feed", name="Feed", kind="openreferral")
        file = SimpleUploadedFile("feed.json", start + b'[{"id": "1", "name": "%s"}]' % (b"x" * 1_000))

        officer.post(reverse("directory_imports:upload", args=["feed"]), {"file": file, "dated": "2026-03-01"})

        assert kept == [file.size]

    def test_a_large_file_goes_through_the_worker(self, officer, source, monkeypatch):
        monkeypatch.setattr("directory.imports.merge.IN_REQUEST", 3)

        upload(officer, source, *({"id": str(n), "name": f"Club {n}"} for n in range(6)))
        run = ImportRun.objects.get()
        officer.post(reverse("directory_imports:accept", args=[run.pk]))

        assert Service.objects.count() == 6
        assert ImportRun.objects.get().status == ImportRun.Status.DONE
        assert ImportChunk.objects.count() == 0

    def test_a_feed_that_cannot_be_fetched_fails_in_words(self, officer):
        ImportSource.objects.create(slug="feed", name="Feed", kind="openreferral", url="http://127.0.0.1/api")

        page = officer.post(
            reverse("directory_imports:upload", args=["feed"]),
            {"origin": "address", "dated": "2026-03-01"},
            follow=True,
        )

        assert "not on the public internet" in page.content.decode()


def vanished_from(source, number):
    """So many services that the source had and has not any more. One row stays: an empty file takes nothing."""
    games = [{"id": str(n + 2), "name": f"Game {n}"} for n in range(number)]
    imported(source, {}, *games)
    imported(source, {})


class TestAfterwards:
    def test_an_officer_takes_the_sources_words(self, officer, source):
        imported(source, {})
        Service.objects.update(description="Our words")
        run = imported(source, {"text": "Their new words"})
        row = run.rows.get(kind="service")

        page = officer.post(
            reverse("directory_imports:take", args=[row.pk]), {"field": "description"}, follow=True
        ).content.decode()

        assert Service.objects.get().description == "Their new words"
        assert "You took the source&#x27;s words." in page or "You took the source's words." in page

    def test_what_vanished_is_archived_when_an_officer_says_so(self, officer, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})
        imported(source, {})
        memory = SourceRecord.objects.get(external_id="2", content_type__model="service")
        address = reverse("directory_imports:vanished", args=[source.slug])

        assert "Draughts" in officer.get(address).content.decode()
        officer.post(address, {"memory": [memory.pk], "decision": "archive"})

        assert not Service.objects.get(name="Draughts").live
        assert "Draughts" not in officer.get(address).content.decode()

    def test_drafts_that_vanished_are_listed_as_drafts_and_as_many_as_the_run_says(self, officer, source):
        source.arrives_live = False
        source.save()
        imported(source, {}, {"id": "2", "name": "Draughts", "who": "Board Games"})
        run = imported(source, {})

        page = officer.get(reverse("directory_imports:vanished", args=[source.slug])).content.decode()

        assert run.counts["vanished"] == {"service": 1, "provider": 1}
        assert "2 listings" in page
        assert "Draughts" in page
        assert "Board Games" in page
        assert "service, draft, missing since" in " ".join(page.split())

    @pytest.mark.parametrize("live", [True, False])
    def test_once_archived_they_are_neither_listed_nor_counted_again(self, officer, source, live):
        source.arrives_live = live
        source.save()
        imported(source, {}, {"id": "2", "name": "Draughts", "who": "Board Games"})
        imported(source, {})
        address = reverse("directory_imports:vanished", args=[source.slug])

        officer.post(address, {"all": "2", "decision": "archive"})

        assert "has been decided about" in officer.get(address).content.decode()
        assert "vanished" not in imported(source, {}).counts
        assert Service.objects.filter(name="Draughts").exists()

    def test_all_that_vanished_can_be_seen_page_by_page_and_the_number_is_said(self, officer, source, monkeypatch):
        vanished_from(source, 5)
        monkeypatch.setattr(views, "PAGE_SIZE", 2)
        address = reverse("directory_imports:vanished", args=[source.slug])

        pages = [officer.get(address, {"p": number}).content.decode() for number in (1, 2, 3)]

        assert all("5 listings" in page for page in pages)
        assert [[f"Game {n}" in page for n in range(5)].count(True) for page in pages] == [2, 2, 1]
        assert "?p=2" in pages[0]

    def test_all_of_them_are_archived_with_one_tick(self, officer, source, monkeypatch):
        vanished_from(source, 5)
        monkeypatch.setattr(views, "PAGE_SIZE", 2)
        address = reverse("directory_imports:vanished", args=[source.slug])

        officer.post(address, {"all": "5", "decision": "archive"})

        assert not Service.objects.filter(name__startswith="Game", live=True).exists()

    def test_all_means_the_list_that_the_officer_saw(self, officer, source):
        vanished_from(source, 3)
        address = reverse("directory_imports:vanished", args=[source.slug])

        page = officer.post(address, {"all": "2", "decision": "archive"}, follow=True).content.decode()

        assert "The list has changed since you opened it." in page
        assert Service.objects.filter(name__startswith="Game", live=True).count() == 3

    def test_what_vanished_can_be_kept_as_ours(self, officer, source):
        imported(source, {}, {"id": "2", "name": "Draughts"})
        imported(source, {})
        memory = SourceRecord.objects.get(external_id="2", content_type__model="service")

        officer.post(
            reverse("directory_imports:vanished", args=[source.slug]), {"memory": [memory.pk], "decision": "keep"}
        )

        kept = Service.objects.get(name="Draughts")
        assert kept.live
        assert kept.source is None


def test_imports_that_wait_stand_in_the_todays_list_of_officers_only(rf, source):
    run = checked(source, table_of({}))
    request = rf.get("/")

    request.user = person("Officers")
    assert [item.url for item in IMPORTS_TO_DECIDE.items(request, 5)] == [
        reverse("directory_imports:run", args=[run.pk])
    ]
    request.user = person("Editors")
    assert IMPORTS_TO_DECIDE.count(request) == 0


class TestArrivals:
    @pytest.fixture
    def drafts(self, source):
        """Two services that arrived as drafts, of which an officer has edited one."""
        source.arrives_live = False
        source.save()
        imported(source, {}, {"id": "2", "name": "Draughts"})
        Service.objects.get(name="Draughts").save_revision()
        return source

    def test_drafts_that_nobody_has_edited_are_published_together(self, officer, drafts):
        officer.post(reverse("directory_imports:publish", args=[drafts.slug]))

        published = Service.objects.get(live=True)
        assert published.name == "Chess club"
        assert published.provider.live
        assert not published.has_unpublished_changes

    def test_drafts_without_an_owner_team_stay_drafts(self, officer, drafts):
        Service.objects.update(owner=None)

        officer.post(reverse("directory_imports:publish", args=[drafts.slug]))

        assert not Service.objects.filter(live=True).exists()

    def test_drafts_that_are_no_longer_at_the_source_are_not_published_with_the_others(self, officer, drafts):
        imported(drafts, {"id": "3", "name": "Go"})

        officer.post(reverse("directory_imports:publish", args=[drafts.slug]))

        assert [service.name for service in Service.objects.filter(live=True)] == ["Go"]

    def test_editors_may_not(self, client, drafts):
        client.force_login(person("Editors"))

        assert client.post(reverse("directory_imports:publish", args=[drafts.slug])).status_code in {302, 403}
        assert not Service.objects.filter(live=True).exists()
