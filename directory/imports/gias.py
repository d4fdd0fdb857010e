"""The register of schools in England: Get Information about Schools (GIAS), formerly EduBase.

Source: Department for Education, “edubasealldata” and “links_edubasealldata” (Open Government Licence v3.0).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from ..models import ImportSource, ProviderIdentifier
from . import gias_codes as codes
from .gias_columns import NEEDED, todays_names
from .gias_links import all_before, successors
from .gias_school import School
from .records import ImportFailure, Kind, Row
from .tables import Cells, Table, TableRow
from .terms import TermFinder
from .world import content_type

BLANKS = ("NA",)


@dataclass
class GiasAdapter:
    """Rows of the register for the authorities that the source names in `options["authorities"]`."""

    source: ImportSource
    table: Table
    predecessors: Mapping[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.finder = TermFinder(self.source)
        self.names = todays_names(self.table.header)
        missing = [name for name in NEEDED if name not in self.names.values()]
        if missing:
            raise ImportFailure(
                _("This is not the schools register: %(missing)s is missing. The table begins with %(header)s.")
                % {"missing": ", ".join(missing), "header": ", ".join(self.table.header[:5])}
            )
        self.authorities = [str(code) for code in self.source.options.get("authorities", [])]
        self.home = str(self.source.options.get("home", self.authorities[0] if self.authorities else ""))

    def rows(self) -> Iterator[Row]:
        """Rows in the order of the register. It is read twice, to know which numbers are still open."""
        still_open = self.open_numbers()
        followed = (
            {number for urn in still_open for number in all_before(urn, self.predecessors, still_open)}
            if self.predecessors
            else set()
        )
        for table_row in self.table.rows():
            yield self.row(table_row, still_open, followed)

    def todays(self, table_row: TableRow) -> dict[str, str]:
        return {self.names[name]: value for name, value in table_row.values.items()}

    def open_numbers(self) -> set[str]:
        """Numbers of the schools that are open."""
        found = set()
        for table_row in self.table.rows():
            values = self.todays(table_row)
            if values.get("EstablishmentStatus (name)", "").casefold() not in (codes.CLOSED, codes.NOT_YET_OPEN):
                found.add(values.get("URN", ""))
        return found

    def row(self, table_row: TableRow, still_open: set[str], followed: set[str]) -> Row:
        values = self.todays(table_row)
        row = Row(table_row.number, key=values.get("URN", ""))
        cells = Cells(values, row.account, BLANKS)
        status = cells.look("EstablishmentStatus (name)").casefold()
        authority = cells.look("LA (code)")
        if table_row.problem or not row.key.isdigit():
            row.rejected = True
            row.problems.append(table_row.problem or _("It has no school number (URN)."))
        elif self.authorities and authority not in self.authorities:
            row.ignored = _("a school of another authority than those of “What to take”")
        elif status == codes.NOT_YET_OPEN:
            row.ignored = _("not open yet")
        elif status == codes.CLOSED and row.key in followed:
            row.ignored = _("closed, and goes on under a new number that the file has too")
        elif self.is_listed_by_a_later_number(row.key, still_open):
            row.ignored = _("goes on under a later number, which is here already")
        else:
            self.fill(row, cells, status, all_before(row.key, self.predecessors, still_open), authority)
        return row

    def is_listed_by_a_later_number(self, urn: str, still_open: set[str]) -> bool:
        """Whether an older file tells of a school that we know only as what it has become since."""
        return urn not in self.listed and not self.listed.isdisjoint(all_before(urn, self.later, still_open))

    @cached_property
    def later(self) -> dict[str, set[str]]:
        return successors(self.predecessors)

    @cached_property
    def listed(self) -> set[str]:
        """Numbers of the schools that are here, or were until an officer deleted them."""
        numbers = ProviderIdentifier.objects.filter(scheme=ProviderIdentifier.Scheme.URN)
        remembered = self.source.records.filter(content_type=content_type(Kind.PROVIDER))
        return {*numbers.values_list("value", flat=True), *remembered.values_list("external_id", flat=True)}

    def fill(self, row: Row, cells: Cells, status: str, formerly: tuple[str, ...], authority: str) -> None:
        """Make the records of a school."""
        outside = bool(self.home) and authority != self.home
        school = School(cells, self.finder, formerly=formerly, outside_area=outside)
        row.records = school.closed() if status == codes.CLOSED else school.records()
        row.problems += school.problems
