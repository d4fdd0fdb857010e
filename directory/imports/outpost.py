"""Outpost, the open directory of several councils, in the JSON of its public API.

A page is `{"content": [...], "totalPages": ...}`; a file may hold one page, a list of pages, or services.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from ..models import ImportSource
from .nodes import Node
from .openreferral import ABOUT_THE_FEED
from .outpost_service import OutpostService
from .records import ImportFailure, Row
from .terms import TermFinder


class OutpostAdapter:
    """Services of some pages."""

    def __init__(self, source: ImportSource, documents: Iterable[Any]) -> None:
        self.finder = TermFinder(source)
        self.services: list[dict[str, Any]] = []
        self.about: list[dict[str, Any]] = []
        for document in documents:
            self.sort_in(document)
        if not self.services:
            raise ImportFailure(_("There is no service in it, so it is not a page of Outpost."))

    def sort_in(self, document: Any) -> None:
        """Find the services of a document."""
        if isinstance(document, list):
            for item in document:
                self.sort_in(item)
        elif not isinstance(document, dict):
            raise ImportFailure(_("This is not a page of Outpost: an object is expected."))
        elif isinstance(document.get("content"), list):
            self.about.append({name: value for name, value in document.items() if name != "content"})
            self.sort_in(document["content"])
        elif "id" in document and ("organisation" in document or "send_needs" in document):
            self.services.append(document)
        else:
            raise ImportFailure(_("This is not Outpost: a service has “id” and “organisation”."))

    def rows(self) -> Iterator[Row]:
        """Services in the order of the pages, then what is about the feed."""
        for number, data in enumerate(self.services, start=1):
            row = Row(number, key=str(data["id"]))
            OutpostService(Node(data, row.account), row, self.finder).fill()
            yield row
        row = Row(0)
        for data in self.about:
            Node(data, row.account).drop_everything(ABOUT_THE_FEED)
        yield row
