"""A council's own table (CSV or XLSX), read with the column map that is kept with the source."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext as _

from ..models import ImportSource
from .building import Builder
from .column_maps import Column, ColumnMap, read_map
from .records import ImportFailure, Kind, Record, Row
from .table_providers import ProviderKeys
from .tables import Cells, Table, TableRow
from .terms import TermFinder

NAMES = ("service.name", "provider.name")
NUMBERS = "provider.identifiers."


class TableAdapter:
    """Rows of a table. With `continues` in the map, one service may stretch over several rows."""

    def __init__(self, source: ImportSource, table: Table, column_map: ColumnMap | None = None) -> None:
        self.source = source
        self.table = table
        self.map: ColumnMap = column_map or read_map(source.column_map)
        self.finder = TermFinder(source)
        self.refuse_wrong_layout()

    @cached_property
    def providers(self) -> ProviderKeys:
        """How the providers of the table are told apart. Where they have numbers, the table is read twice for it."""
        if self.map.provider_id or not has_numbers(self.map):
            return ProviderKeys()
        first = TableAdapter(self.source, self.table, only_names_and_numbers(self.map))
        first.providers = ProviderKeys()
        return ProviderKeys(record for record in records_that_count(first.rows()) if record.kind is Kind.PROVIDER)

    def refuse_wrong_layout(self) -> None:
        """Raise ImportFailure when the table is not the one that the map was made for."""
        wanted = {self.map.id, *self.map.columns} | {self.map.provider_id, self.map.continues} - {""}
        missing = [name for name in sorted(wanted) if name not in self.table.header]
        if missing:
            raise ImportFailure(
                _("The table has no column %(missing)s. It has %(header)s.")
                % {
                    "missing": ", ".join(f"“{name}”" for name in missing[:8]),
                    "header": ", ".join(f"“{name}”" for name in self.table.header[:8]),
                }
            )

    def rows(self) -> Iterator[Row]:
        """Rows in the order of the table."""
        current: tuple[Row, Builder] | None = None
        for table_row in self.table.rows():
            parent = table_row.values.get(self.map.continues, "") if self.map.continues else ""
            if parent and current and current[1].key == parent and not table_row.problem:
                self.fill(current[0], current[1], table_row)
                continue
            if current:
                yield self.finished(*current)
            row, builder = self.begin(table_row, parent)
            current = (row, builder) if builder else None
            if current is None:
                yield row
        if current:
            yield self.finished(*current)

    def begin(self, table_row: TableRow, parent: str) -> tuple[Row, Builder | None]:
        """The row for a new service, or for one that cannot be used."""
        key = table_row.values.get(self.map.id, "")
        row = Row(table_row.number, key=key)
        problem = table_row.problem
        if not problem and not key:
            problem = _("It has no id in “%(column)s”.") % {"column": self.map.id}
        if not problem and parent:
            problem = _("It continues %(id)s, which is not the service directly above.") % {"id": parent}
        if problem:
            row.rejected = True
            row.problems.append(problem)
            Cells(table_row.values, row.account)
            return row, None
        builder = Builder(self.source, self.finder, key, self.providers)
        if self.map.provider_id:
            builder.provider_key = table_row.values.get(self.map.provider_id, "")
        for to, value in self.map.constants.items():
            builder.add(to, str(value))
        self.fill(row, builder, table_row)
        return row, builder

    def fill(self, row: Row, builder: Builder, table_row: TableRow) -> None:
        """Add the cells of one line to the service."""
        cells = Cells(table_row.values, row.account, self.map.blanks)
        for name in self.table.header:
            value = cells.look(name)
            column = self.map.columns.get(name)
            if value and column and any(cells.look(other) in values for other, values in column.unless.items()):
                cells.drop(name, "the column map leaves it out for this kind of row")
            elif value and column:
                self.add(row, builder, name, column, value)
            elif value and name in {self.map.id, self.map.provider_id, self.map.continues}:
                row.account.arrive(name, "id at the source")
        builder.close_row()

    def add(self, row: Row, builder: Builder, name: str, column: Column, value: str) -> None:
        """Take one cell, which may hold several values."""
        if column.drop:
            row.account.drop(name, column.drop)
            return
        several = [part.strip() for part in value.split(column.separator)] if column.separator else [value]
        row.account.find(name, len([part for part in several if part]) - 1)
        for single in several:
            if single:
                self.add_value(row, builder, name, column, single)

    def add_value(self, row: Row, builder: Builder, name: str, column: Column, value: str) -> None:
        if column.values and value not in column.values and "service.terms" in column.to:
            row.account.drop(name, "the column map has no term for it")
            row.problems.append(
                _("“%(column)s”: the column map has no term for “%(value)s”.") % {"column": name, "value": value[:60]}
            )
            return
        value = column.values.get(value, value)
        if value == "":
            row.account.drop(name, "the column map says that it means nothing")
            return
        wrong = {
            to: builder.add(to, value, column.label or (name if to == "service.answer" else "")) for to in column.to
        }
        arrived = [to for to, problem in wrong.items() if not problem]
        for problem in dict.fromkeys(filter(None, wrong.values())):
            row.problems.append(f"“{name}”: {value[:60]} – {problem}")
        if arrived:
            row.account.arrive(name, ", ".join(arrived))
        else:
            row.account.drop(name, next(iter(wrong.values())))

    def finished(self, row: Row, builder: Builder) -> Row:
        row.records = builder.records()
        return row


def records_that_count(rows: Iterator[Row]) -> Iterator[Record]:
    """The records of rows whose id has not stood in the table before."""
    seen: set[str] = set()
    for row in rows:
        if row.key not in seen:
            seen.add(row.key)
            yield from row.records


def has_numbers(column_map: ColumnMap) -> bool:
    """Whether the map knows numbers of providers in registers."""
    targets = {to for column in column_map.columns.values() for to in column.to} | set(column_map.constants)
    return any(to.startswith(NUMBERS) for to in targets)


def only_names_and_numbers(column_map: ColumnMap) -> ColumnMap:
    """The map without all that does not tell who a provider is."""

    def tells(to: str) -> bool:
        return to in NAMES or to.startswith(NUMBERS)

    columns = {
        name: replace(column, to=tuple(filter(tells, column.to)))
        for name, column in column_map.columns.items()
        if any(map(tells, column.to))
    }
    constants = {to: value for to, value in column_map.constants.items() if tells(to)}
    return replace(column_map, columns=columns, constants=constants)
