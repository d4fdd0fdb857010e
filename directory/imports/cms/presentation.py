"""Rows of a run as the officer's page shows them."""

from django.db.models import Q, QuerySet

from ...models import ImportRow, ImportRun


def shown_rows(run: ImportRun, outcome: str) -> QuerySet[ImportRow]:
    """Rows with one outcome; without a choice, those that differ or have something to tell."""
    rows = run.rows.order_by("number", "stage", "pk").defer("payload")
    if outcome in ImportRow.Outcome.values:
        return rows.filter(outcome=outcome)
    quiet = Q(outcome__in=[ImportRow.Outcome.UNCHANGED, ImportRow.Outcome.LEFT_OUT], problems=[])
    return rows.exclude(quiet).exclude(outcome="")
