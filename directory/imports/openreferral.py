"""Open Referral UK: HSDS-UK 3.0, and 1.0 which many feeds still speak.

Source: the UK profile of the Human Services Data Specification (openreferraluk.org, CC BY-SA 4.0).
A document may be one service, an organisation with its services, a service at a place, or a page of any of
these; a folder holds several documents. The same service may occur several times: its fullest copy counts.
"""

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ..models import ImportSource
from .nodes import Node, leaves, storable
from .openreferral_parts import Gathered, organisation
from .openreferral_service import ServiceReader
from .openreferral_v1 import is_version_1, upgraded
from .records import ImportFailure, Row
from .terms import TermFinder

MEGABYTE = 1024 * 1024
MOST_BYTES = 60 * MEGABYTE
"""JSON is read whole, and takes up several times as much memory as it has bytes."""
REPEATED = "said more fully elsewhere in the same source"
LISTS_OF_TERMS = "lists of terms are matched with ours, not imported"
ABOUT_THE_FEED = "about the feed itself"
PAGE = ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")
PAGE_1 = ("totalElements", "totalPages", "number", "numberOfElements", "size", "first", "last", "empty")


def read_document(data: bytes, name: str) -> Any:
    """JSON of one document; raises ImportFailure for anything else."""
    if not data.strip():
        raise ImportFailure(_("%(name)s is empty.") % {"name": name})
    try:
        return storable(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        raise ImportFailure(
            _("%(name)s is not JSON, or it is cut off: %(error)s.") % {"name": name, "error": error}
        ) from error


def refuse_too_large(size: int) -> None:
    """Raises ImportFailure for more bytes of JSON than can be read at once."""
    if size > MOST_BYTES:
        raise ImportFailure(
            _("It has %(size)s MB of JSON; 60 MB are allowed. Import it in parts that hold only some of the rows.")
            % {"size": math.ceil(size / MEGABYTE)}
        )


def read_path(path: Path) -> list[Any]:
    """The documents of a file, or of all JSON files in a folder."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise ImportFailure(_("There is no JSON file in %(path)s.") % {"path": path})
    refuse_too_large(sum(file.stat().st_size for file in files))
    return [read_document(file.read_bytes(), file.name) for file in files]


class OpenReferralAdapter:
    """Services and organisations of some documents."""

    def __init__(self, source: ImportSource, documents: Iterable[Any]) -> None:
        self.finder = TermFinder(source)
        self.services: dict[str, dict[str, Any]] = {}
        self.organisations: dict[str, dict[str, Any]] = {}
        self.repeated: list[dict[str, Any]] = []
        self.others: list[tuple[Any, str]] = []
        for document in documents:
            self.sort_in(document)
        if not self.services and not self.organisations:
            raise ImportFailure(_("There is no service and no organisation in it, so it is not Open Referral UK."))

    def sort_in(self, document: Any) -> None:
        """Find the services and organisations of a document."""
        if isinstance(document, list):
            for item in document:
                self.sort_in(item)
        elif not isinstance(document, dict):
            raise ImportFailure(_("This is not Open Referral UK: an object is expected."))
        elif isinstance(page := document.get("contents", document.get("content")), list):
            about = {name: document[name] for name in (*PAGE, *PAGE_1) if name in document}
            self.others.append((about, ABOUT_THE_FEED))
            self.sort_in(page)
        else:
            self.sort_in_object(document)

    def sort_in_object(self, document: dict[str, Any]) -> None:
        if "taxonomy_terms" in document or "term_uri" in document or ("uri" in document and "version" in document):
            self.others.append((document, LISTS_OF_TERMS))
        elif "openapi_url" in document or "profile" in document:
            self.others.append((document, ABOUT_THE_FEED))
        elif isinstance(document.get("service"), dict):
            place = {name: value for name, value in document.items() if name != "service"}
            self.add(self.services, document["service"] | {"service_at_locations": [place]})
        elif isinstance(document.get("services"), list):
            own = {name: value for name, value in document.items() if name != "services"}
            self.add(self.organisations, own)
            for service in document["services"]:
                if isinstance(service, dict):
                    service = service | {"organization": service.get("organization") or own}
                self.add(self.services, service)
        elif "organization" in document or "organization_id" in document or "status" in document:
            self.add(self.services, document)
        elif "name" in document and "id" in document:
            self.add(self.organisations, document)
        else:
            self.others.append((document, ABOUT_THE_FEED))

    def add(self, known: dict[str, dict[str, Any]], item: Any) -> None:
        """Keep the fullest copy of a service or organisation."""
        if not isinstance(item, dict) or not item.get("id"):
            self.others.append(({"item": item}, "it has no id"))
            return
        item = upgraded(item) if is_version_1(item) else item
        key = str(item["id"])
        if key in known:
            shorter, item = sorted((known[key], item), key=lambda one: sum(1 for _leaf in leaves(one, "")))
            self.repeated.append(shorter)
        known[key] = item

    def rows(self) -> Iterator[Row]:
        """Services, then organisations that no service names, then what is left out."""
        number = 0
        named = set()
        for number, (key, service) in enumerate(self.services.items(), start=1):
            row = Row(number, key=key)
            node = Node(service, row.account)
            ServiceReader(node, row, self.finder).fill()
            named.add(str(node.child("organization").look("id") or ""))
            yield row
        for key, data in self.organisations.items():
            number += 1
            yield self.organisation_row(number, key, data, key in named)
        yield self.rest()

    def organisation_row(self, number: int, key: str, data: dict[str, Any], named: bool) -> Row:
        row = Row(number)
        node = Node(data, row.account)
        if named:
            node.drop_everything(REPEATED)
        else:
            gathered = Gathered(self.finder)
            row.records = [organisation(node, gathered)]
            row.problems = gathered.problems
        return row

    def rest(self) -> Row:
        """A row without records, whose account says what was left out."""
        row = Row(0)
        for data in self.repeated:
            Node(data, row.account).drop_everything(REPEATED)
        for data, reason in self.others:
            Node(data, row.account).drop_everything(reason)
        return row
