"""Rows of a run as the officer's page shows them."""

from django.db.models import Q

from ...models import ImportRow, ImportRun


def progress(run: ImportRun) -> tuple[int, int] | None:
    """How many records of a run are applied, and how many there are, while it is being applied."""
    if run.status != run.Status.APPLYING:
        return None
    records = run.rows.filter(stage__gt=0)
    done = Q(stage__lt=run.applied_stage) | Q(stage=run.applied_stage, pk__lte=run.applied_row)
    return records.filter(done).count(), records.count()


class ShownRows:
    """Rows with one outcome, or without a choice those to report: what the table holds in its order, then what it lost.

    A list that a Paginator can slice, without a sort or a count: at 300,000 rows they take longer than a page may.
    """

    def __init__(self, run: ImportRun, outcome: str = "") -> None:
        rows = run.rows.defer("payload")
        rows = rows.filter(outcome=outcome) if outcome else rows.reported()
        self.held = rows.filter(number__gt=0).order_by("number", "stage", "pk")
        self.lost = rows.filter(number=0).order_by("stage", "pk")
        self.number = run.shown.get(outcome, 0) if run.shown else rows.count()

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, part: slice) -> list[ImportRow]:
        held = self.number - self.lost.count()
        return [
            *self.held[min(part.start, held) : min(part.stop, held)],
            *self.lost[max(part.start - held, 0) : max(part.stop - held, 0)],
        ]
