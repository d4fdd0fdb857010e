"""The right adapter for an uploaded file, and a guess at how large it is."""

from typing import BinaryIO

from ..models import ImportSource
from .gias import GiasAdapter
from .gias_links import read_links
from .openreferral import OpenReferralAdapter, read_document
from .outpost import OutpostAdapter
from .records import Adapter
from .table import TableAdapter
from .tables import CHUNK, ZIP_START, open_table

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
    file.seek(0)
    document = read_document(file.read(), name)
    if kind is ImportSource.Kind.OUTPOST:
        return OutpostAdapter(source, [document])
    return OpenReferralAdapter(source, [document])


def is_large(file: BinaryIO, size: int, rows: int) -> bool:
    """Whether a file may have more than so many rows. Counts line breaks, which are never fewer than rows."""
    file.seek(0)
    start = file.read(4)
    if start == ZIP_START:
        return size > LARGE_XLSX
    if start[:1] in (b"{", b"["):
        return size > LARGE_JSON
    lines = 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        lines += chunk.count(b"\n")
    file.seek(0)
    return lines > rows
