"""Rows of a run as the officer's page shows them."""

from django.db.models import Case, Q, QuerySet, When

from ...models import ImportRow, ImportRun


def progress(run: ImportRun) -> tuple[int, int] | None:
    """How many records of a run are applied, and how many there are, while it is being applied."""
    if run.status != run.Status.APPLYING:
        return None
    records = run.rows.filter(stage__gt=0)
    done = Q(stage__lt=run.applied_stage) | Q(stage=run.applied_stage, pk__lte=run.applied_row)
    return records.filter(done).count(), records.count()


def shown_rows(run: ImportRun, outcome: str) -> QuerySet[ImportRow]:
    """Rows with one outcome; without a choice, those that differ or have something to tell."""
    rows = run.rows.order_by(Case(When(number=0, then=1), default=0), "number", "stage", "pk").defer("payload")
    if outcome in ImportRow.Outcome.values:
        return rows.filter(outcome=outcome)
    quiet = Q(outcome__in=[ImportRow.Outcome.UNCHANGED, ImportRow.Outcome.LEFT_OUT], problems=[])
    return rows.exclude(quiet).exclude(outcome="")
