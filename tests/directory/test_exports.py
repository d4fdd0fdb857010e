import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from directory.exports import Column, safe_csv_text, spreadsheet_response, write_csv, write_xlsx

COLUMNS = [Column("Name", lambda row: row["name"]), Column("On", lambda row: row["on"])]


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1632 960100",
        "-2",
        "@SUM(A1)",
        "  =1+1",
        "\u00a0=1+1",
        "\ufeff=1+1",
        "\t=1+1",
        "\r=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_a_cell_that_looks_like_a_formula_becomes_text(text):
    assert safe_csv_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Leigh library", "7-a-side", "a = b", "", "'quoted'", "mail@example.org"])
def test_an_ordinary_cell_stays_as_it_is(text):
    assert safe_csv_text(text) == text


@given(st.text(max_size=60))
def test_no_text_at_all_begins_like_a_formula(text):
    first = safe_csv_text(text).lstrip(" \u00a0\u200b\ufeff")[:1]

    assert first not in set("=+-@\t\r\n＝＋－＠")


def test_csv_opens_in_excel_with_its_accents():
    content = write_csv([{"name": "Café", "on": date(2026, 3, 24)}], COLUMNS)

    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(content) == [["Name", "On"], ["Café", "2026-03-24"]]


def test_xlsx_holds_text_not_formulas():
    content = write_xlsx([{"name": "=1+1", "on": None}], COLUMNS)

    cell = load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@given(st.text(max_size=200))
def test_any_text_can_be_written(text):
    rows = [{"name": text, "on": None}]

    assert write_csv(rows, COLUMNS)
    assert write_xlsx(rows, COLUMNS)


def test_a_text_longer_than_a_cell_is_cut():
    content = write_xlsx([{"name": "x" * 40_000, "on": None}], COLUMNS)

    assert len(load_workbook(io.BytesIO(content)).active["A2"].value) == 32_767


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_download_is_named_after_what_it_holds(file_format):
    response = spreadsheet_response([], COLUMNS, file_format=file_format, name="services")

    assert 'filename="services-' in response["Content-Disposition"]
    assert response["Content-Disposition"].endswith(f'.{file_format}"')
