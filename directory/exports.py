"""Spreadsheets that are safe to open: XLSX with text cells, and CSV whose cells are never formulas.

One pair of writers for every export of the portal: the officers' lists and the results page. What a
provider typed must never run in the reader's spreadsheet program (OWASP, "CSV injection").
"""

import csv
import io
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

security = logging.getLogger("localoffer.security")

Cell = str | int | float | Decimal | date | datetime | bool | None

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LONGEST_CELL = 32_767  # what a spreadsheet program can hold
INVISIBLE = " \u00a0\u200b\ufeff"
STARTS_A_FORMULA = re.compile(rf"^[{INVISIBLE}]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    """A column of a spreadsheet: its heading, and how to get its cell from a row."""

    label: str
    value: Callable[[Any], Any]
    width: int = 24


def write_xlsx(rows: Iterable[Any], columns: Sequence[Column], *, title: str = "") -> bytes:
    """The rows as an XLSX file. Words are text cells, so nothing in them is worked out as a formula."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title=_sheet_title(title))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([_heading(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, column.value(row)) for column in columns])
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def write_csv(rows: Iterable[Any], columns: Sequence[Column]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, which Excel needs to read it as UTF-8."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, quoting=csv.QUOTE_ALL)
    writer.writerow([safe_csv_text(str(column.label)) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(column.value(row)) for column in columns])
    return output.getvalue().encode("utf-8-sig")


def safe_csv_text(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet program would take it for a formula."""
    text = _printable(text)
    return f"'{text}" if STARTS_A_FORMULA.match(text) else text


def spreadsheet_response(
    rows: Iterable[Any], columns: Sequence[Column], *, file_format: str, name: str
) -> HttpResponse:
    """A download of the rows in one of `FORMATS`; the name gets today's date."""
    content = write_xlsx(rows, columns, title=name) if file_format == "xlsx" else write_csv(rows, columns)
    response = HttpResponse(content, content_type=FORMATS[file_format])
    filename = f"{slugify(name) or 'export'}-{timezone.localdate():%Y-%m-%d}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def log_export(*, what: str, rows: int, file_format: str, user_id: int | None = None) -> None:
    """Note in the log that a spreadsheet left the house. Officers' exports are in the audit trail as well."""
    security.info(
        "Exported.", extra={"event": "export", "what": what, "rows": rows, "format": file_format, "account": user_id}
    )


def _heading(sheet, column: Column) -> WriteOnlyCell:
    cell = _xlsx_cell(sheet, str(column.label))
    cell.font = Font(bold=True)
    return cell


def _xlsx_cell(sheet, value) -> WriteOnlyCell:
    value = _plain(value)
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
    return cell


def _csv_cell(value) -> str:
    value = _plain(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return safe_csv_text(value)
    return "" if value is None else str(value)


def _plain(value) -> Cell:
    """Lazy translations as text, times as those of the clock on the wall, lists joined."""
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    if value is None or isinstance(value, bool | int | float | Decimal | date):
        return value
    if isinstance(value, list | tuple | set):
        value = "; ".join(str(item) for item in value)
    return _printable(str(value))


def _printable(text: str) -> str:
    return NOT_ALLOWED.sub("", text)[:LONGEST_CELL]


def _sheet_title(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip() or "Sheet1"
