"""CSV and XLSX files as rows of text, read as a stream, with every limit checked before it hurts."""

import codecs
import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from .accounts import Account
from .cleaning import plain
from .records import ImportFailure

LONGEST_CELL = 5_000
MOST_ROWS = 1_000_000
MOST_UNPACKED = 50 * 1024 * 1024
LAST_ROW = 1_048_576
"""No spreadsheet has a row below this one."""
MOST_PLACES = 100_000_000
"""Cells of a sheet, with the blank ones before the last of each row: two seconds. In 50 MB at most one in twenty of so
many can hold something."""
CHUNK = 1024 * 1024
ZIP_START = b"PK\x03\x04"
XLSX_ROW_END = b"row>"
"""With or without a prefix: `</row>`, `</x:row>`."""
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r")
"""Bytes that no text holds."""
SAMPLES = 5


@dataclass
class TableRow:
    """One row: its number as a spreadsheet shows it, its cells by column, and what is wrong with it."""

    number: int
    values: dict[str, str]
    problem: str = ""


@dataclass
class Table:
    """An open table. `rows()` reads it from the start."""

    file: BinaryIO
    encoding: str
    header: list[str] = field(default_factory=list)
    has_heading: bool = True

    def rows(self) -> Iterator[TableRow]:
        """Rows below the heading; raises ImportFailure when the file breaks off."""
        lines = self.lines()
        if self.has_heading:
            next(lines)
        previous: tuple[int, list[str]] | None = None
        for number, cells in lines:
            if number > MOST_ROWS:
                raise ImportFailure(_("The file has more than %(most)s rows.") % {"most": f"{MOST_ROWS:,}"})
            if previous:
                yield self.row(*previous)
            previous = (number, cells)
        if previous is None:
            raise ImportFailure(_("The file has a heading but no rows."))
        if self.encoding != "xlsx" and len(previous[1]) < len(self.header):
            raise ImportFailure(
                _("The file ends in the middle of row %(row)s: it looks cut off.") % {"row": previous[0]}
            )
        yield self.row(*previous)

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Numbered lines with something in them, the heading first."""
        self.file.seek(0)
        found = xlsx_lines(self.file) if self.encoding == "xlsx" else csv_lines(self.file, self.encoding)
        for number, cells in found:
            if any(cell.strip() for cell in cells):
                yield number, cells

    def row(self, number: int, cells: list[str]) -> TableRow:
        values = dict(zip(self.header, cells, strict=False))
        row = TableRow(number, {name: plain(value) for name, value in values.items()})
        row.problem = self.problem(cells)
        return row

    def problem(self, cells: list[str]) -> str:
        """Why a row cannot be used, or an empty string."""
        if len(cells) < len(self.header) and self.encoding != "xlsx":
            return _("It has %(has)s cells, and the heading has %(wants)s.") % {
                "has": len(cells),
                "wants": len(self.header),
            }
        if any(cell.strip() for cell in cells[len(self.header) :]):
            return _("It has more cells than the heading.")
        for name, cell in zip(self.header, cells, strict=False):
            if len(cell) > LONGEST_CELL:
                return _("“%(column)s” has %(length)s characters; 5,000 are allowed.") % {
                    "column": name,
                    "length": f"{len(cell):,}",
                }
            if "\0" in cell:
                return _("“%(column)s” holds a NUL character; the file may be damaged.") % {"column": name}
        return ""

    def sample(self) -> list[str]:
        """A few cells with letters beyond ASCII, so that an officer can see whether they came out right."""
        found: list[str] = []
        for _number, cells in self.lines():
            found += [cell[:120] for cell in cells if not cell.isascii()]
            if len(found) >= SAMPLES:
                break
        return found[:SAMPLES]


def open_table(file: BinaryIO) -> Table:
    """Open a CSV or XLSX file; raises ImportFailure when it is neither."""
    file.seek(0)
    start = file.read(4)
    if not start:
        raise ImportFailure(_("The file is empty."))
    if start == ZIP_START:
        refuse_zip_bomb(file)
        encoding = "xlsx"
    else:
        refuse_what_is_no_text(file)
        encoding = detect_encoding(file)
    table = Table(file, encoding)
    first = next(table.lines(), None)
    if first is None:
        raise ImportFailure(_("The file is empty."))
    table.header = heading(first[1])
    return table


def heading(cells: Iterable[str]) -> list[str]:
    """Names of the columns; raises ImportFailure when two have the same."""
    names = [plain(cell).lstrip("\ufeff") for cell in cells]
    while names and not names[-1]:
        names.pop()
    names = [name or f"column {position}" for position, name in enumerate(names, start=1)]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ImportFailure(_("Two columns are called “%(name)s”.") % {"name": sorted(twice)[0]})
    return names


def refuse_what_is_no_text(file: BinaryIO) -> None:
    """A picture, PDF or old Excel file under the name of a table; a single odd character in a cell is not enough."""
    file.seek(0)
    start = file.read(1024)
    if start.startswith(b"%PDF") or (len(CONTROLS.intersection(start)) > 1 and not start.startswith(tuple(BOMS))):
        raise ImportFailure(_("This is not a table, whatever its name says. Save the table as CSV or XLSX."))


def detect_encoding(file: BinaryIO) -> str:
    """UTF-8 if the whole file is, else cp1252, which Windows programs write."""
    file.seek(0)
    start = file.read(4)
    for bom, name in BOMS.items():
        if start.startswith(bom):
            return name
    for name in ("utf-8", "cp1252"):
        decoder = codecs.getincrementaldecoder(name)()
        file.seek(0)
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name
    raise ImportFailure(_("The text of the file is neither UTF-8 nor Windows (cp1252). Save it as “CSV UTF-8”."))


def csv_lines(file: BinaryIO, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Lines of a CSV file; commas, semicolons or tabs, whichever the heading has most of."""
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        first = text.readline()
        text.seek(0)
        delimiter = max(",;\t", key=first.count)
        number = 0
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), start=1):
                yield number, cells
        except csv.Error as error:
            raise ImportFailure(_broken_row(number + 1, error)) from error
        except UnicodeError as error:
            raise ImportFailure(_("The text of the file is damaged near row %(row)s.") % {"row": number + 1}) from error
    finally:
        text.detach()


