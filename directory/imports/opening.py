"""The right adapter for an uploaded file, and a guess at how large it is."""

import os
from typing import BinaryIO

from ..models import ImportSource
from .gias import GiasAdapter
from .gias_links import read_links
from .openreferral import OpenReferralAdapter, read_document, refuse_too_large
from .outpost import OutpostAdapter
from .records import Adapter
from .table import TableAdapter
from .tables import CHUNK, ZIP_START, open_table

JSON_KINDS = frozenset({ImportSource.Kind.OUTPOST, ImportSource.Kind.OPEN_REFERRAL})
LARGE_JSON = 4 * 1024 * 1024
LARGE_XLSX = 200 * 1024
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

    JSON goes by its size: it may be one line, whatever it begins with. Of text the line ends are counted, which are
    never fewer than rows.
    """
    if kind in JSON_KINDS:
        return size > LARGE_JSON
    file.seek(0)
    if file.read(4) == ZIP_START:
        return size > LARGE_XLSX
    ends = {b"\n": 0, b"\r": 0}  # some programs end lines with the second alone
    file.seek(0)
    while chunk := file.read(CHUNK):
        for end in ends:
            ends[end] += chunk.count(end)
    file.seek(0)
    return max(ends.values()) > rows
