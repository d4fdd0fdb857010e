from io import BytesIO

import pytest
from openpyxl import Workbook

from directory.imports.opening import LARGE_JSON, is_large, open_adapter
from directory.imports.records import ImportFailure
from directory.models import ImportSource

Kind = ImportSource.Kind


def spreadsheet(rows):
    book = Workbook()
    for _number in range(rows):
        book.active.append(["a", "b"])
    book.save(file := BytesIO())
    return file


class TestIsLarge:
    @pytest.mark.parametrize("kind", [Kind.OPEN_REFERRAL, Kind.OUTPOST])
    @pytest.mark.parametrize(("size", "large"), [(LARGE_JSON, False), (LARGE_JSON + 1, True)])
    def test_json_goes_by_its_size(self, kind, size, large):
        assert is_large(kind, BytesIO(b"[]"), size, 2) is large

    @pytest.mark.parametrize(("rows", "large"), [(2, False), (3, True), (3_000, True)])
    def test_spreadsheets_go_by_their_rows_however_small_they_are_packed(self, rows, large):
        assert is_large(Kind.TABLE, spreadsheet(rows), 1, 2) is large

    def test_a_damaged_spreadsheet_is_refused_at_once(self):
        whole = spreadsheet(3).getvalue()

        assert not is_large(Kind.TABLE, BytesIO(whole[:-100]), len(whole), 2)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize(("lines", "large"), [(2, False), (3, True)])
    def test_text_goes_by_its_lines_whatever_ends_them(self, end, lines, large):
        assert is_large(Kind.TABLE, BytesIO(f"a,b{end}".encode() * lines), 1, 2) is large

    def test_a_table_whose_heading_looks_like_json_is_a_table(self):
        assert is_large(Kind.TABLE, BytesIO(b"[id],[name]\n" * 3), 1, 2)

    def test_the_file_can_be_read_afterwards(self):
        file = BytesIO(b"a\n")

        is_large(Kind.TABLE, file, 2, 2)

        assert file.read() == b"a\n"


class TestSizeOfJson:
    @pytest.mark.parametrize("kind", [Kind.OPEN_REFERRAL, Kind.OUTPOST])
    def test_more_than_60_mb_are_refused_before_they_are_read(self, kind, tmp_path):
        path = tmp_path / "feed.json"
        with path.open("wb") as file:
            file.truncate(60 * 1024 * 1024 + 1)

        with path.open("rb") as file, pytest.raises(ImportFailure, match="61 MB of JSON; 60 MB are allowed"):
            open_adapter(ImportSource(kind=kind), file, "feed.json")

    def test_60_mb_are_read(self, tmp_path):
        path = tmp_path / "feed.json"
        with path.open("wb") as file:
            file.truncate(60 * 1024 * 1024)

        with path.open("rb") as file, pytest.raises(ImportFailure, match="not JSON"):
            open_adapter(ImportSource(kind=Kind.OUTPOST), file, "feed.json")
