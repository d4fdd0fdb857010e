import io
import struct
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from directory.imports.records import ImportFailure
from directory.imports.tables import open_table


def rows_of(data):
    return list(open_table(io.BytesIO(data)).rows())


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestCsv:
    def test_rows_are_numbered_as_a_spreadsheet_shows_them(self):
        assert [(row.number, row.values) for row in rows_of(b"id,name\n1,A\n\n2,B\n")] == [
            (2, {"id": "1", "name": "A"}),
            (4, {"id": "2", "name": "B"}),
        ]

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [("é", "utf-8"), ("é", "utf-8-sig"), ("é “quoted”", "cp1252"), ("é", "utf-16")],
    )
    def test_encodings_are_found_out(self, text, encoding):
        data = f"id,name\n1,{text}\n".encode(encoding)

        assert rows_of(data)[0].values["name"] == text

    def test_an_officer_sees_letters_beyond_ascii(self):
        assert open_table(io.BytesIO("id,name\n1,Café\n".encode("cp1252"))).sample() == ["Café"]

    def test_semicolons_are_understood(self):
        assert rows_of(b"id;name\n1;A, B\n")[0].values == {"id": "1", "name": "A, B"}

    @pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \n"])
    def test_an_empty_file_is_refused(self, data):
        with pytest.raises(ImportFailure, match="empty"):
            rows_of(data)

    def test_a_heading_without_rows_is_refused(self):
        with pytest.raises(ImportFailure, match="no rows"):
            rows_of(b"id,name\n")

    def test_two_columns_with_one_name_are_refused(self):
        with pytest.raises(ImportFailure, match="Two columns"):
            rows_of(b"id,id\n1,2\n")

    @pytest.mark.parametrize("data", [b'id,name\n1,"A\n2,B\n', b"id,name,town\n1,A,X\n2,B", b'id,name\n1,"A'])
    def test_a_file_that_is_cut_off_is_refused(self, data):
        with pytest.raises(ImportFailure, match="cut off"):
            rows_of(data)

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (b"1", "It has 1 cells"),
            (b"1,A,extra", "more cells"),
            (b"1," + b"x" * 5001, "5,000 are allowed"),
            (b"1,A\x00B", "NUL"),
        ],
    )
    def test_a_bad_row_is_named_and_the_others_stay(self, row, words):
        first, second = rows_of(b"id,name\n" + row + b"\n2,B\n")

        assert words in first.problem
        assert second.problem == ""

    def test_a_huge_cell_is_refused(self):
        with pytest.raises(ImportFailure, match="Row 2"):
            rows_of(b"id,name\n1," + b"x" * 200_000 + b"\n")


class TestXlsx:
    def test_cells_become_text(self):
        data = workbook(["id", "when", "ok", "none"], [1.0, datetime(2026, 3, 1), True, None])  # noqa: DTZ001

        assert rows_of(data)[0].values == {"id": "1", "when": "2026-03-01", "ok": "True", "none": ""}

    def test_a_short_row_is_not_cut_off(self):
        assert rows_of(workbook(["id", "name"], [1]))[0].problem == ""

    def test_a_damaged_file_is_refused(self):
        with pytest.raises(ImportFailure, match="damaged"):
            rows_of(workbook(["id"], [1])[:900])

    def test_a_zip_that_is_no_spreadsheet_is_refused(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("letter.txt", "hello")

        with pytest.raises(ImportFailure, match="not a spreadsheet"):
            rows_of(out.getvalue())

    def test_a_zip_bomb_is_refused_before_it_is_unpacked(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "x")
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * (51 * 1024 * 1024))

        with pytest.raises(ImportFailure, match="50 MB"):
            rows_of(out.getvalue())

    def test_a_bomb_that_lies_about_its_size_is_damaged(self):
        data = bytearray(workbook(["id"], ["x" * 3000]))
        place = data.rfind(b"PK\x01\x02")
        data[place + 24 : place + 28] = struct.pack("<I", 1)

        with pytest.raises(ImportFailure):
            rows_of(bytes(data))