def _broken_row(number: int, error: csv.Error) -> str:
    if "field limit" in str(error):
        words = _("Row %(row)s has a cell of more than %(most)s characters. Is a quotation mark before it not closed?")
        return words % {"row": number, "most": f"{csv.field_size_limit():,}"}
    words = _("Row %(row)s cannot be read (%(error)s): a quotation mark is not closed, or the file is cut off.")
    return words % {"row": number, "error": error}


def refuse_zip_bomb(file: BinaryIO) -> None:
    """An XLSX file is a zip: add up what it would unpack to before unpacking anything."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise ImportFailure(_("The spreadsheet file is damaged or cut off.")) from error
    if size > MOST_UNPACKED:
        raise ImportFailure(
            _("Unpacked, the spreadsheet would have %(size)s MB; 50 MB are allowed. Save it as CSV.")
            % {"size": size // (1024 * 1024)}
        )
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise ImportFailure(_("This is a zip file, but not a spreadsheet (XLSX)."))


def ends_of_xlsx_rows(file: BinaryIO, enough: int) -> int:
    """Ends of rows in all sheets, which are never fewer than rows; counted until there are `enough`.

    0 for a file that will be refused.
    """
    found, rest = 0, b""
    try:
        refuse_zip_bomb(file)
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if not name.startswith("xl/worksheets/"):
                    continue
                with archive.open(name) as sheet:
                    while found < enough and (chunk := sheet.read(CHUNK)):
                        found += (rest + chunk).count(XLSX_ROW_END)
                        rest = chunk[1 - len(XLSX_ROW_END) :]
    except (ImportFailure, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return 0
    return found


def xlsx_lines(file: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Lines of the first sheet that hold something, as text."""
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # Else every line, the blank ones too, would be as wide as the widest: one cell far out makes millions.
        sheet.reset_dimensions()
        yield from filled_lines(sheet.iter_rows(values_only=True))
    except ImportFailure:
        raise
    except Exception as error:
        raise ImportFailure(_("The spreadsheet file is damaged or cut off.")) from error


def filled_lines(lines: Iterable[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold something. Blank ones are only counted: what stands below them belongs to the table."""
    places = width = 0
    for number, cells in enumerate(lines, start=1):
        places += len(cells)
        if number > LAST_ROW:
            raise ImportFailure(_("The spreadsheet file is damaged: it names a row that no spreadsheet has."))
        if places > MOST_PLACES:
            raise ImportFailure(
                _("The spreadsheet has cells far to the right of the table. Delete those columns, or save it as CSV.")
            )
        if cells.count(None) < len(cells):
            width = width or filled_width(cells)
            yield number, line_texts(cells, width)


def filled_width(cells: Sequence[object]) -> int:
    """How many cells there are up to the last that holds something."""
    return max(position for position, cell in enumerate(cells, start=1) if cell is not None)


def line_texts(cells: Sequence[object], width: int) -> list[str]:
    """A line as wide as the heading. Of what lies beyond, the blank cells are left out: nobody reads their places."""
    texts = [cell_text(cell) for cell in cells[:width]]
    texts += [""] * (width - len(texts))
    return texts + [cell_text(cell) for cell in cells[width:] if cell is not None]


def cell_text(cell: object) -> str:
    """A cell as a person would read it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


class Cells:
    """The cells of one row, with an account of where each value went."""

    def __init__(self, values: dict[str, str], account: Account, blanks: tuple[str, ...] = ()) -> None:
        self.values = values
        self.account = account
        for name, value in values.items():
            if value:
                account.find(name)
                if value in blanks:
                    account.drop(name, f"“{value}” stands for nothing")
                    values[name] = ""

    def look(self, name: str) -> str:
        """The value, without saying where it goes."""
        return self.values.get(name, "")

    def take(self, name: str, to: str) -> str:
        """The value, which goes to one of our fields."""
        value = self.values.get(name, "")
        if value:
            self.account.arrive(name, to)
        return value

    def drop(self, name: str, reason: str) -> None:
        """The value is left out on purpose."""
        if self.values.get(name, ""):
            self.account.drop(name, reason)
