import io
import re
import struct
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from directory.imports import tables
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


def with_rows(data, rows, dimension=None):
    """The workbook with these rows, as a spreadsheet stores them, below its own; it may lie about its size."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode() if name == "xl/worksheets/sheet1.xml" else old.read(name)
            if isinstance(content, str):
                content = content.replace("</sheetData>", f"{rows}</sheetData>")
                content = re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{dimension or "A1:XFD20000"}"', content)
            new.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def few_cells(monkeypatch):
    """Fails a test that makes text of more than a hundred cells."""
    looked_at = []
    original = tables.cell_text

    def counted(cell):
        looked_at.append(cell)
        assert len(looked_at) <= 100, "it reads cells that do not exist"
        return original(cell)

    monkeypatch.setattr(tables, "cell_text", counted)


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

    def test_a_huge_cell_is_refused_for_its_size(self):
        with pytest.raises(ImportFailure, match="Row 2 has a cell of more than 131,072 characters"):
            rows_of(b"id,name\n1," + b"x" * 200_000 + b"\n")

    @pytest.mark.parametrize(
        "data",
        [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1",
            b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            b"%PDF-1.7\n1 0 obj\n",
        ],
        ids=["png", "jpeg", "old excel", "pdf"],
    )
    def test_another_kind_of_file_is_refused_whatever_its_name(self, data):
        with pytest.raises(ImportFailure, match="not a table"):
            rows_of(data)


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


class TestSpreadsheetsWithCellsFarOut:
    """A spreadsheet keeps cells that were only formatted once, wherever they are."""

    def test_a_blank_one_costs_nothing(self, few_cells):
        data = with_rows(workbook(["id", "name"], [1, "A"]), '<row r="20000"><c r="XFD20000" s="0"/></row>')

        assert [(row.number, row.values, row.problem) for row in rows_of(data)] == [(2, {"id": "1", "name": "A"}, "")]

    def test_a_blank_one_beside_the_heading_makes_no_columns(self, few_cells):
        book = Workbook()
        book.active.append(["id", "name"])
        book.active.append([1, "A"])
        book.active["XFD1"].number_format = "0.00"
        out = io.BytesIO()
        book.save(out)

        assert open_table(out).header == ["id", "name"]
        assert rows_of(out.getvalue())[0].values == {"id": "1", "name": "A"}

    def test_a_row_below_many_blank_ones_is_read(self, few_cells):
        data = with_rows(workbook(["id", "name"], [1, "A"]), '<row r="20000"><c r="A20000"><v>2</v></c></row>')

        assert [(row.number, row.values) for row in rows_of(data)][1:] == [(20000, {"id": "2", "name": ""})]

    def test_a_value_makes_its_row_too_long(self, few_cells):
        data = with_rows(workbook(["id", "name"], [1, "A"]), '<row r="3"><c r="A3"/><c r="XFD3"><v>0</v></c></row>')

        assert [row.problem for row in rows_of(data)] == ["", "It has more cells than the heading."]

    def test_a_file_that_says_it_is_smaller_than_it_is_loses_nothing(self):
        data = with_rows(workbook(["id", "name"], [1, "A"]), "", dimension="A1")

        assert rows_of(data)[0].values == {"id": "1", "name": "A"}

    def test_the_last_row_of_a_spreadsheet_may_be_formatted(self):
        data = with_rows(workbook(["id"], [1]), '<row r="1048576"><c r="A1048576" s="0"/></row>')

        assert len(rows_of(data)) == 1

    def test_a_row_that_no_spreadsheet_has_is_refused(self):
        with pytest.raises(ImportFailure, match="no spreadsheet has"):
            rows_of(with_rows(workbook(["id"], [1]), '<row r="4000000000"/>'))

    def test_too_many_far_to_the_right_are_refused_in_words(self, monkeypatch):
        monkeypatch.setattr(tables, "MOST_PLACES", 100_000)
        rows = "".join(f'<row r="{number}"><c r="XFD{number}"/></row>' for number in range(3, 20))

        with pytest.raises(ImportFailure, match="far to the right"):
            rows_of(with_rows(workbook(["id"], [1]), rows))
