"""Files of the demonstration: tables of documents, made when it is loaded, and films, drawn by `scripts/films`."""

import csv
import io
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

from ..films.files import FOLDER
from ..models import VideoPage

Raw = Mapping[str, Any]
FILMS = Path(__file__).resolve().parent / "films"


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


def film_file(name: str) -> str:
    """A film or its captions from `films/`, put among the site's own; where it lies there."""
    # A name that says what it is: there is nothing to guess, and each new database takes the same one.
    path = f"{FOLDER}/demonstration-{name}"
    default_storage.delete(path)
    return default_storage.save(path, ContentFile((FILMS / name).read_bytes()))


def poster(name: str, title: str) -> AbstractImage:
    """The picture to show before a film plays."""
    file = ImageFile(BytesIO((FILMS / name).read_bytes()), name=f"demonstration-{name}")
    return get_image_model().objects.create(title=title, file=file)


def forget_films() -> int:
    """Delete the files of films that no page names any more; how many."""
    unused = [path for path in _film_paths() if not VideoPage.objects.filter(Q(film=path) | Q(captions=path)).exists()]
    for path in unused:
        default_storage.delete(path)
    return len(unused)


def _film_paths() -> Iterator[str]:
    for suffix in ("webm", "vtt"):
        for file in FILMS.glob(f"*.{suffix}"):
            path = f"{FOLDER}/demonstration-{file.name}"
            if default_storage.exists(path):
                yield path
