"""The table of old and new addresses: two columns of a CSV file, with or without a row of headings."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 20_000
LONGEST_CELL = 5_000
HEADINGS = {"old", "from", "old address", "old url", "old path", "old_path", "redirect from", "source"}


class Unreadable(Exception):
    """The file is no table that we can read; the message says why."""


@dataclass(frozen=True)
class Pair:
    """A line of the table."""

    line: int
    old: str
    new: str


def read_pairs(file: BinaryIO) -> list[Pair]:
    """Every line that is not empty. Raises Unreadable."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(most)d MB.") % {"most": MOST_BYTES // 1024 // 1024})
    if b"\x00" in content:
        raise Unreadable(_("This is not a CSV file. Save the table as CSV and try again."))
    pairs = list(_pairs(_text(content)))
    if not pairs:
        raise Unreadable(_("There is no row with an old and a new address in this file."))
    if len(pairs) > MOST_ROWS:
        raise Unreadable(_("The file has more than %(most)d rows. Divide it.") % {"most": MOST_ROWS})
    return pairs


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _pairs(text: str) -> Iterator[Pair]:
    first = text.partition("\n")[0]
    divider = next((mark for mark in ("\t", ";", ",") if mark in first), ",")
    # An address may hold a ; or a comma, so the first line decides, where it is one of headings.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)
    try:
        for cells in reader:
            old, new = ([cell.strip() for cell in cells] + ["", ""])[:2]
            if (old or new) and not (reader.line_num == 1 and old.lower() in HEADINGS):
                yield Pair(reader.line_num, old[:LONGEST_CELL], new[:LONGEST_CELL])
    except csv.Error as error:
        raise Unreadable(_("Line %(line)d cannot be read as CSV.") % {"line": reader.line_num}) from error
