"""The right adapter for an uploaded file, and whether it is a large one."""

import os
from typing import BinaryIO

from ..models import ImportSource
from .gias import GiasAdapter
from .gias_links import read_links
from .openreferral import OpenReferralAdapter, read_document, refuse_too_large
from .outpost import OutpostAdapter
from .records import Adapter
from .table import TableAdapter
from .tables import CHUNK, ZIP_START, ends_of_xlsx_rows, open_table

JSON_KINDS = frozenset({ImportSource.Kind.OUTPOST, ImportSource.Kind.OPEN_REFERRAL})
LARGE_JSON = 4 * 1024 * 1024
"""About as many rows as `merge.IN_REQUEST`; the file itself does not say before it is read."""


def open_adapter(source: ImportSource, file: BinaryIO, name: str, links: BinaryIO | None = None) -> Adapter:
    """An adapter for the file; raises ImportFailure when it has another layout."""
    kind = ImportSource.Kind(source.kind)
    if kind is ImportSource.Kind.GIAS:
        return GiasAdapter(source, open_table(file), read_links(open_table(links)) if links else {})
    if kind is ImportSource.Kind.TABLE:
        return TableAdapter(source, open_table(file))
    refuse_too_large(file.seek(0, os.SEEK_END))
    file.seek(0)
    document = read_document(file.read(), name)
    if kind is ImportSource.Kind.OUTPOST:
        return OutpostAdapter(source, [document])
    return OpenReferralAdapter(source, [document])


def is_large(kind: str, file: BinaryIO, size: int, rows: int) -> bool:
    """Whether a file for a source of this kind may have more than so many rows.

    JSON goes by its size: it may be one line, whatever it begins with. Of tables the ends of lines or rows are counted,
    which are never fewer than rows.
    """
    if kind in JSON_KINDS:
        return size > LARGE_JSON
    file.seek(0)
    start = file.read(len(ZIP_START))
    ends = ends_of_xlsx_rows(file, rows + 1) if start == ZIP_START else ends_of_lines(file)
    file.seek(0)
    return ends > rows


def ends_of_lines(file: BinaryIO) -> int:
    """Ends of lines in a text; some programs end lines with the carriage return alone."""
    ends = {b"\n": 0, b"\r": 0}
    file.seek(0)
    while chunk := file.read(CHUNK):
        for end in ends:
            ends[end] += chunk.count(end)
    return max(ends.values())
