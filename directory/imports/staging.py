"""Reading a source into the rows of a run. Nothing of the directory is touched here."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from ..models import ImportRow, ImportRun
from .accounts import Account
from .checking import Check
from .places import complete_places
from .records import Adapter, Kind, Record, Row
from .world import World

BATCH = 500
NOT_STORED = "cannot be stored: see the problems by row"
NO_WARD = "ward is not among the areas that are loaded"
REJECTED = "the row was not imported: see the problems by row"
DESCRIBED_BEFORE = "an earlier row describes it in another way"

STAGES = {Kind.LOCATION: ImportRow.Stage.LOCATION, Kind.SERVICE: ImportRow.Stage.SERVICE}


def batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows in lists of 500."""
    while batch := list(islice(rows, BATCH)):
        yield batch


def stage_of(record: Record) -> int:
    """Members of another provider come after the others."""
    if record.kind is Kind.PROVIDER:
        return ImportRow.Stage.MEMBER if record.fields.get("parent") else ImportRow.Stage.PROVIDER
    return STAGES[record.kind]


class Stager:
    """Turns the rows of an adapter into rows of a run, and notes what was wrong with each."""

    def __init__(self, run: ImportRun, adapter: Adapter) -> None:
        self.run = run
        self.adapter = adapter
        self.world = World(run.source)
        self.account = Account()
        self.passed_over: Counter[str] = Counter()
        self.first_row: dict[str, int] = {}
        self.staged: dict[tuple[Kind, str], tuple[int, int]] = {}

    def stage(self) -> None:
        """Read everything. Raises ImportFailure when the source is broken."""
        if table := getattr(self.adapter, "table", None):  # feeds are JSON, and JSON is UTF-8
            self.run.encoding = table.encoding
            self.run.sample = [] if table.encoding == "xlsx" else table.sample()
        number = 0
        for batch in batches(self.adapter.rows()):
            number += sum(1 for row in batch if row.number)
            ImportRow.objects.bulk_create(self.import_rows(batch), batch_size=200)
            self.run.give_sign_of_life()
        self.run.rows_read = number
        self.run.passed_over = dict(self.passed_over)

    def import_rows(self, batch: list[Row]) -> list[ImportRow]:
        """Rows of the run for rows of the source, with the values of each accounted for."""
        checks: dict[int, Check] = {}
        for row in batch:
            self.refuse_repeated_key(row)
            if not row.rejected and not row.ignored:
                checks |= {id(record): self.check(row, record) for record in row.records}
        usable = [record for row in batch for record in row.records if id(record) in checks]
        places = complete_places(usable, self.world)
        result = []
        for row in batch:
            result += self.staged_records(row, checks, places)
            self.close_account(row)
        return result

    def check(self, row: Row, record: Record) -> Check:
        """Clean a record; a service that cannot be used takes its row with it."""
        check = Check(record)
        if not check.run():
            row.rejected = True
            row.problems += check.problems
        for name in check.lost:
            row.account.withdraw(name, NOT_STORED)
        return check

    def staged_records(
        self, row: Row, checks: dict[int, Check], places: dict[str, tuple[list[str], list[str]]]
    ) -> list[ImportRow]:
        if row.ignored:
            return []
        if row.rejected:
            return [self.note(row, row.problems, ImportRow.Outcome.ERROR)]
        result, notes = [], list(row.problems)
        for record in row.records:
            problems, lost = places.get(record.external_id, ([], [])) if record.kind is Kind.LOCATION else ([], [])
            for name in lost:
                row.account.withdraw(name, NO_WARD)
            if self.is_first(row, record, notes):
                result.append(self.import_row(row, record, [*checks[id(record)].problems, *problems]))
        if notes:
            self.add_notes(row, result, notes)
        return result

    def add_notes(self, row: Row, made: list[ImportRow], notes: list[str]) -> None:
        """Put what was wrong with the row as a whole on its service, or on a line of its own."""
        for import_row in reversed(made):
            if import_row.kind == Kind.SERVICE or import_row is made[0]:
                import_row.problems = [*notes, *import_row.problems]
                return
        made.append(self.note(row, notes, ImportRow.Outcome.UNCHANGED))

    def is_first(self, row: Row, record: Record, notes: list[str]) -> bool:
        """Whether no earlier row has described this provider or place."""
        key = (record.kind, record.external_id)
        print_of = hash(repr(sorted(record.fields.items(), key=lambda item: item[0])))
        if key not in self.staged:
            self.staged[key] = (row.number, print_of)
            return True
        first, known_print = self.staged[key]
        if known_print != print_of:
            notes.append(
                _("%(title)s is described in another way in row %(row)s. Only that description is used.")
                % {"title": record.title, "row": first}
            )
            row.account.withdraw(record.kind.value, DESCRIBED_BEFORE)
        return False

    def import_row(self, row: Row, record: Record, problems: list[str]) -> ImportRow:
        return ImportRow(
            run=self.run,
            number=row.number,
            stage=stage_of(record),
            kind=record.kind,
            external_id=record.external_id[:200],
            title=record.title[:200],
            payload=record.payload(),
            problems=problems,
        )

    def note(self, row: Row, problems: list[str], outcome: str) -> ImportRow:
        """A line of the report that belongs to no record."""
        return ImportRow(
            run=self.run,
            number=row.number,
            stage=0,
            kind=Kind.SERVICE,
            external_id=row.key[:200],
            title=(row.records[0].title if row.records else row.key)[:200],
            outcome=outcome,
            problems=problems,
        )

    def close_account(self, row: Row) -> None:
        if row.ignored:
            self.passed_over[row.ignored] += 1
            self.account.leave_out(row.account, row.ignored)
        elif row.rejected:
            self.account.leave_out(row.account, REJECTED)
        else:
            self.account.absorb(row.account)

    def refuse_repeated_key(self, row: Row) -> None:
        """The first row with an id counts; a second one is a mistake of the source."""
        if not row.key or row.ignored:
            return
        first = self.first_row.setdefault(row.key, row.number)
        if first != row.number:
            row.rejected = True
            row.problems.append(
                _("The id %(id)s is already in row %(row)s. Only that row is used.") % {"id": row.key, "row": first}
            )
