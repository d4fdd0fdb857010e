from io import BytesIO

import pytest

from directory.imports.opening import LARGE_JSON, LARGE_XLSX, is_large, open_adapter
from directory.imports.records import ImportFailure
from directory.models import ImportSource

Kind = ImportSource.Kind


class TestIsLarge:
    @pytest.mark.parametrize("kind", [Kind.OPEN_REFERRAL, Kind.OUTPOST])
    @pytest.mark.parametrize(("size", "large"), [(LARGE_JSON, False), (LARGE_JSON + 1, True)])
    def test_json_goes_by_its_size(self, kind, size, large):
        assert is_large(kind, BytesIO(b"[]"), size, 2) is large

    @pytest.mark.parametrize(("size", "large"), [(LARGE_XLSX, False), (LARGE_XLSX + 1, True)])
    def test_spreadsheets_go_by_their_size(self, size, large):
        assert is_large(Kind.TABLE, BytesIO(b"PK\x03\x04"), size, 2) is large

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
