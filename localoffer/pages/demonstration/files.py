"""Files of the demonstration's documents, made when it is loaded: the table of a page as CSV."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

Raw = Mapping[str, Any]


def table_file(raw: Raw) -> AbstractDocument | None:
    """The first table of a document's page as a file, where the page gives its title."""
    if "file" not in raw:
        return None
    table = next(block for block in raw["block"] if block["kind"] == "table")
    # With its number in the name: the file of a row that was just deleted goes when that is committed.
    document = get_document_model().objects.create(title=raw["file"])
    name = f"demonstration-{slugify(raw['file'])}-{document.pk}.csv"
    # What an earlier database left; otherwise each new one would add another file.
    default_storage.delete(document.file.field.generate_filename(document, name))
    document.file.save(name, ContentFile(_csv([table["head"], *table["rows"]])))
    # Else the first visitor's request would count and write them.
    document.get_file_size()
    document.get_file_hash()
    return document


def _csv(rows: list[list[str]]) -> bytes:
    """With the mark at the beginning by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
